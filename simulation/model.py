"""The week, in the order it happens, and CareSystem: the same as a Mesa model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import mesa

from . import week
from .agents import Commissioner, Roll, Service
from .measures import MEASURES
from .recorder import Record, Recorder
from .scenario import Scenario, load_scenario
by_short_name = dict
from .world import World


def pass_week(world: World) -> None:
    """One week of everything. The clock moves on when it is recorded and over."""
    week.begin_week(world)  # levers in force, shocks from outside
    week.move_needs(world)  # needs tip, pull on one another, are shocked
    week.move_strengths(world)  # peers, trust
    week.strike_crises(world)
    week.leave_and_arrive(world)  # deaths, departures, arrivals
    week.try_variations(world)  # the best practice drifts, services try things
    asked = week.seek_help(world)  # people ask, are found, or are referred on
    week.refer(world, asked)  # assessed; accepted, turned away, or handed on warm
    week.run_queues(world)  # some give up; places go out
    week.support(world)  # hours are split, needs eased
    week.close_cases(world)  # recovered, dropped out, closed early, run out
    week.settle_cases(world)  # checked, paid for, learned from
    week.review_services(world)  # by the quarter: imitation, turnover, targets
    week.commission(world)  # contracts, ratchet, staff to bottlenecks
    week.live_week(world)  # what the week was like for everybody


def live_past(
    scenario: Scenario, seed: int, on_week: Callable[[], None] | None = None
) -> World:
    """A world that has lived its shared past and stands at the fork."""
    world = World(scenario, seed)
    while world.week < 0:
        pass_week(world)
        world.week += 1
        if on_week is not None:
            on_week()
    world.mark_cohort()
    return world


class CareSystem(mesa.Model):  # type: ignore[misc]
    """A place, its people, services and commissioners, as a Mesa model.

    Parameters
    ----------
    source
        Name of a shipped scenario, path of a scenario file, or a ``Scenario``.
    rng
        The seed, an integer of 0 or more; all chance of the model follows from it.
    world
        A world at the fork to go on from; without it the past is lived first.
    **overrides
        Values of the scenario to change: a lever by its name (``pooled_share=0.5``), anything
        by its dotted key with two underscores for each dot (``place__people=400``).

    Attributes
    ----------
    week : int
        Weeks since the fork, 0 at the fork.
    world : World
        The state, as arrays.

    Raises
    ------
    ScenarioError
        If the scenario or an override is not valid.
    """

    def __init__(
        self,
        source: Scenario | str | Path = "plymouth",
        *,
        rng: int = 0,
        world: World | None = None,
        **overrides: Any,
    ) -> None:
        super().__init__(rng=int(rng))
        if not isinstance(source, Scenario):
            source = load_scenario(source)
        self.spec = source.override(by_short_name(overrides))
        self.world = live_past(self.spec, int(rng)) if world is None else world.fork(self.spec)
        self.recorder = Recorder(self.world)
        self._roll = Roll(self)
        self.services = [Service(self, row) for row in range(self.world.services.count)]
        self.commissioners = Commissioner.all_of(self)

    @property
    def week(self) -> int:
        """Weeks since the fork."""
        return self.world.week

    def step(self) -> None:
        """One week; stops ``running`` when the scenario's weeks are over."""
        pass_week(self.world)
        self.recorder.record(self.world)
        self.world.week += 1
        self._roll.keep_up()
        self.running = self.world.week < self.spec.run.weeks

    def record(self) -> Record:
        """What was recorded so far."""
        return self.recorder.finish(self.world)

    def measure(self, name: str) -> float:
        """One measure over all weeks so far."""
        return float(MEASURES[name].formula(self.recorder.totals()))
