"""Hours: what is spent on what, and how much support is left to give.

Reads modes, spent contacts, levers. Writes hours, supply. Draws nothing.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Mode, World
from simulation.world.services import (
    COORDINATION,
    DIRECT,
    LEARNING,
    OVERHEAD,
    RECORDING,
)


def split_hours(
    world: World, service: Rows, mode: NDArray[np.uint8], visits: NDArray[np.int64]
) -> None:
    """Shares of every service's hours this week, which sum to one, and its supply of contacts.

    ``service`` and ``mode`` are those of all active tracks, shape (n,); ``visits`` are drop-in
    visits by service, shape (S,). Overhead, learning and routine recording come first; recording
    and coordination that would take more than the rest are cut short; direct support gets what
    is left, used or not.
    """
    services, effort, levers = world.services, world.setting.model.effort, world.levers
    count = services.count
    total = services.contacts(effort.contact_share)
    generous = np.bincount(service[(mode & Mode.GENEROUS) > 0], minlength=count)
    joint = np.bincount(service[(mode & Mode.JOINT) > 0], minlength=count)
    spent = services.spent
    spent[:, RECORDING] += effort.generous * generous
    spent[:, COORDINATION] += effort.joint * joint
    hours = np.divide(spent, total[:, None], out=np.zeros_like(spent), where=total[:, None] > 0)
    hours[:, RECORDING] += effort.recording + effort.targets * levers.targets_collected
    fixed = levers.overhead + levers.learning_hours
    asked = hours[:, RECORDING] + hours[:, COORDINATION]
    room = max(1 - fixed, 0.0)
    hours[:, [RECORDING, COORDINATION]] *= np.minimum(1, room / np.maximum(asked, 1e-12))[:, None]
    hours[:, OVERHEAD] = levers.overhead / max(fixed, 1)
    hours[:, LEARNING] = levers.learning_hours / max(fixed, 1)
    hours[:, DIRECT] = 0
    hours[:, DIRECT] = np.maximum(1 - hours.sum(1), 0)
    services.hours = hours
    thin = np.bincount(service[(mode & Mode.THIN) > 0], minlength=count)
    due = services.active - (1 - effort.thin) * thin + effort.drop_in * visits
    given = hours[:, DIRECT] * total
    services.supply = np.minimum(
        1, np.divide(given, due, out=np.ones_like(given), where=due > 0)
    )
