"""What came of running several scenarios with the same seeds."""

import operator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from experiments.arrays import Block, dataset
from experiments.errors import Failure, InputError
from experiments.results import Results, known, showing
from experiments.runs.networks import Networks
from simulation.measures import MEASURES, PRIMARY
from simulation.scenario import Scenario
from simulation.world.hours import HOURS_COLUMNS

from .formatting import estimated, number
from .judgement import Judgement, described
from .statistics import Estimate, difference, estimate

if TYPE_CHECKING:
    import pandas as pd
    import xarray


@dataclass(frozen=True, repr=False)
class Comparison(Results):
    """What came of running several scenarios with the same seeds.

    A scenario is asked for by its label, or by its place in ``labels``, from 0.

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
        Also by way of spending hours (``HOURS_COLUMNS``), as a share of all hours.
    quarters
        The same by quarter, shape (scenarios, seeds, quarters); nan also after the end of a
        scenario that is shorter than others.
    networks
        For each scenario, its referral networks at the fork and at the end, as means over the
        seeds.
    weekly
        Outcomes of one's own that were kept by week, shape (scenarios, seeds, weeks).
    """

    labels: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    failures: tuple[Failure, ...]
    runs: dict[str, NDArray[np.float64]]
    quarters: dict[str, NDArray[np.float64]]
    networks: tuple[Networks, ...]
    weekly: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    @property
    def measures(self) -> tuple[str, ...]:
        """What can be judged: every measure, then outcomes of one's own."""
        return tuple(name for name in self.runs if name not in HOURS_COLUMNS)

    @property
    def own(self) -> tuple[str, ...]:
        """Outcomes of one's own, kept beside the measures."""
        return tuple(name for name in self.measures if name not in MEASURES)

    @cached_property
    def shares_past(self) -> tuple[bool, ...]:
        """For each scenario, whether it grew out of the same past as the first."""
        keys = [scenario.past_key() for scenario in self.scenarios]
        return tuple(key == keys[0] for key in keys)

    def mean(self, measure: str, scenario: int | str = 0) -> Estimate:
        """A measure under one scenario, over the replicates.

        Raises
        ------
        InputError
            For a measure or a scenario that is not in the comparison; so too those below.
        """
        return estimate(self._runs_of(measure)[self._place(scenario)])

    def difference(self, measure: str, scenario: int | str = 1) -> Estimate:
        """Paired difference: this scenario minus the first."""
        values = self._runs_of(measure)
        return difference(values[0], values[self._place(scenario)])

    def _runs_of(self, measure: str) -> NDArray[np.float64]:
        return self.runs[known(measure, self.runs, "is not a measure")]

    def _place(self, scenario: int | str) -> int:
        if isinstance(scenario, str):
            return self.labels.index(known(scenario, self.labels, "was not compared"))
        place = operator.index(scenario)
        if not 0 <= place < len(self.labels):
            raise InputError(
                f"Scenario {place} was not compared; there are 0 to {len(self.labels) - 1}."
            )
        return place

    def judge(self, measure: str, scenario: int | str = 1) -> Judgement:
        """What may be said of a measure: this scenario against the first."""
        return Judgement(
            measure=described(measure),
            first=self.mean(measure),
            second=self.mean(measure, scenario),
            gap=self.difference(measure, scenario),
        )

    def title(self) -> str:
        """What was compared, and what came of the primary measure."""
        count = len(self.seeds)
        replicates = "1 replicate" if count == 1 else f"{count} replicates"
        gaps = [f"{label} {self._gap(label)}" for label in self.labels[1:]]
        return (
            f"Comparison with {self.labels[0]}, {replicates}, difference in {PRIMARY}: "
            f"{', '.join(gaps)}"
        )

    def sentences(self) -> list[str]:
        """Everything there is to say about it, the primary measure first."""
        said: list[str] = showing("words").sentences(self)
        return said

    def summary(self) -> "pd.DataFrame":
        """Each scenario's primary measure, and its difference from the first."""
        import pandas as pd  # takes a second, and screens do without it

        rows = [
            (label, number(self.mean(PRIMARY, label).mean), self._gap(label) if place else "")
            for place, label in enumerate(self.labels)
        ]
        columns = ["Scenario", MEASURES[PRIMARY].label, "Difference (95 % interval)"]
        return pd.DataFrame(rows, columns=columns)

    def to_frame(self, by: Literal["run", "quarter", "week"] = "run") -> "pd.DataFrame":
        """Every run as a table: a row for each scenario, seed and measure.

        Columns ``scenario``, ``seed``, ``measure`` and ``value``, in the measure's unit, nan
        where nothing happened that it could measure.

        Parameters
        ----------
        by
            "quarter" for a row for each quarter too; "week" for outcomes of one's own that were
            kept by week. Both are counted from 0 at the fork.
        """
        import pandas as pd

        values = {"run": self.runs, "quarter": self.quarters, "week": self.weekly}[by]
        if not values:
            return pd.DataFrame(columns=["scenario", "seed", by, "measure", "value"])
        axes: dict[str, Any] = {"scenario": self.labels, "seed": self.seeds}
        if by != "run":
            axes[by] = range(next(iter(values.values())).shape[-1])
        axes["measure"] = list(values)
        index = pd.MultiIndex.from_product(list(axes.values()), names=list(axes))
        stacked = np.stack(list(values.values()), axis=-1)
        return pd.DataFrame({"value": stacked.ravel()}, index=index).reset_index()

    def to_xarray(self) -> "xarray.Dataset":
        """``runs`` (scenario, seed, measure) and ``quarters`` (scenario, seed, quarter, measure).

        Outcomes of one's own that were kept by week are ``weeks`` (scenario, seed, week, outcome).
        """
        return dataset(
            {"scenario": list(self.labels), "seed": list(self.seeds)},
            Block("runs", self.runs),
            Block("quarters", self.quarters, "quarter"),
            Block("weeks", self.weekly, "week", "outcome"),
        )

    def _gap(self, label: str) -> str:
        mean, low, high = estimated(self.difference(PRIMARY, label), signed=True)
        return f"{mean} ({low} to {high})"

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
            "measures": {measure: self._measure_to_dict(measure) for measure in self.measures},
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
