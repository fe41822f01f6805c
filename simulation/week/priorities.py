"""What matters to a person, as far as a service has heard it, weighs in what it does for them.

Reads priority, what was heard. Writes nothing. Draws nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import World


def as_heard(world: World, rows: Rows, service: Rows) -> NDArray[np.floating[Any]]:
    """How much each need of people counts for the service that has to do with each, (n, K).

    1 + h (V p - 1): h is what the service has heard, p the priority of the values that read the
    need, V the number of values, so that a need counts for 1 if it matters as much as anything
    else, or if nobody has heard.
    """
    needs = world.setting.values.need
    counts = (needs[:, None] == np.arange(world.width)) * needs.size
    priority = world.people.priority.take(rows, axis=0) @ counts
    weight: NDArray[np.floating[Any]] = 1 + world.culture.heard[service][:, None] * (priority - 1)
    return weight
