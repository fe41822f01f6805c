"""What figures show, as numbers; nothing is drawn here, and nothing that draws is imported."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.findings.comparison import Comparison
from experiments.findings.statistics import estimate

BAND = (5, 95)
"""Percentiles of the replicates between which a band lies."""


def middle(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Mean, and both ends of the band, by quarter; nan where no replicate has a value."""
    known = np.isfinite(values).any(axis=0)
    found = np.full((3, values.shape[1]), np.nan)
    found[0, known] = np.nanmean(values[:, known], axis=0)
    found[1:, known] = np.nanpercentile(values[:, known], BAND, axis=0)
    return tuple(found)


def limits(shown: Sequence[NDArray[np.float64]]) -> tuple[float, float]:
    """A scale that holds everything shown, from 0 where that costs little room."""
    finite = np.concatenate([values[np.isfinite(values)] for values in shown])
    if not len(finite):
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    room = 0.05 * ((high - low) or abs(high) or 1)
    return 0.0 if 0 <= low < 0.6 * high else low - room, high + room


def hours_means(comparison: Comparison, way: str) -> NDArray[np.float64]:
    """Mean share of hours spent in one way, (scenarios,); nan where no hours were worked."""
    return np.array([estimate(values).mean for values in comparison.runs[way]])
