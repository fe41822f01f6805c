"""Points of a design: every combination of levels, or samples that fill the space evenly.

SciPy's samplers take most of a second to import, which a plan without samples need not wait for.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Levels = tuple[Any, ...]


def grid(axes: Sequence[Levels]) -> list[tuple[Any, ...]]:
    """Every combination of the levels of some axes, the last axis moving fastest."""
    return list(itertools.product(*axes))


def latin_hypercube(axes: int, samples: int, seed: int) -> NDArray[np.float64]:
    """Samples of which each axis has one in every slice of its range, (samples, axes)."""
    from scipy.stats import qmc

    return qmc.LatinHypercube(axes, rng=np.random.default_rng(seed)).random(samples)


def sobol(axes: int, samples: int, seed: int) -> NDArray[np.float64]:
    """Scrambled Sobol points, a power of two of them, (samples, axes)."""
    from scipy.stats import qmc

    engine = qmc.Sobol(axes, rng=np.random.default_rng(seed))
    return engine.random_base2(samples.bit_length() - 1)


def between(low: float, high: float, share: float, whole: bool) -> float | int:
    """The value some share, from 0 up to 1, of the way; whole numbers are all as likely."""
    if whole:
        return min(int(low) + math.floor(share * (int(high) - int(low) + 1)), int(high))
    return low + share * (high - low)


def one_of(levels: Levels, share: float) -> Any:
    """The level some share, from 0 up to 1, of the way; all are as likely."""
    return levels[min(math.floor(share * len(levels)), len(levels) - 1)]


def steps(low: float, high: float, count: int, whole: bool) -> Levels:
    """Levels from one end to the other, as evenly as whole numbers allow, no two alike."""
    values = np.linspace(low, high, count).tolist()
    return tuple(dict.fromkeys(map(round, values))) if whole else tuple(values)
