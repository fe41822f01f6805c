"""Levers in force, shocks from outside and one-off changes, as the scenario's events say.

Reads levers, events, staff. Writes levers, need, places, the log of habits; at a reconciliation
goodwill, futility, trust, what is heard and spent hours. Draws a stream for each shock.
"""

from typing import Any

import numpy as np

from simulation.world import World
from simulation.world.services import LEARNING

from .copying import scale_up

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
        if event.reconcile > 0 and event.week == world.week:
            _reconcile(world, event.reconcile)
        if event.scale_up > 0 and event.week == world.week:
            scale_up(world, event.scale_up)


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


def _reconcile(world: World, share: float) -> None:
    """What went wrong is owned up to: it takes hours, and leaves goodwill, trust and hearing."""
    services, people, model = world.services, world.people, world.setting.model
    steering = model.steering
    services.futility *= 1 - share
    services.goodwill += share * np.maximum(steering.reconciled - services.goodwill, 0)
    world.culture.heard += share * (1 - world.culture.heard)
    wronged = ((people.bounces > 0) & people.present).nonzero()[0]
    trust = people.trust[wronged]
    people.trust[wronged] = trust + share * steering.reconciled_trust * (1 - trust)
    hours = services.contacts(model.effort.contact_share)
    services.spent[:, LEARNING] += share * steering.reconcile_hours * hours
