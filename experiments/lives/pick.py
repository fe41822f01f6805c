"""Picks somebody to follow, and remembers how, so that it can be said."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Pick:
    """Somebody picked from those present at the fork, by good weeks in two systems.

    Attributes
    ----------
    typical
        Whether theirs is the middle difference; otherwise it is the largest.
    out_of
        How many there were to pick from.
    good_weeks
        Their good weeks in each system.
    low, middle, high
        The difference, second minus first, that 5, 50 and 95 % of all fall below.
    """

    row: int
    typical: bool
    out_of: int
    good_weeks: tuple[float, float]
    low: float
    middle: float
    high: float


def pick(
    rows: NDArray[np.int64],
    first: NDArray[np.float64],
    second: NDArray[np.float64],
    *,
    typical: bool,
) -> Pick:
    """Whose good weeks differ most, or by the middle amount; of several the lowest row.

    Parameters
    ----------
    rows
        Those to pick from, ascending, (n,), at least one.
    first, second
        Their good weeks in each system, (n,).
    """
    gap = second - first
    if typical:
        ordered = np.sort(gap)
        place = int(np.flatnonzero(gap == ordered[(rows.size - 1) // 2])[0])
    else:
        place = int(np.abs(gap).argmax())
    low, middle, high = np.percentile(gap, (5, 50, 95)).tolist()
    return Pick(
        row=int(rows[place]),
        typical=typical,
        out_of=rows.size,
        good_weeks=(float(first[place]), float(second[place])),
        low=low,
        middle=middle,
        high=high,
    )
