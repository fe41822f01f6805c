"""How people are met: warmth against expertise, support that bends to them, and what both leave.

Reads levers. Writes nothing. Draws nothing.
"""

from typing import NamedTuple

from simulation.world import World


class Manner(NamedTuple):
    """What support is like and what it leaves, as factors."""

    effect: float  # what a contact does
    without_trust: float  # what of it reaches those without trust
    bends: float  # how much more it does the worse a person's other needs
    blunted: float  # how much less, in the impaired form of coupling
    gain: float  # the share of missing strength it gives in a week
    saps: float  # how much less to the dependent
    move: float  # the share by which trust moves in a week
    toward: float  # 1 or 0
    growth: float  # the share of missing dependency that grows in a week


def tone(world: World) -> float:
    """From -1, expertise, to 1, warmth; 0 is neither."""
    return 2.0 * float(world.levers.warmth) - 1


def dropping_out(world: World) -> float:
    """The factor by which warmth changes how many drop out of queues and of support."""
    return 1 - float(world.constants.seeking.warmth_keeps) * tone(world)


def of_support(world: World) -> Manner:
    """What support is like this week."""
    tangle, support = world.constants.entanglement, world.constants.support
    life, flexibility, warm = world.constants.life, world.levers.flexibility, tone(world)
    reaches = support.without_trust * (1 + support.warmth_reach * warm)
    return Manner(
        support.effect * (1 - support.expertise_gain * warm),
        min(reaches, 1.0),
        support.flexible_gain * flexibility,
        life.impair * tangle.c if tangle.form == "impaired" else 0.0,
        life.strength_from_support * (1 + support.flexible_strength * flexibility),
        life.dependency_saps,
        support.warmth_trust * abs(warm),
        float(warm > 0),
        life.dependency_gain * (1 - support.flexible_freedom * flexibility),
    )
