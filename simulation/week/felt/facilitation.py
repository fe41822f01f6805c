"""Facilitation: how far commissioners bring services together, as services meet it."""

import numpy as np
from numpy.typing import NDArray

from simulation.world import FACILITATE, World

Array = NDArray[np.float64]


def facilitated(world: World) -> Array:
    """How far each service's commissioner brings it together with others, (S,), 0 to 1."""
    if world.levers.facilitation == 0:
        return np.zeros(world.services.count)
    strength = world.commissioners.strength(FACILITATE)
    willing: Array = np.minimum(world.levers.facilitation * strength, 1)
    return willing
