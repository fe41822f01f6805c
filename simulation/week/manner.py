"""How people are met: warmth against expertise, support that bends to them, and what both leave.

Reads tracks, need, strength, trust, dependency, levers. Writes strength, trust, dependency. Draws
nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Tracks, World


def tone(world: World) -> float:
    """From -1, expertise, to 1, warmth; 0 is neither."""
    return 2.0 * float(world.levers.warmth) - 1


def dropping_out(world: World) -> float:
    """The factor by which warmth changes how many drop out of queues and of support."""
    return 1 - float(world.setting.model.seeking.warmth_keeps) * tone(world)


def expertise(world: World) -> float:
    """The factor by which expertise changes what support does."""
    return 1 - float(world.setting.model.support.expertise_gain) * tone(world)


def reach(world: World, rows: Rows) -> NDArray[Any]:
    """How much of support reaches a person of their trust, (n,)."""
    support = world.setting.model.support
    without = min(support.without_trust * (1 + support.warmth_reach * tone(world)), 1.0)
    reached: NDArray[Any] = world.people.trust[rows]
    reached *= 1 - without
    reached += without
    return reached


def fit(world: World, active: Tracks) -> NDArray[Any]:
    """The factor by which support that bends does more: the more, the worse the other needs, (n,).

    In the impaired form of coupling those needs also blunt it.
    """
    tangle, model = world.setting.entanglement, world.setting.model
    gain = model.support.flexible_gain * world.levers.flexibility
    blunt = model.life.impair * tangle.c if tangle.form == "impaired" else 0.0
    if gain == 0 and blunt == 0:
        return np.ones(1, dtype=world.setting.real)
    need = world.people.need.take(active.row, axis=0)
    around = np.einsum("nk,nk->n", need, world.setting.needs.pull.take(active.need, axis=0))
    factor: NDArray[Any] = (1 + gain * around) * (1 - blunt * around)
    return factor


def leave_traces(world: World, active: Tracks) -> None:
    """What a week of support leaves in people: strength, trust and, slowly, dependency.

    Strength and trust move once for each need supported, dependency once.
    """
    people, life, support = world.people, world.setting.model.life, world.setting.model.support
    flexibility, manner = world.levers.flexibility, tone(world)
    times = np.bincount(active.row, minlength=people.count)
    rows = times.nonzero()[0]
    times, dependency = times[rows], people.dependency[rows]
    share = life.strength_from_support * (1 + support.flexible_strength * flexibility)
    share = np.minimum(share * (1 - life.dependency_saps * dependency), 1)
    people.strength[rows] += (1 - (1 - share) ** times) * (1 - people.strength[rows])
    if manner != 0:
        share = 1 - (1 - support.warmth_trust * abs(manner)) ** times
        people.trust[rows] += share * (float(manner > 0) - people.trust[rows])
    growth = life.dependency_gain * (1 - support.flexible_freedom * flexibility)
    people.dependency[rows] += growth * (1 - dependency)
