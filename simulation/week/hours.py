"""Hours: what is spent on what, and how much support is left to give.

Reads modes, spent contacts, levers. Writes hours, supply. Draws nothing.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.world import Mode, Tracks, World
from simulation.world.services import COORDINATION, DIRECT, LEARNING, OVERHEAD, RECORDING

from .steering import facilitated

GENEROUS, JOINT, THIN = Mode.GENEROUS, Mode.JOINT, Mode.THIN


def split_hours(world: World, active: Tracks, visits: NDArray[np.int64]) -> None:
    """Shares of every service's hours this week, which sum to one, and its supply of contacts.

    ``visits`` are drop-in visits by service, shape (S,). Overhead and learning come first;
    recording and coordination that would take more than the rest are cut short; direct support
    gets what is left, used or not.
    """
    services, effort, levers = world.services, world.setting.model.effort, world.levers
    cases, generous, joint, thin = _worked(active, services.count)
    total = services.contacts(effort.contact_share)
    spent, hours = services.spent, services.hours
    spent[:, RECORDING] += effort.generous * generous
    spent[:, COORDINATION] += effort.joint * joint
    np.divide(spent, np.maximum(total, 1e-12)[:, None], out=hours)
    spent[:] = 0  # what checking costs later this week counts next week
    hours[total == 0] = 0
    hours += _routine(world)
    _cut_short(hours, [OVERHEAD, LEARNING], np.ones(services.count))
    room = 1 - hours[:, OVERHEAD] - hours[:, LEARNING]
    _cut_short(hours, [RECORDING, COORDINATION], np.maximum(room, 0))
    hours[:, DIRECT] = 0
    direct = hours[:, DIRECT] = np.maximum(1 - hours.sum(1), 0)
    services.active = cases.astype(np.int64)
    bends = 1 + effort.flexible * levers.flexibility
    due = (cases - (1 - effort.thin) * thin) * bends + effort.drop_in * visits
    met = np.divide(direct * total, due, out=np.ones_like(due), where=due > 0)
    services.supply = np.minimum(1, met)


@compiled
def _worked(active: Tracks, services: int) -> NDArray[np.float64]:
    """Cases by service, (4, S): all, recorded generously, worked jointly, parked."""
    counts = np.zeros((4, services))
    for case in active:
        counts[0, case.service] += 1
        counts[1, case.service] += (case.mode & GENEROUS) != 0
        counts[2, case.service] += (case.mode & JOINT) != 0
        counts[3, case.service] += (case.mode & THIN) != 0
    return counts


def _routine(world: World) -> NDArray[np.float64]:
    """Shares of hours that go to each use whatever the cases are, (S, uses)."""
    levers, effort = world.levers, world.setting.model.effort
    steering = world.setting.model.steering
    routine = np.zeros_like(world.services.hours)
    routine[:, RECORDING] = effort.recording + effort.targets * levers.targets_collected
    routine[:, RECORDING] += steering.assurance_hours * levers.assurance
    routine[:, COORDINATION] = steering.consensus_hours * levers.consensus_share
    routine[:, COORDINATION] += steering.facilitation_hours * facilitated(world)
    routine[:, LEARNING] = levers.learning_hours + levers.culture_hours + levers.listening_hours
    routine[:, OVERHEAD] = levers.overhead + levers.translation_hours
    return routine


def _cut_short(hours: NDArray[np.float64], uses: list[int], room: NDArray[np.float64]) -> None:
    """Keep what some uses take together within the room there is, (S,)."""
    asked = hours[:, uses].sum(1)
    hours[:, uses] *= np.minimum(1, room / np.maximum(asked, 1e-12))[:, None]
