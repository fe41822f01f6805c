"""A quick look at a change: the same place with fewer people and the same money per head."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.plans.scaling import people_of
from experiments.runs.summary import WHOLE_RUN_ONLY
from simulation.measures import MEASURES, PRIMARY
from simulation.scenario import Scenario

from .runs import run_scenarios

PEOPLE = 400
WEEKS = 260
SEED = 1
_KEPT = 64
_made: dict[tuple[str, int, int], Scenario] = {}


@dataclass(frozen=True)
class SmallRun:
    """A run of a scaled-down scenario: its primary measure, and its quarterly series."""

    primary: float
    quarters: dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Preview:
    """One small run of each system: it shows a tendency, and says nothing about chance."""

    a: SmallRun
    b: SmallRun
    people: int
    weeks: int


def small_run(scenario: Scenario, slot: int) -> SmallRun:
    """Run a scaled-down scenario once."""
    (record,) = run_scenarios([scaled_down(scenario)], SEED, slot)
    (primary,) = record.all_series([PRIMARY], record.weeks)[PRIMARY]
    quickly = [measure for measure in MEASURES if measure not in WHOLE_RUN_ONLY]
    return SmallRun(float(primary), record.all_series(quickly))


def preview_of(scenarios: Sequence[Scenario], a: SmallRun, b: SmallRun) -> Preview:
    """The preview of two scenarios from the small run of each."""
    people = max(min(PEOPLE, one.place.people) for one in scenarios)
    return Preview(a, b, people, min(WEEKS, scenarios[1].run.weeks))


def scaled_down(scenario: Scenario, people: int = PEOPLE, weeks: int = WEEKS) -> Scenario:
    """The same scenario with at most this many people and weeks.

    Money, staff and places shrink with the people, so that there is as much for each.
    """
    key = (scenario.key(), people, weeks)
    if key not in _made:
        while len(_made) >= _KEPT:
            _made.pop(next(iter(_made)), None)
        _made[key] = _scaled_down(scenario, people, weeks)
    return _made[key]


def _scaled_down(scenario: Scenario, people: int, weeks: int) -> Scenario:
    changes: dict[str, float] = {"run.weeks": min(scenario.run.weeks, weeks)}
    if people < scenario.place.people:
        changes |= people_of(scenario, people)
    return scenario.override(changes)
