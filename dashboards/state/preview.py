"""A quick look at a change: the same place with fewer people and as much money a head."""

from dataclasses import dataclass

from experiments.scaling import people_of
from simulation.scenario import Scenario

from .runs import Glimpse

PEOPLE = 400
WEEKS = 260
SEED = 1
_KEPT = 64
_made: dict[tuple[str, int, int], Scenario] = {}


@dataclass(frozen=True)
class Preview:
    """One small run of each system. It shows a tendency, and says nothing of chance."""

    a: Glimpse
    b: Glimpse
    people: int
    weeks: int


def small(scenario: Scenario, people: int = PEOPLE, weeks: int = WEEKS) -> Scenario:
    """The same scenario with at most so many people and weeks.

    Money, staff and places shrink with the people, so that there is as much for each.
    """
    key = (scenario.key(), people, weeks)
    if key not in _made:
        while len(_made) >= _KEPT:
            _made.pop(next(iter(_made)), None)
        _made[key] = _small(scenario, people, weeks)
    return _made[key]


def _small(scenario: Scenario, people: int, weeks: int) -> Scenario:
    changes: dict[str, float] = {"run.weeks": min(scenario.run.weeks, weeks)}
    if people < scenario.place.people:
        changes |= people_of(scenario, people)
    return scenario.override(changes)
