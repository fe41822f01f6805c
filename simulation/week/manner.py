"""How people are met: warmth against expertise, support that bends to them, and what both leave.

Reads tracks, need, strength, trust, dependency, levers. Writes strength, trust, dependency. Draws
nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
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
    """What a week of support leaves in people, once for each need that is supported."""
    people, levers, manner = world.people, world.levers, tone(world)
    life, support = world.setting.constants.life, world.setting.constants.support
    _leave(
        active.row, people.strength, people.trust, people.dependency, life.dependency_saps,
        life.strength_from_support * (1 + support.flexible_strength * levers.flexibility),
        support.warmth_trust * abs(manner), float(manner > 0),
        life.dependency_gain * (1 - support.flexible_freedom * levers.flexibility),
    )  # fmt: skip


@compiled
def _leave(
    rows: Rows,
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    saps: float,
    gain: float,
    move: float,
    toward: float,
    growth: float,
) -> None:
    """Move strength, trust and dependency, (P,), once for each time a row is named in ``rows``.

    Strength gains a share of what is missing, less in the dependent; trust moves by a share
    towards 1 or 0; dependency grows by a share of what is missing.
    """
    for row in rows:
        strength[row] += min(gain * (1 - saps * dependency[row]), 1.0) * (1 - strength[row])
        trust[row] += move * (toward - trust[row])
        dependency[row] += growth * (1 - dependency[row])
