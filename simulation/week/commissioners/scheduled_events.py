"""Levers in force, shocks from outside and one-off changes, as the scenario's events say.

Reads levers, events, staff.
"""

from typing import Any

import numpy as np

from simulation.week.process import process
from simulation.week.services.listening import hear
from simulation.world import World
from simulation.world.hours import LEARNING

from .spread import scale_up

_ORDERLY = 4  # weeks in which the order of tracks in memory gets a little out of hand


@process(
    says="levers in force; shocks from outside and one-off changes; places follow from staff",
    writes=(
        "culture.gap, culture.heard, people.need, people.trust, services.chance, "
        "services.chance_log, services.futility, services.goodwill, services.kept, "
        "services.logit, services.practice, services.propensity, services.spent, events, levers, "
        "pay"
    ),
    draws="listen, shock NAME",
)
def begin_week(world: World) -> None:
    """Forget last week's events; put this week's levers in force; let shocks strike."""
    world.events.clear()
    world.services.fill_places()
    if world.clock % _ORDERLY == 0:
        world.put_in_order()
    if world.week >= 0:
        _let_happen(world)
    world.services.log_chances(world.clock)  # as the week's cases are drawn with them


def _let_happen(world: World) -> None:
    """What the scenario says of this week after the fork."""
    scenario = world.scenario
    if world.week == 0:
        world.set_levers(scenario.commissioning)
    if any(_moves_levers(event, world.week) for event in scenario.event.values()):
        world.set_levers(levers_at(scenario, world.week))
    for name, event in scenario.event.items():
        if event.shock is not None and event.week == world.week:
            _strike(world, name, event.shock)
        if event.reconcile > 0 and event.week == world.week:
            _reconcile(world, event.reconcile)
        if event.scale_up > 0 and event.week == world.week:
            scale_up(world, event.scale_up)


def _moves_levers(event: Any, week: int) -> bool:
    return bool(event.set or event.pay) and 0 <= week - event.week <= event.over


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
        if event.pay:
            whole["pay"] = _paid(scenario, levers.pay, event.pay, done)
        levers = levers.model_copy(update=whole)
    return levers


def _paid(
    scenario: Any, now: dict[str, float], to: dict[str, float], done: float
) -> dict[str, float]:
    """Shares of what is paid for on the way from one to another, each summing to one."""
    shares = []
    for pay in (now or dict.fromkeys(scenario.proxy, 1.0), to):
        total = sum(pay.values())
        shares.append({proxy: pay.get(proxy, 0.0) / total for proxy in scenario.proxy})
    before, after = shares
    return {name: before[name] + done * (after[name] - before[name]) for name in before}


def _strike(world: World, name: str, shock: Any) -> None:
    """The same persons are hit in every scenario that has the shock."""
    people, arrays = world.people, world.arrays
    rows = np.arange(people.count, dtype=np.int64)
    hit = world.luck.uniform(f"shock {name}", world.week, rows) < shock.share
    added = np.array([shock.needs.get(n, 0.0) for n in arrays.needs.names], arrays.real)
    least = arrays.real(world.constants.life.least)
    people.need[hit] = np.clip(people.need[hit] + added, least, arrays.real(1))


def _reconcile(world: World, share: float) -> None:
    """What went wrong is owned up to: it takes hours, and leaves goodwill, trust and hearing."""
    services, people, model = world.services, world.people, world.constants
    steering = model.steering
    services.futility *= 1 - share
    services.goodwill += share * np.maximum(steering.reconciled - services.goodwill, 0)
    hear(world, share)
    wronged = ((people.bounces > 0) & people.present).nonzero()[0]
    trust = people.trust[wronged]
    people.trust[wronged] = trust + share * steering.reconciled_trust * (1 - trust)
    hours = services.contacts(model.effort.contact_share)
    services.spent[:, LEARNING] += share * steering.reconcile_hours * hours
