"""Experiments as arrays: what each service has in mind, waits to try, or tries."""

import numpy as np

NEVER = np.iinfo(np.int64).max // 2


class Trials:
    """One idea at a time for each service; shape (S,) unless said.

    Attributes
    ----------
    jump
        The change of practice that the idea is, (S, dimensions).
    starts
        Week on the clock at which the trial may start; ``NEVER`` without an idea.
    running
        Whether the idea is on trial now.
    gain
        Mean fall in severity on trial minus the usual, summed over the cases seen.
    cases
        Cases seen while the trial ran, usual and on trial, summed over weeks.
    """

    def __init__(self, count: int, dimensions: int) -> None:
        self.jump = np.zeros((count, dimensions))
        self.starts = np.full(count, NEVER)
        self.running = np.zeros(count, dtype=bool)
        self.gain = np.zeros(count)
        self.cases = np.zeros(count)
