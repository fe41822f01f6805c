"""How people are met: warmth against expertise, support that bends to them, and what both leave.

Reads tracks, need, strength, trust, dependency, levers. Writes strength, trust, dependency. Draws
nothing.
"""

from typing import Any, NamedTuple

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
    """What a week of support leaves in people, once for each need that is supported."""
    people, levers, manner = world.people, world.levers, tone(world)
    life, support = world.setting.constants.life, world.setting.constants.support
    _leave(
        active, people.strength, people.trust, people.dependency, life.dependency_saps,
        life.strength_from_support * (1 + support.flexible_strength * levers.flexibility),
        support.warmth_trust * abs(manner), float(manner > 0),
        life.dependency_gain * (1 - support.flexible_freedom * levers.flexibility),
    )  # fmt: skip


@compiled
def _leave(
    active: Tracks,
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    saps: float,
    gain: float,
    move: float,
    toward: float,
    growth: float,
) -> None:
    """Move strength, trust and dependency, (P,), once for each need in support.

    Strength gains a share of what is missing, less in the dependent; trust moves by a share
    towards 1 or 0; dependency grows by a share of what is missing.
    """
    for case in active:
        row = case.row
        strength[row] += min(gain * (1 - saps * dependency[row]), 1.0) * (1 - strength[row])
        trust[row] += move * (toward - trust[row])
        dependency[row] += growth * (1 - dependency[row])
