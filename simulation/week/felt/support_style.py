"""Support style: warmth against expertise, how flexible support is, and what both leave.

Reads levers. Writes nothing. Draws nothing.
"""

from typing import NamedTuple

from simulation.world import World


class SupportStyle(NamedTuple):
    """What support does and what it leaves in a person, as factors."""

    effect: float  # of a contact on a need
    without_trust: float  # the share of the effect on people without trust
    entanglement_gain: float  # how much more it does the worse a person's other needs
    coupling_loss: float  # how much less, in the impaired form of coupling
    strength_gain: float  # the share of missing strength it gives in a week
    dependency_penalty: float  # how much less strength it gives to dependent people
    trust_rate: float  # the share by which trust moves in a week
    trust_target: float  # where trust moves to: 1 or 0
    dependency_gain: float  # the share of missing dependency that it adds in a week


def tone(world: World) -> float:
    """From -1, expertise, to 1, warmth; 0 is neither."""
    return 2.0 * float(world.levers.warmth) - 1


def dropping_out(world: World) -> float:
    """The factor by which warmth changes how many drop out of queues and of support."""
    return 1 - float(world.constants.seeking.warmth_keeps) * tone(world)


def support_style(world: World) -> SupportStyle:
    """The style of support this week, the same in every service."""
    tangle, support = world.constants.entanglement, world.constants.support
    life, flexibility, warm = world.constants.life, world.levers.flexibility, tone(world)
    reaches = support.without_trust * (1 + support.warmth_reach * warm)
    return SupportStyle(
        effect=support.effect * (1 - support.expertise_gain * warm),
        without_trust=min(reaches, 1.0),
        entanglement_gain=support.flexible_gain * flexibility,
        coupling_loss=life.impair * tangle.c if tangle.form == "impaired" else 0.0,
        strength_gain=life.strength_from_support * (1 + support.flexible_strength * flexibility),
        dependency_penalty=life.dependency_saps,
        trust_rate=support.warmth_trust * abs(warm),
        trust_target=float(warm > 0),
        dependency_gain=life.dependency_gain * (1 - support.flexible_freedom * flexibility),
    )
