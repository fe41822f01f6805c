"""Hours: what is spent on what, and how much support is left to give.

Reads modes, spent contacts, levers. Writes hours, supply. Draws nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.world import Mode, Tracks, World
from simulation.world.services import COORDINATION, DIRECT, HOURS, LEARNING, OVERHEAD, RECORDING

from .steering import facilitated

Array = NDArray[np.float64]
GENEROUS, JOINT, THIN = Mode.GENEROUS, Mode.JOINT, Mode.THIN


def split_hours(world: World, active: Tracks, visits: NDArray[np.int64]) -> None:
    """Shares of every service's hours this week, which sum to one, and its supply of contacts.

    ``visits`` are drop-in visits by service, shape (S,). Overhead and learning come first;
    recording and coordination that would take more than the rest are cut short; direct support
    gets what is left, used or not.
    """
    services, effort = world.services, world.setting.constants.effort
    worked = _worked(active, services.count)
    brought = world.setting.model.steering.facilitation_hours * facilitated(world)
    services.supply = _split(
        worked, visits, services.contacts(effort.contact_share), services.spent, _routine(world),
        brought, services.hours, 1 + effort.flexible * world.levers.flexibility, effort,
    )  # fmt: skip
    services.active = worked[0].astype(np.int64)


@compiled
def _split(
    worked: Array,
    visits: NDArray[np.int64],
    contacts: Array,
    spent: Array,
    routine: Array,
    brought: Array,
    hours: Array,
    bends: float,
    effort: Any,
) -> Array:
    """Fill the shares of ``hours``, (S, uses), and empty what was spent; returns supply, (S,).

    Supply is what direct support can give for each contact that is due, 1 at most.
    """
    supply = np.ones(contacts.size)
    for s in range(contacts.size):
        cases, generous, joint, thin = worked[0, s], worked[1, s], worked[2, s], worked[3, s]
        spent[s, RECORDING] += effort.generous * generous
        spent[s, COORDINATION] += effort.joint * joint
        for use in range(hours.shape[1]):
            hours[s, use] = routine[use]
            if use == COORDINATION:
                hours[s, use] += brought[s]  # together with others
            if contacts[s] > 1e-9:  # of less, no share can be told
                hours[s, use] += spent[s, use] / contacts[s]
            spent[s, use] = 0.0  # what checking costs later this week counts next week
        _cut_short(hours[s], OVERHEAD, LEARNING, 1.0)
        room = max(1 - hours[s, OVERHEAD] - hours[s, LEARNING], 0.0)
        _cut_short(hours[s], RECORDING, COORDINATION, room)
        hours[s, DIRECT] = 0.0
        hours[s, DIRECT] = max(1 - hours[s].sum(), 0.0)
        due = (cases - (1 - effort.thin) * thin) * bends + effort.drop_in * visits[s]
        if due > 0:
            supply[s] = min(hours[s, DIRECT] * contacts[s] / due, 1.0)
    return supply


@compiled
def _cut_short(hours: Array, one: int, other: int, room: float) -> None:
    """Keep what two uses take together within the room there is."""
    asked = hours[one] + hours[other]
    if asked > room:
        hours[one] *= room / asked
        hours[other] *= room / asked


@compiled
def _worked(active: Tracks, services: int) -> Array:
    """Cases by service, (4, S): all, recorded generously, worked jointly, parked."""
    counts = np.zeros((4, services))
    for case in active:
        counts[0, case.service] += 1
        counts[1, case.service] += (case.mode & GENEROUS) != 0
        counts[2, case.service] += (case.mode & JOINT) != 0
        counts[3, case.service] += (case.mode & THIN) != 0
    return counts


def _routine(world: World) -> Array:
    """Shares of hours that go to each use in every service, whatever its cases are, (uses,)."""
    levers, effort = world.levers, world.setting.model.effort
    steering, routine = world.setting.model.steering, np.zeros(len(HOURS))
    routine[RECORDING] = effort.recording + effort.targets * levers.targets_collected
    routine[RECORDING] += steering.assurance_hours * levers.assurance
    routine[COORDINATION] = steering.consensus_hours * levers.consensus_share
    routine[LEARNING] = levers.learning_hours + levers.culture_hours + levers.listening_hours
    routine[OVERHEAD] = levers.overhead + levers.translation_hours
    return routine
