"""The report: what a comparison found, for people who were not there."""
