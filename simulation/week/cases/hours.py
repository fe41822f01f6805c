"""Hours: what is spent on what, and how much support is left to give.

Reads modes, spent contacts, levers. Writes hours, supply. Draws nothing.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.week.felt.facilitation import facilitated
from simulation.world import Mode, Tracks, World
from simulation.world.constants import Constants
from simulation.world.hours import COORDINATION, DIRECT, HOURS, LEARNING, OVERHEAD, RECORDING

Array = NDArray[np.float64]
GENEROUS, JOINT, THIN = Mode.GENEROUS, Mode.JOINT, Mode.THIN


def split_hours(world: World, active: Tracks, visited: Rows) -> None:
    """Shares of every service's hours this week, which sum to one, and its supply of contacts.

    ``visited`` is the drop-in of each visit, shape (v,). Overhead and learning come first;
    recording and coordination that would take more than the rest are cut short; direct support
    gets what is left, used or not.
    """
    services, effort = world.services, world.constants.effort
    brought = world.constants.steering.facilitation_hours * facilitated(world)
    _split(
        active, visited, services.carried, services.spent, _routine(world), brought,
        services.hours, services.supply, services.active,
        1 + effort.flexible * world.levers.flexibility, world.constants.record,
    )  # fmt: skip


@compiled
def _split(
    active: Tracks,
    visited: Rows,
    carried: Array,
    spent: Array,
    routine: Array,
    brought: Array,
    hours: Array,
    supply: Array,
    active_cases: Rows,
    bends: float,
    constants: Constants,
) -> None:
    """Fill the shares of ``hours``, (S, uses), empty what was spent, and count cases, (S,).

    ``supply`` is what direct support can give for each contact that is due, 1 at most, (S,).
    """
    worked, effort = _worked(active, visited, carried.size), constants.effort
    for s in range(carried.size):
        cases, generous, joint, thin, visits = worked[s]
        contacts = carried[s] / effort.contact_share
        spent[s, RECORDING] += effort.generous * generous
        spent[s, COORDINATION] += effort.joint * joint
        for use in range(hours.shape[1]):
            hours[s, use] = routine[use]
            if use == COORDINATION:
                hours[s, use] += brought[s]  # together with others
            if contacts > 1e-9:  # of less, no share can be told
                hours[s, use] += spent[s, use] / contacts
            spent[s, use] = 0.0  # what checking costs later this week counts next week
        _cut_short(hours[s], OVERHEAD, LEARNING, 1.0)
        room = max(1 - hours[s, OVERHEAD] - hours[s, LEARNING], 0.0)
        _cut_short(hours[s], RECORDING, COORDINATION, room)
        hours[s, DIRECT] = 0.0
        hours[s, DIRECT] = max(1 - hours[s].sum(), 0.0)
        due = (cases - (1 - effort.thin) * thin) * bends + effort.drop_in * visits
        supply[s] = min(hours[s, DIRECT] * contacts / due, 1.0) if due > 0 else 1.0
        active_cases[s] = cases


@compiled
def _cut_short(hours: Array, one: int, other: int, room: float) -> None:
    """Keep what two uses take together within the room there is."""
    asked = hours[one] + hours[other]
    if asked > room:
        hours[one] *= room / asked
        hours[other] *= room / asked


@compiled
def _worked(active: Tracks, visited: Rows, services: int) -> Rows:
    """By service, (S, 5): all cases, those recorded generously, worked jointly, parked; visits."""
    counts = np.zeros((services, 5), dtype=np.int64)
    for case in active:
        counts[case.service, 0] += 1
        counts[case.service, 1] += (case.mode & GENEROUS) != 0
        counts[case.service, 2] += (case.mode & JOINT) != 0
        counts[case.service, 3] += (case.mode & THIN) != 0
    for service in visited:
        counts[service, 4] += 1
    return counts


def _routine(world: World) -> Array:
    """Shares of hours that go to each use in every service, whatever its cases are, (uses,)."""
    levers, effort = world.levers, world.constants.effort
    steering, routine = world.constants.steering, [0.0] * len(HOURS)
    routine[RECORDING] = effort.recording + effort.targets * levers.targets_collected
    routine[RECORDING] += steering.assurance_hours * levers.assurance
    routine[COORDINATION] = steering.consensus_hours * levers.consensus_share
    routine[LEARNING] = levers.learning_hours + levers.culture_hours + levers.listening_hours
    routine[OVERHEAD] = levers.overhead + levers.translation_hours
    return np.array(routine)
