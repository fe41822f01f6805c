"""What came of running several scenarios with the same seeds."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.errors import Failure
from experiments.runs.networks import Networks
from simulation.measures import MEASURES
from simulation.scenario import Scenario

from .judgement import Judgement
from .statistics import Estimate, difference, estimate


@dataclass(frozen=True)
class Comparison:
    """What came of running several scenarios with the same seeds.

    Attributes
    ----------
    labels
        A name for each scenario, no two alike, in the order given. The first is the one the
        others are compared with.
    scenarios
        The scenarios themselves.
    seeds
        Seeds that gave a result, in the order asked for.
    failures
        Seeds that did not, and why.
    runs
        By measure, shape (scenarios, seeds), in the measure's unit; nan where nothing happened.
        Also by way of spending hours (``summary.HOURS``), as a share of all hours.
    quarters
        The same by quarter, shape (scenarios, seeds, quarters); nan also after the end of a
        scenario that is shorter than others.
    networks
        For each scenario, its referral networks at the fork and at the end, as means over the
        seeds.
    """

    labels: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    failures: tuple[Failure, ...]
    runs: dict[str, NDArray[np.float64]]
    quarters: dict[str, NDArray[np.float64]]
    networks: tuple[Networks, ...]

    @cached_property
    def shares_past(self) -> tuple[bool, ...]:
        """For each scenario, whether it grew out of the same past as the first."""
        keys = [scenario.past_key() for scenario in self.scenarios]
        return tuple(key == keys[0] for key in keys)

    def mean(self, measure: str, scenario: int = 0) -> Estimate:
        """A measure under one scenario, by its place in ``labels``, over the replicates."""
        return estimate(self.runs[measure][scenario])

    def difference(self, measure: str, scenario: int = 1) -> Estimate:
        """Paired difference: this scenario minus the first."""
        values = self.runs[measure]
        return difference(values[0], values[scenario])

    def judge(self, measure: str, scenario: int = 1) -> Judgement:
        """What may be said of a measure: this scenario against the first."""
        return Judgement(
            measure=MEASURES[measure],
            first=self.mean(measure),
            second=self.mean(measure, scenario),
            gap=self.difference(measure, scenario),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers for JSON, None where one is not known.

        ``difference`` is the second scenario minus the first. With more than two scenarios,
        ``differences`` has each of the others minus the first.
        """
        return {
            "scenarios": list(self.labels),
            "replicates": len(self.seeds),
            "seeds": list(self.seeds),
            "shared_past": all(self.shares_past),
            "failures": [{"seed": f.seed, "error": f.error} for f in self.failures],
            "measures": {measure: self._measure_to_dict(measure) for measure in MEASURES},
        }

    def _measure_to_dict(self, measure: str) -> dict[str, Any]:
        numbers: dict[str, Any] = {
            label: _plain(self.mean(measure, i)) for i, label in enumerate(self.labels)
        }
        others = {
            label: _plain(self.difference(measure, i))
            for i, label in enumerate(self.labels)
            if i > 0
        }
        numbers["difference"] = others[self.labels[1]]
        if len(others) > 1:
            numbers["differences"] = others
        return numbers


def _plain(found: Estimate) -> dict[str, float | None]:
    numbers = {"mean": found.mean, "low": found.low, "high": found.high}
    return {name: value if np.isfinite(value) else None for name, value in numbers.items()}
