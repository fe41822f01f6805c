"""The calendar: how weeks make quarters and years."""

WEEKS_A_YEAR = 52
WEEKS_A_QUARTER = 13
QUARTERS_A_YEAR = WEEKS_A_YEAR // WEEKS_A_QUARTER
