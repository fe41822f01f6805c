"""Lines of blocks that show a course over time in a terminal."""

import numpy as np
from numpy.typing import NDArray

BLOCKS = "▁▂▃▄▅▆▇█"
GONE = "·"
LEGEND = f"{BLOCKS[0]} hardly there, {BLOCKS[-1]} at its worst, {GONE} not there"


def sparkline(values: NDArray[np.floating], present: NDArray[np.bool_], each: int) -> str:
    """A severity over time, one character for the mean of some weeks.

    Parameters
    ----------
    values
        From 0 to 1, by week, (weeks,).
    present
        Weeks in which there is something to show, (weeks,).
    each
        Weeks a character stands for.
    """
    drawn = ""
    for first in range(0, len(values), each):
        there = present[first : first + each]
        if not there.any():
            drawn += GONE
            continue
        mean = float(values[first : first + each][there].mean())
        drawn += BLOCKS[min(int(mean * len(BLOCKS)), len(BLOCKS) - 1)]
    return drawn
