"""Practice: services try small variations and follow what seems to help; the best moves on.

Reads practice, optimum. Writes tried, practice, optimum, usual change. Draws streams
"practice", "view".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.world import World

_SPREAD = 12.0**0.5  # width of a uniform distribution of standard deviation 1


def try_variations(world: World) -> None:
    """The best practice drifts; every service departs a little from its usual."""
    services, model, luck = world.services, world.setting.model.practice, world.luck
    if not services.count:
        return
    draws = luck.named("practice", world.week, services.weekly_keys)
    step, tried = _SPREAD * (draws - 0.5)
    services.optimum = services.optimum + model.drift * step
    if world.setting.learning.practice_learning:
        services.tried = tried


def quality(world: World) -> NDArray[np.float64]:
    """exp(-|practice + variation - best|^2 / 2 width^2), shape (S,), 0 to 1."""
    services, width = world.services, world.setting.model.practice.width
    away = services.practice - services.optimum
    away += world.setting.learning.practice_spread * services.tried
    away *= away
    result: NDArray[np.float64] = np.exp(away.sum(1) / (-2 * width * width))
    return result


def view_change(world: World, change: NDArray[np.float64], cases: NDArray[np.int64]) -> None:
    """Workers follow variations after which people seemed to do better than usual, not pay.

    ``change`` is the mean fall in severity of a service's cases this week, ``cases`` how many
    there were; both (S,). What workers see is blurred, the less the more cases they see.
    """
    learning, services = world.setting.learning, world.services
    if not learning.practice_learning or learning.practice_spread == 0 or not services.count:
        return
    blur = _SPREAD * (world.luck.named("view", world.week, services.keys) - 0.5)
    noise = world.setting.model.practice.view_noise / np.sqrt(np.maximum(cases, 1))
    seen = change + noise * blur
    spread = np.sqrt(np.maximum(services.usual_change_square, 1e-12))
    better = np.clip((seen - services.usual_change) / spread, -3, 3) * (cases > 0)
    quicker = 1 + learning.learning_hours_gain * world.levers.learning_hours
    step = learning.practice_rate * quicker
    services.practice = services.practice + step * better[:, None] * services.tried
    memory = learning.busy_memory * (cases > 0)
    surprise = seen - services.usual_change
    services.usual_change = services.usual_change + memory * surprise
    services.usual_change_square = services.usual_change_square + memory * (
        surprise * surprise - services.usual_change_square
    )
