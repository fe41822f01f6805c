"""Which service a referral goes to: what the referrer knows, what helps, and who has room.

Reads edges, effects, places, queues. Writes nothing. Draws what it is handed.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows, running, which
from simulation.world import Asked, World


def choose_service(
    world: World, asked: Asked, through_door: NDArray[np.bool_], draw: NDArray[np.float64]
) -> Rows:
    """A service for each request, or -1 where the referrer knows none that helps; shape (n,)."""
    count, sender = world.services.count, asked.referrer
    if world.levers.shared_front_door > 0:
        sender = np.where(through_door, count + 1, sender)
    upto = _doors(world).reshape(-1, count).take(sender * world.width + asked.need, axis=0)
    _elsewhere(upto, asked)
    chosen = which(upto, draw)
    chosen[upto[:, -1] == 0] = -1
    return chosen


def _elsewhere(upto: NDArray[np.float32], asked: Asked) -> None:
    """Whoever hands on a person it has just refused does not send them to itself."""
    sent_on = asked.refused.nonzero()[0]
    weight = np.diff(upto[sent_on], prepend=np.float32(0))
    weight[np.arange(sent_on.size), asked.referrer[sent_on]] = 0
    upto[sent_on] = running(weight)


def _doors(world: World) -> NDArray[np.float32]:
    """Running sums of how likely each referrer sends somebody with a need to each service.

    Shape (S + 2, K, S), float32: the referrers are the services, the community, and last the
    shared front door, which knows every service.
    """
    services, book = world.services, world.levers.open_book
    attraction = np.ones((services.count + 2, services.count), dtype=np.float32)
    attraction[:-1] = services.knowledge * (1 - services.futility)
    attraction *= services.open_places.astype(np.float32)
    if book > 0:
        limit = 1 + world.setting.model.referral.queue_limit
        held = (services.active + services.waiting) / np.maximum(services.open_places * limit, 1)
        room = np.minimum(np.maximum(1 - held, world.setting.model.referral.least_room), 1)
        attraction *= (1 - book + book * room).astype(np.float32)
    table = attraction[:, None, :] * services.cases_for
    return np.add.accumulate(table, axis=2, out=table)
