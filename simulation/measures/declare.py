"""A measure is one declaration: its name, which way is better, its formula in words and in code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Totals:
    """Sums over the weeks of a period, by column of ``recorder.COLUMNS``, and the referrals made.

    ``flow`` is by referrer and service, (S + 1, S); the last referrer is the community.
    """

    sums: Mapping[str, float]
    flow: NDArray[np.int64]

    def __getitem__(self, name: str) -> float:
        return self.sums[name]

    def all_of(self, *names: str) -> float:
        """Several sums together."""
        return sum(self.sums[name] for name in names)


@dataclass(frozen=True)
class Measure:
    """A measure, to be called with the totals of a period.

    Attributes
    ----------
    id, label
        What files and screens call it.
    better
        Which way is better for people.
    help, formula
        What it is, for everybody; and how it is computed, for the page of the model. Σ is over
        the weeks of the period; states are those at the end of a week.
    function
        The same formula as code; nan where nothing happened that it could measure.
    """

    id: str
    label: str
    unit: str
    better: Better
    help: str
    formula: str
    function: Callable[[Totals], float]

    def __call__(self, totals: Totals) -> float:
        """The measure over a period."""
        return self.function(totals)


def measure(
    label: str, unit: str, better: Better, *, help: str, formula: str
) -> Callable[[Callable[[Totals], float]], Measure]:
    """Declare a function of totals as a measure; its name is the measure's id."""

    def declared(function: Callable[[Totals], float]) -> Measure:
        return Measure(function.__name__, label, unit, better, help, formula, function)

    return declared


def ratio(over: float, under: float) -> float:
    """A share or a mean; nan of nothing."""
    return over / under if under else float("nan")
