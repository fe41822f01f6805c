"""Which service a referral goes to: what the referrer knows, what helps, and who has room.

Reads edges, effects, places, queues. Writes nothing. Draws what it is handed.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Asked, World


def choose_service(
    world: World, asked: Asked, through_door: NDArray[np.bool_], draw: NDArray[np.float64]
) -> Rows:
    """A service for each request, or -1 where the referrer knows none that helps; shape (n,)."""
    tables, count = _doors(world), world.services.count
    sender = np.where(through_door, count + 1, asked.referrer)
    upto = tables.reshape(-1, count)[sender * tables.shape[1] + asked.need]
    place = draw.astype(np.float32) * upto[:, -1]
    chosen = np.minimum((upto <= place[:, None]).sum(1), count - 1)
    result: Rows = np.where(upto[:, -1] > 0, chosen, -1)
    return result


def _doors(world: World) -> NDArray[np.float32]:
    """Running sums of how likely each referrer sends somebody with a need to each service.

    Shape (S + 2, K, S), float32: the referrers are the services, the community, and last the
    shared front door, which knows every service.
    """
    services, book = world.services, world.levers.open_book
    places = services.places
    attraction = np.empty((services.count + 2, services.count))
    np.multiply(services.knowledge, 1 - services.futility, out=attraction[:-1])
    attraction[-1] = 1.0
    if book > 0:
        limit = 1 + world.setting.model.referral.queue_limit
        held = (services.active + services.waiting) / np.maximum(places * limit, 1)
        attraction *= places * (1 - book + book * np.clip(1 - held, 0.02, 1))
    else:
        attraction *= places
    table = attraction[:, None, :].astype(np.float32) * services.cases_for
    return np.cumsum(table, axis=2, out=table)
