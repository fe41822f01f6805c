"""Levers in force and shocks from outside, as the scenario's events say.

Reads levers, events, staff. Writes levers, need, places, the log of habits. Draws a stream for
each shock.
"""

from typing import Any

import numpy as np

from simulation.world import World

_ORDERLY = 4  # weeks in which the order of tracks in memory gets a little out of hand


def begin_week(world: World) -> None:
    """Forget last week's events; put this week's levers in force; let shocks strike."""
    world.events.clear()
    world.services.fill_places()
    if world.clock % _ORDERLY == 0:
        world.put_in_order()
    world.services.log_chances(world.clock)
    scenario = world.setting.scenario
    if world.week < 0:
        return
    if world.week == 0:
        world.set_levers(scenario.commissioning)
    changing = [e for e in scenario.event.values() if e.set and 0 <= world.week - e.week <= e.over]
    if changing:
        world.set_levers(levers_at(scenario, world.week))
    for name, event in scenario.event.items():
        if event.shock is not None and event.week == world.week:
            _strike(world, name, event.shock)


def levers_at(scenario: Any, week: int) -> Any:
    """The ``Commissioning`` in force in a week after the fork.

    Each event moves its levers in equal steps from where they stand to its value; of events on
    the same lever, the later one goes on from the earlier.
    """
    levers = scenario.commissioning
    for _, event in sorted(scenario.event.items(), key=lambda item: (item[1].week, item[0])):
        if week < event.week:
            continue
        done = min(1.0, (week - event.week + 1) / event.over) if event.over else 1.0
        now = {name: getattr(levers, name) for name in event.set}
        moved = {name: now[name] + done * (to - now[name]) for name, to in event.set.items()}
        whole = {n: round(v) if isinstance(now[n], int) else v for n, v in moved.items()}
        levers = levers.model_copy(update=whole)
    return levers


def _strike(world: World, name: str, shock: Any) -> None:
    """The same persons are hit in every scenario that has the shock."""
    people, setting = world.people, world.setting
    rows = np.arange(people.count, dtype=np.int64)
    hit = world.luck.uniform(f"shock {name}", world.week, rows) < shock.share
    added = np.array([shock.needs.get(n, 0.0) for n in setting.needs.names], setting.real)
    least = setting.real(setting.model.life.least)
    people.need[hit] = np.clip(people.need[hit] + added, least, setting.real(1))
