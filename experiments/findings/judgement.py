"""What may be said of one measure in one pair of scenarios: judged once, formatted elsewhere."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from simulation.measures import MEASURES, SMALLEST_THAT_MATTERS, Measure, Totals

from .statistics import Estimate, Verdict, replicates_to_settle, verdict


@dataclass(frozen=True)
class Judgement:
    """One measure, two scenarios run with the same seeds.

    Attributes
    ----------
    measure
        What was measured; all numbers are in its unit.
    first, second
        The mean under each of the two scenarios, over the replicates.
    gap
        The paired difference, the second scenario minus the first.
    """

    measure: Measure
    first: Estimate
    second: Estimate
    gap: Estimate

    @property
    def smallest(self) -> float:
        """The smallest difference that matters, judged by the first mean.

        It was named for the primary measure alone. For others the same share of the first mean
        tells only what is much the same: two per cent of the deaths do matter.
        """
        mean = self.first.mean
        return SMALLEST_THAT_MATTERS * abs(mean) if np.isfinite(mean) else 0.0

    @cached_property
    def verdict(self) -> Verdict:
        """How clear the difference is; see ``statistics.verdict``."""
        return verdict(self.gap, self.smallest)

    @property
    def is_clear(self) -> bool:
        """Whether the interval excludes zero."""
        return self.verdict in ("matters", "small", "clear")

    @property
    def is_open(self) -> bool:
        """Whether more replicates could still change the verdict."""
        return self.verdict in ("clear", "unclear")

    @property
    def direction(self) -> Literal["lower", "higher"]:
        """Which way the second scenario differs, by its mean alone."""
        return "lower" if self.gap.mean < 0 else "higher"

    @property
    def valued(self) -> Literal["better", "worse", "different"]:
        """What that direction is for people; "different" where it is neither better nor worse."""
        if self.measure.better == "neither":
            return "different"
        return "better" if self.measure.better == self.direction else "worse"

    @cached_property
    def to_settle(self) -> int | None:
        """Replicates that would settle an open difference; None for more than can be said."""
        return replicates_to_settle(self.gap, self.smallest)


def described(name: str) -> Measure:
    """The measure of that name, or one made up for an outcome of one's own."""
    if name in MEASURES:
        return MEASURES[name]
    label = name.replace("_", " ")
    return Measure(
        id=name,
        label=label[:1].upper() + label[1:],
        unit="as kept",
        better="neither",
        help="An outcome of one's own.",
        formula="",
        function=_unknown,
    )


def _unknown(_totals: Totals) -> float:
    raise NotImplementedError("an outcome of one's own is not computed from totals")
