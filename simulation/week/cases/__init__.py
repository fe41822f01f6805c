"""What becomes of a case: hours, support, closing, and what is found when it is followed up."""
