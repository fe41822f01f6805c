"""Which runs are made: levers one at a time, and a map of two things that nobody controls."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboards.state.settings import TABLE, levers
from experiments.plans.scaling import money_times
from simulation.scenario import Scenario, load_scenario

WEEKS = 156
MEASURES = ("good_weeks", "deaths", "crises", "goodhart_gap", "wait_weeks", "cost_per_head")
BASES = ("target_driven", "alliance")
MONEY = (0.5, 1.0, 2.0)
ENTANGLED = (0.0, 0.5, 1.0)


@dataclass(frozen=True)
class Pair:
    """Two scenarios that differ in what ``id`` says: the second minus the first is the effect."""

    id: str
    a: Scenario
    b: Scenario


def designs() -> dict[str, list[Pair]]:
    """Both designs, by the part of the file that holds their results."""
    return {"levers": list(one_at_a_time()), "map": list(the_map())}


def one_at_a_time() -> Iterator[Pair]:
    """Every lever from one end of its plausible range to the other, where it belongs.

    That is the scenario its declaration names as the one to try it in.
    """
    for name, lever in levers().items():
        base = lever.acts.base if lever.acts else BASES[0]
        low, high = lever.plausible or (0.0, 1.0)
        a, b = (
            _short(base).override({f"{TABLE}{name}": lever.type(value)}) for value in (low, high)
        )
        yield Pair(f"{base} {name}", a, b)


def the_map() -> Iterator[Pair]:
    """Targets and the alliance, with more or less money and more or less entangled needs."""
    sides = [_short(name) for name in BASES]
    for money in MONEY:
        for c in ENTANGLED:
            changes = money_times(sides[0], money) | {"entanglement.c": c}
            a, b = (side.override(changes) for side in sides)
            yield Pair(f"{money:g} {c:g}", a, b)


def _short(name: str) -> Scenario:
    return load_scenario(name).override({"run.weeks": WEEKS})
