"""Runs without Mesa's bookkeeping: one scenario, or several from one shared past."""

from collections.abc import Callable, Sequence
from typing import Protocol

from .journeys import JourneyRecorder
from .recorder import Record, Recorder
from .scenario import Scenario
from .week.schedule import run_past, weeks
from .world import World


class Watcher(Protocol):
    """What is to see every week after the fork. It reads the world and never writes to it."""

    def record(self, world: World) -> None:
        """See the week that just ended."""


def simulate(
    scenario: Scenario,
    seed: int,
    on_week: Callable[[], None] | None = None,
    *,
    events: bool = False,
) -> Record:
    """One run: its past, and its weeks after the fork.

    Parameters
    ----------
    seed
        An integer of 0 or more. The same scenario and seed give the same bytes.
    on_week
        Called after every simulated week.
    events
        Whether to keep every event of every person, 13 bytes each: ``Record.events``.
    """
    world = run_past(scenario, seed, on_week)
    if not events:
        return _record(world, on_week)
    journeys = JourneyRecorder(world)
    record = _record(world, on_week, [journeys])
    record.events = journeys.finish().events
    return record


def fork(
    scenarios: Sequence[Scenario],
    seed: int,
    on_week: Callable[[], None] | None = None,
    pasts: dict[str, World] | None = None,
) -> list[Record]:
    """One run of each scenario; those with the same past share it, each as if it ran alone.

    Parameters
    ----------
    seed
        An integer of 0 or more.
    on_week
        Called after every simulated week.
    pasts
        Worlds at the fork, of this seed, by ``Scenario.past_key``; those lived now are added.

    Returns
    -------
    The records, in the order of the scenarios.
    """
    pasts = {} if pasts is None else pasts
    records = []
    for scenario in scenarios:
        key = scenario.past_key()
        if key not in pasts:
            pasts[key] = run_past(scenario, seed, on_week)
        records.append(_record(pasts[key].fork(scenario), on_week))
    return records


def weeks_to_run(scenarios: Sequence[Scenario]) -> int:
    """How many weeks ``fork`` simulates, shared pasts counted once."""
    pasts = {scenario.past_key(): scenario.run.past_weeks for scenario in scenarios}
    return sum(pasts.values()) + sum(scenario.run.weeks for scenario in scenarios)


def run_to_end(
    world: World, watchers: Sequence[Watcher], on_week: Callable[[], None] | None = None
) -> None:
    """All weeks of a world's scenario that are still to come, seen by some watchers."""
    for _ in weeks(world, until=world.scenario.run.weeks):
        for watcher in watchers:
            watcher.record(world)
        if on_week is not None:
            on_week()


def _record(
    world: World, on_week: Callable[[], None] | None, watchers: Sequence[Watcher] = ()
) -> Record:
    recorder = Recorder(world)
    run_to_end(world, [recorder, *watchers], on_week)
    return recorder.finish(world)
