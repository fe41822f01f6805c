"""Which service a referral goes to: what the referrer knows, what helps, and who has room.

Reads edges, effects, places, queues. Writes nothing. Draws what it is handed.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, fall
from simulation.world import Asked, World


def choose_service(
    world: World, asked: Asked, through_door: NDArray[np.bool_], draw: NDArray[np.float64]
) -> Rows:
    """A service for each request, or -1 where the referrer knows none that helps; shape (n,)."""
    services, book = world.services, world.levers.open_book
    room = services.open_places.astype(np.float64)
    if book > 0:
        referral = world.setting.model.referral
        limit = np.maximum(services.open_places * (1 + referral.queue_limit), 1)
        left = 1 - (services.active + services.waiting) / limit
        room *= 1 - book + book * np.minimum(np.maximum(left, referral.least_room), 1)
    return _choose(
        asked, through_door, draw, services.knowledge, services.futility, room, services.cases_for
    )


@compiled
def _choose(
    asked: Asked,
    through_door: NDArray[np.bool_],
    draw: NDArray[np.float64],
    knowledge: NDArray[np.float64],
    futility: NDArray[np.float64],
    room: NDArray[np.float64],
    cases_for: NDArray[np.float32],
) -> Rows:
    """As ``choose_service``: in proportion to knowledge (1 - futility) room, where it helps.

    The shared front door knows every service, and nothing of what was futile. Whoever hands on a
    person it has just refused does not send them to itself.
    """
    chosen, upto = np.full(draw.size, -1), np.empty(room.size)
    able, count = np.empty(cases_for.shape, dtype=np.int64), np.zeros(len(cases_for), np.int64)
    for need, service in np.ndindex(cases_for.shape):  # which services help, need by need
        if cases_for[need, service]:
            able[need, count[need]] = service
            count[need] += 1
    for i in range(draw.size):
        sender, need = asked.referrer[i], asked.need[i]
        weight = 0.0
        for place in range(count[need]):
            service, known = int(able[need, place]), 1.0
            if not through_door[i]:
                known = knowledge[sender, service] * (1 - futility[sender, service])
            if asked.refused[i] and service == sender:
                known = 0.0
            weight += known * room[service]
            upto[place] = weight
        if weight > 0:
            chosen[i] = able[need, fall(upto[: count[need]], draw[i])]
    return chosen
