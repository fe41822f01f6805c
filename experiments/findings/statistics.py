"""Means, paired differences, their intervals, and how many replicates would settle a question."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

LEVEL = 0.95
MOST_REPLICATES_FORETOLD = 1000

Verdict = Literal["matters", "small", "clear", "same", "unclear", "unknown"]


@dataclass(frozen=True)
class Estimate:
    """A mean over ``n`` replicates with its 95 % interval; nan where it cannot be known."""

    mean: float
    low: float
    high: float
    deviation: float
    n: int


def estimate(values: NDArray[np.float64]) -> Estimate:
    """Mean and 95 % Student t interval.

    Parameters
    ----------
    values
        Shape (replicates,); nan where a replicate has no value, which is left out.

    Returns
    -------
    Estimate
        In the unit of ``values``. The interval is nan with fewer than two values.
    """
    known = values[np.isfinite(values)]
    n = len(known)
    mean = float(np.mean(known)) if n else float("nan")
    if n < 2:
        return Estimate(mean, float("nan"), float("nan"), float("nan"), n)
    deviation = float(np.std(known, ddof=1))
    half = float(_half_width(deviation, np.array([n]))[0])
    return Estimate(mean, mean - half, mean + half, deviation, n)


def difference(first: NDArray[np.float64], second: NDArray[np.float64]) -> Estimate:
    """Second minus first, paired by position; both of shape (replicates,)."""
    return estimate(second - first)


def verdict(gap: Estimate, smallest: float = 0.0) -> Verdict:
    """What the interval of a difference allows to be said.

    Parameters
    ----------
    gap
        The difference.
    smallest
        The smallest difference that matters, in the same unit; 0 where none was named.

    Returns
    -------
    str
        ``matters``: all of the interval lies beyond the smallest that matters, on one side.
        ``small``: it excludes zero and lies within the smallest that matters.
        ``clear``: it excludes zero, but whether the difference matters is open.
        ``same``: it includes zero and lies within the smallest that matters.
        ``unclear``: it includes zero, and differences that matter. ``unknown``: no interval.
    """
    if not np.isfinite(gap.low):
        return "unknown"
    nearest, furthest = sorted((abs(gap.low), abs(gap.high)))
    if gap.low <= 0 <= gap.high:
        return "same" if furthest <= smallest else "unclear"
    if nearest >= smallest:
        return "matters"
    return "small" if furthest <= smallest else "clear"


def replicates_to_settle(gap: Estimate, smallest: float) -> int | None:
    """Replicates after which the verdict would no longer be open, if all is as estimated.

    A difference is settled once its interval excludes zero or lies within the smallest that
    matters, so the half-width has to fall below the larger of ``|d|`` and ``smallest - |d|``.
    One that is clear, but may or may not matter, is settled once the half-width falls below
    its distance from the smallest that matters.

    Parameters
    ----------
    gap
        The difference as estimated so far.
    smallest
        The smallest difference that matters, in the same unit.

    Returns
    -------
    int or None
        A number of replicates; None where more than ``MOST_REPLICATES_FORETOLD`` are needed.
    """
    size = abs(gap.mean)
    excludes_zero = gap.low > 0 or gap.high < 0
    aim = abs(size - smallest) if excludes_zero else max(size, smallest - size)
    numbers = np.arange(2, MOST_REPLICATES_FORETOLD + 1)
    enough = numbers[_half_width(gap.deviation, numbers) < aim]
    return int(enough[0]) if len(enough) else None


def _half_width(deviation: float, n: NDArray[np.int64]) -> NDArray[np.float64]:
    """Half-width of the interval of a mean of ``n`` values."""
    width: NDArray[np.float64] = stdtrit(n - 1, (1 + LEVEL) / 2) * deviation / np.sqrt(n)
    return width
