"""How people are met: warmth against expertise, support that bends to them, and what both leave.

Reads tracks, need, strength, trust, dependency, levers. Writes strength, trust, dependency. Draws
nothing.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.world import Tracks, World


class Manner(NamedTuple):
    """What support is like, as factors."""

    without_trust: float  # what of it reaches those without trust
    bends: float  # how much more it does the worse a person's other needs
    blunted: float  # how much less, in the impaired form of coupling


def tone(world: World) -> float:
    """From -1, expertise, to 1, warmth; 0 is neither."""
    return 2.0 * float(world.levers.warmth) - 1


def dropping_out(world: World) -> float:
    """The factor by which warmth changes how many drop out of queues and of support."""
    return 1 - float(world.setting.model.seeking.warmth_keeps) * tone(world)


def expertise(world: World) -> float:
    """The factor by which expertise changes what support does."""
    return 1 - float(world.setting.model.support.expertise_gain) * tone(world)


def of_support(world: World) -> Manner:
    """What support is like this week."""
    tangle, support = world.setting.entanglement, world.setting.model.support
    blunting = tangle.c if tangle.form == "impaired" else 0.0
    return Manner(
        without_trust=min(support.without_trust * (1 + support.warmth_reach * tone(world)), 1.0),
        bends=support.flexible_gain * world.levers.flexibility,
        blunted=world.setting.model.life.impair * blunting,
    )


def leave_traces(world: World, active: Tracks) -> None:
    """What a week of support leaves in people: strength, trust and, slowly, dependency."""
    people, life, support = world.people, world.setting.model.life, world.setting.model.support
    flexibility, manner = world.levers.flexibility, tone(world)
    _leave_traces(
        active, people.strength, people.trust, people.dependency,
        life.strength_from_support * (1 + support.flexible_strength * flexibility),
        life.dependency_saps,
        support.warmth_trust * abs(manner), float(manner > 0),
        life.dependency_gain * (1 - support.flexible_freedom * flexibility),
    )  # fmt: skip


@compiled
def _leave_traces(
    active: Tracks,
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    strengthens: float,
    saps: float,
    moves_trust: float,
    towards: float,
    binds: float,
) -> None:
    """Strength and trust move once for each need supported, dependency once: shares of the way.

    strength: strengthens (1 - saps dependency), to 1; trust: moves_trust, ``towards`` 0 or 1;
    dependency: binds, to 1.
    """
    supported = np.zeros(strength.size, dtype=np.bool_)
    for case in active:
        row = case.row
        share = min(strengthens * (1 - saps * dependency[row]), 1.0)
        strength[row] += share * (1 - strength[row])
        trust[row] += moves_trust * (towards - trust[row])
        supported[row] = True
    for row in range(strength.size):
        if supported[row]:
            dependency[row] += binds * (1 - dependency[row])
