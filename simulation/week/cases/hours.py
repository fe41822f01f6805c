"""Hours: what is spent on what, and how much support is left to give.

Reads modes, spent contacts, levers. Writes hours, supply. Draws nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.week.felt.facilitation import facilitated
from simulation.world import Mode, Services, Tracks, World
from simulation.world.constants import Constants
from simulation.world.hours import COORDINATION, DIRECT, HOURS, LEARNING, OVERHEAD, RECORDING

Array = NDArray[np.float64]
GENEROUS, JOINT, THIN = Mode.GENEROUS, Mode.JOINT, Mode.THIN


class Counts(NamedTuple):
    """Cases and visits this week, by service, (S,)."""

    cases: Rows
    generous: Rows  # of them, those recorded generously
    joint: Rows  # worked with other services
    thin: Rows  # parked with thin support
    visits: Rows  # to a drop-in


class Usual(NamedTuple):
    """What hours go to whatever cases a service has, and what a case demands."""

    routine: Array  # shares of hours, (uses,)
    together: Array  # the share that goes to coordination that commissioners bring, (S,)
    demand: float  # contacts due for a case in full support


def split_hours(world: World, active: Tracks, visited: Rows) -> None:
    """Shares of every service's hours this week, which sum to one, and its supply of contacts.

    ``visited`` is the drop-in of each visit, shape (v,). Overhead and learning come first;
    recording and coordination that would take more than the rest are cut short; direct support
    gets what is left, used or not.
    """
    constants = world.constants
    together = constants.steering.facilitation_hours * facilitated(world)
    demand = 1 + constants.effort.flexible * world.levers.flexibility
    usual = Usual(_routine(world), together, demand)
    _split(active, visited, world.services.record, constants.record, usual)


@compiled
def _split(
    active: Tracks, visited: Rows, services: Services, constants: Constants, usual: Usual
) -> None:
    """Fill the shares of hours, empty what was spent, count cases, and work out the supply.

    Supply is what direct support can give for each contact that is due, 1 at most.
    """
    carried, spent = services.carried, services.spent
    hours, supply, active_cases = services.hours, services.supply, services.active
    counts, effort = _counts(active, visited, carried.size), constants.effort
    for s in range(carried.size):
        cases, generous, joint = counts.cases[s], counts.generous[s], counts.joint[s]
        contacts = carried[s] / effort.contact_share
        spent[s, RECORDING] += effort.generous * generous
        spent[s, COORDINATION] += effort.joint * joint
        for use in range(hours.shape[1]):
            hours[s, use] = usual.routine[use]
            if use == COORDINATION:
                hours[s, use] += usual.together[s]
            if contacts > 1e-9:  # of less, no share can be told
                hours[s, use] += spent[s, use] / contacts
            spent[s, use] = 0.0  # what checking costs later this week counts next week
        _cut_short(hours[s], OVERHEAD, LEARNING, 1.0)
        room = max(1 - hours[s, OVERHEAD] - hours[s, LEARNING], 0.0)
        _cut_short(hours[s], RECORDING, COORDINATION, room)
        hours[s, DIRECT] = 0.0
        hours[s, DIRECT] = max(1 - hours[s].sum(), 0.0)
        due = (cases - (1 - effort.thin) * counts.thin[s]) * usual.demand
        due += effort.drop_in * counts.visits[s]
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
def _counts(active: Tracks, visited: Rows, services: int) -> Counts:
    """Count the cases and visits of each service."""
    cases, generous, joint, thin, visits = np.zeros((5, services), dtype=np.int64)
    for case in active:
        cases[case.service] += 1
        generous[case.service] += (case.mode & GENEROUS) != 0
        joint[case.service] += (case.mode & JOINT) != 0
        thin[case.service] += (case.mode & THIN) != 0
    for service in visited:
        visits[service] += 1
    return Counts(cases, generous, joint, thin, visits)


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
