"""How services learn and change: decisions, practice, trials, staff, affiliation, listening."""
