"""Pressure: what is at stake in figures and in failures, as those who work feel it.

Reads levers. Writes nothing. Draws nothing.
"""

import math

from simulation.world import World


def stake_felt(world: World) -> float:
    """What a full success counts for, as measured: what is collected is felt, managed or not."""
    levers = world.levers
    felt: float = levers.target_weight + world.constants.culture.publication
    return felt * float(levers.targets_collected)


def blame_felt(world: World) -> float:
    """Blame from those in charge, and from those outside who see no figures and hear nothing.

    0 to 1.
    """
    levers, culture = world.levers, world.constants.culture
    unexplained = math.exp(-levers.translation_hours / culture.explaining_hours)
    outside = culture.outside * (1 - levers.targets_collected) * unexplained
    return min(float(levers.blame + outside), 1.0)
