"""What matters to a person, as far as a service has heard it, weighs in what it does for them.

Reads priority, what was heard. Writes nothing. Draws nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.world import World

Array = NDArray[np.float64]


def as_heard(world: World, rows: Rows, service: Rows) -> Array:
    """How much each need of people counts for the service that has to do with each, (n, K).

    1 + h (V p - 1): h is what the service has heard, p the priority of the values that read the
    need, V the number of values, so that a need counts for 1 if it matters as much as anything
    else, or if nobody has heard.
    """
    heard = world.culture.heard[service]
    return _weigh(rows, heard, world.people.priority, world.arrays.values.need, world.width)


@compiled
def _weigh(
    rows: Rows, heard: Array, priority: NDArray[Any], reads: NDArray[np.int64], needs: int
) -> Array:
    """``as_heard`` from what was heard by each row's service, and the need each value reads."""
    weight = np.empty((rows.size, needs))
    for i in range(rows.size):
        weight[i] = 1 - heard[i]
        for v in range(reads.size):
            if reads[v] >= 0:
                weight[i, reads[v]] += heard[i] * reads.size * priority[rows[i], v]
    return weight
