"""Runs without Mesa's bookkeeping: one scenario, or several from one shared past."""

from collections.abc import Callable, Sequence

from .model import live_past, pass_week
from .recorder import Record, Recorder
from .scenario import Scenario
from .world import World


def simulate(scenario: Scenario, seed: int, on_week: Callable[[], None] | None = None) -> Record:
    """One run: its past, and its weeks after the fork.

    Parameters
    ----------
    seed
        An integer of 0 or more. The same scenario and seed give the same bytes.
    on_week
        Called after every simulated week.
    """
    return follow(live_past(scenario, seed, on_week), scenario, on_week)


def fork(
    scenarios: Sequence[Scenario], seed: int, on_week: Callable[[], None] | None = None
) -> list[Record]:
    """One run of each scenario; those with the same past share it, each as if it ran alone.

    Returns
    -------
    The records, in the order of the scenarios.
    """
    pasts: dict[str, World] = {}
    records = []
    for scenario in scenarios:
        key = scenario.past_key()
        if key not in pasts:
            pasts[key] = live_past(scenario, seed, on_week)
        records.append(follow(pasts[key].fork(scenario), scenario, on_week))
    return records


def weeks_to_run(scenarios: Sequence[Scenario]) -> int:
    """How many weeks ``fork`` simulates, shared pasts counted once."""
    pasts = {scenario.past_key(): scenario.run.past_weeks for scenario in scenarios}
    return sum(pasts.values()) + sum(scenario.run.weeks for scenario in scenarios)


def follow(world: World, scenario: Scenario, on_week: Callable[[], None] | None = None) -> Record:
    """Go on from a world at the fork, which is changed, to the end of its weeks."""
    recorder = Recorder(world)
    for _ in range(scenario.run.weeks):
        pass_week(world)
        recorder.record(world)
        world.week += 1
        if on_week is not None:
            on_week()
    return recorder.finish(world)
