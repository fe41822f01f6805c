"""Every process of the week does what it declares, and nothing else."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from simulation.luck import Luck
from simulation.parameters import Commissioning
from simulation.scenario import Scenario, load_scenario
from simulation.scenarios import INDEX
from simulation.week import schedule
from simulation.week.process import Process
from simulation.week.schedule import WEEK, run_past, weeks
from simulation.world import EventBuffer, World
from simulation.world.calendar import Rounds
from simulation.world.people import COLUMNS
from tests.worlds import shrunk

PARTS = ("people", "services", "culture", "trials", "commissioners")
FIXED = ("scenario", "arrays", "constants", "luck")
SHORT = {"people": 60, "run__past_weeks": 26, "run__weeks": 56}
PREVALENCE = {name: need.prevalence for name, need in load_scenario("plymouth").need.items()}
ALIKE = {"everybody": {"share": 1.0, "needs": PREVALENCE}}
SPREAD = {"copy": {"week": 10, "lift": 0.5}, "roll_out": {"week": 20, "scale_up": 0.5}}
RARE = {
    "hill_climb": {"services__learning__rule": "hill_climb", "services__learning__climb_weeks": 4},
    "roth_erev": {"services__learning__rule": "roth_erev", "mix": ALIKE, "event": SPREAD},
    "often": {
        "run__weeks": 84,
        "service__evening_cafe__helps__housing": 0.1,  # where another drop-in helps too
        "commissioning__role_fit": 0.5,
        "commissioning__contract_weeks": 13,
        "commissioning__experiment_rate": 12.0,
        "commissioning__governance_delay_weeks": 0,
        "event": {"peace": {"week": 20, "reconcile": 0.5}},
    },
}
"""Changes that reach what no shipped scenario reaches in so few weeks."""

Fields = dict[str, Any]


class Watch:
    """What the processes of the week write and draw, with where it was seen first."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, str]] = defaultdict(dict)
        self._acting: list[str] = []  # innermost last: one process runs the weeks of another place
        self._known: tuple[World, int, Fields] | None = None
        self.scenario = ""

    def watched(self, process: Process) -> Process:
        """The same process, under observation."""
        return replace(process, act=partial(self._act, process))

    def _act(self, process: Process, world: World) -> None:
        before = self._before(world)
        self._acting.append(process.name)
        process(world)
        self._acting.pop()
        after = fields(world)
        for field in before:
            if not unchanged(field, before[field], after[field]):
                self._note(process.name, field, world.week)
        self._known = world, world.week, after

    def _before(self, world: World) -> Fields:
        if self._known is not None and self._known[0] is world and self._known[1] == world.week:
            return self._known[2]
        return fields(world)

    def drawn(self, stream: str, week: int) -> None:
        """A stream was read."""
        if self._acting:
            kind = stream.partition(" ")[0]
            name = f"{kind} NAME" if kind in ("exit", "shock") else stream
            self._note(self._acting[-1], f"luck {name}", week)

    def _note(self, process: str, what: str, week: int) -> None:
        self.seen[process].setdefault(what, f"{self.scenario}, week {week}")


def fields(world: World) -> Fields:
    """All public fields of a world and its parts, frozen; private ones follow from these."""
    found = {name: id(value) for name, value in public(world) if name in FIXED}
    others = [(name, value) for name, value in public(world) if name not in (*PARTS, *FIXED)]
    found |= {name: frozen(value) for name, value in others}
    for part in PARTS:
        found |= {f"{part}.{name}": frozen(value) for name, value in public(getattr(world, part))}
    return found


def public(owner: object) -> list[tuple[str, Any]]:
    """Fields and values, but for records, which hold the same arrays for kernels."""
    names = [name for name in vars(owner) if not name.startswith("_") and name != "record"]
    return [(name, getattr(owner, name)) for name in names]


def frozen(value: Any) -> Any:
    """A value as it is now, whatever becomes of it."""
    if isinstance(value, np.ndarray):
        return value.shape[1:], value.tobytes()
    if isinstance(value, list | tuple | deque):
        return tuple(frozen(each) for each in value)
    if isinstance(value, dict):
        return repr(value)
    if isinstance(value, EventBuffer):
        return value.everything().tobytes()
    if isinstance(value, Rounds):
        return value.last
    assert isinstance(value, str | float | int | Commissioning), value
    return value


def unchanged(field: str, before: Any, after: Any) -> bool:
    """Whether a field is as it was; of people, whether the rows there were are."""
    part, _, column = field.partition(".")
    if part == "people" and column in COLUMNS:
        return bool(after[1].startswith(before[1]))
    return bool(before == after)


def scenarios() -> Iterator[tuple[str, Scenario]]:
    """Every shipped scenario, and what happens seldom."""
    for name in INDEX:
        yield name, shrunk(name, **SHORT)
    for name, changes in RARE.items():
        yield name, shrunk("target_driven", **(SHORT | changes))


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, str]]:
    """What each process wrote and drew anywhere, and where first."""
    watch, start = Watch(), Luck.start

    def noted(luck: Luck, stream: str, week: int) -> np.uint64:
        watch.drawn(stream, week)
        return start(luck, stream, week)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Luck, "start", noted)
        patch.setattr(schedule, "WEEK", tuple(map(watch.watched, WEEK)))
        for watch.scenario, scenario in scenarios():
            world = run_past(scenario, seed=1).fork(scenario)
            for _ in weeks(world, until=scenario.run.weeks):
                pass
    return watch.seen


def declared(process: Process) -> set[str]:
    return {*process.writes, *(f"luck {stream}" for stream in process.draws)}


@pytest.mark.parametrize("process", WEEK, ids=lambda process: process.name)
def test_a_process_declares_all_that_it_writes_and_draws(process, seen):
    found = seen[process.name]
    undeclared = {what: found[what] for what in found.keys() - declared(process)}
    assert not undeclared


@pytest.mark.parametrize("process", WEEK, ids=lambda process: process.name)
def test_a_process_does_all_that_it_declares(process, seen):
    surplus = declared(process) - seen[process.name].keys()
    assert not surplus
