"""One run of one scenario: one possible history, as a result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation import run as runs
from simulation.measures import MEASURES
from simulation.overrides import by_short_name
from simulation.recorder import Record
from simulation.scenario import Scenario, load_scenario

from .arrays import Block, dataset
from .findings.formatting import number
from .lives.event_table import event_table
from .numbers import seed_of
from .results import Results, known
from .runs.summary import Summary, summarise

if TYPE_CHECKING:
    import xarray

ONE_HISTORY = (
    "One run is one possible history, not a forecast: for what tends to happen, compare scenarios "
    "over many replicates."
)


@dataclass(frozen=True, repr=False, eq=False)
class Run(Results):
    """What came of one run.

    Attributes
    ----------
    scenario, seed
        What was run.
    record
        Everything that was recorded of it, by week.
    """

    scenario: Scenario
    seed: int
    record: Record

    @cached_property
    def _kept(self) -> Summary:
        return summarise(self.record)

    @property
    def measures(self) -> dict[str, float]:
        """Every measure over the whole run, by name; nan where nothing happened."""
        return {name: self._kept.run[name] for name in MEASURES}

    def __getitem__(self, measure: str) -> float:
        """One measure, or share of hours, over the whole run.

        Raises
        ------
        InputError
            Where there is none of that name.
        """
        return self._kept.run[known(measure, self._kept.run, "is not a measure")]

    def series(self, measure: str) -> NDArray[np.float64]:
        """A measure by quarter, (quarters,).

        Raises
        ------
        InputError
            Where there is none of that name, or it is not known by quarter.
        """
        return self._kept.quarters[known(measure, self._kept.quarters, "is not known by quarter")]

    @cached_property
    def events(self) -> pd.DataFrame:
        """Everything that happened, a row for each event; see ``event_table``.

        Raises
        ------
        InputError
            Where events were not kept.
        """
        return event_table(self.scenario, self.record).to_pandas()

    def sentences(self) -> list[str]:
        """A word of care."""
        return [ONE_HISTORY]

    def summary(self) -> pd.DataFrame:
        """Every measure with its unit."""
        rows = [(m.label, number(self[name]), m.unit) for name, m in MEASURES.items()]
        return pd.DataFrame(rows, columns=["Measure", self.scenario.name, "Unit"])

    def title(self) -> str:
        """What was run."""
        return f"Run of {self.scenario.name}, seed {self.seed}, {self.record.weeks} weeks"

    def to_frame(self, by: Literal["run", "quarter", "week"] = "run") -> pd.DataFrame:
        """A row for each measure: columns ``scenario``, ``seed``, ``measure`` and ``value``.

        Parameters
        ----------
        by
            "quarter" for a row for each quarter too; "week" for each week all that was counted.
        """
        found: Mapping[str, NDArray[np.float64]] = {
            "run": {name: np.array([value]) for name, value in self._kept.run.items()},
            "quarter": self._kept.quarters,
            "week": self.record.weekly,
        }[by]
        wide = pd.DataFrame(found).rename_axis(by).reset_index()
        tidy = wide.melt(id_vars=by, var_name="measure")
        if by == "run":
            tidy = tidy.drop(columns=by)
        tidy.insert(0, "seed", self.seed)
        tidy.insert(0, "scenario", self.scenario.name)
        return tidy

    def to_xarray(self) -> "xarray.Dataset":
        """``runs`` and ``quarters`` as of a comparison; ``weeks`` (.., week, count), as counted."""
        place: dict[str, list[Any]] = {"scenario": [self.scenario.name], "seed": [self.seed]}
        runs = {name: np.array([[value]]) for name, value in self._kept.run.items()}
        quarters, weeks = (
            {name: values[None, None] for name, values in found.items()}
            for found in (self._kept.quarters, self.record.weekly)
        )
        return dataset(
            place,
            Block("runs", runs),
            Block("quarters", quarters, "quarter"),
            Block("weeks", weeks, "week", "count"),
        )


def simulate(
    scenario: Scenario | str | Path,
    seed: int = 1,
    *,
    events: bool = False,
    on_week: Callable[[], None] | None = None,
    **overrides: Any,
) -> Run:
    """Run one scenario once: one possible history, not a forecast.

    Parameters
    ----------
    scenario
        A scenario, the name of one that is shipped, or the path of a file.
    seed
        An integer of 0 or more. The same scenario and seed give the same numbers.
    events
        Whether to keep every event of every person.
    on_week
        Called after every simulated week.
    **overrides
        Values to change, as those of ``CareSystem``: ``pooled_share=0.5``.

    Raises
    ------
    ScenarioError
        With every problem of the scenario.
    InputError
        For a seed that is none.
    """
    chosen = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    chosen = chosen.override(by_short_name(overrides))
    seed = seed_of(seed)
    return Run(chosen, seed, runs.simulate(chosen, seed, on_week, events=events))
