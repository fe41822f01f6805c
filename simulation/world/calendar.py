"""The calendar: how weeks make quarters and years, and when rounds fall that levers space."""

WEEKS_A_YEAR = 52
WEEKS_A_QUARTER = 13
QUARTERS_A_YEAR = WEEKS_A_YEAR // WEEKS_A_QUARTER


class Rounds:
    """Something done again and again, as many weeks apart as a lever asks at the time.

    Parameters
    ----------
    last
        The week on the clock from which the first is counted.
    """

    def __init__(self, last: int) -> None:
        self.last = last

    def fall(self, clock: int, apart: int) -> bool:
        """Whether one falls in this week; if so, the next is counted from here. Ask once a week."""
        falls = clock - self.last >= apart
        if falls:
            self.last = clock
        return falls
