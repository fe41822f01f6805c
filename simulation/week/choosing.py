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
    services = world.services
    room = services.open_places * _room_seen(world)
    return _choose(
        asked, through_door, draw, services.knowledge, services.futility, room, services.cases_for
    )


def hope(world: World, itself: bool) -> NDArray[np.float64]:
    """How far a service expects that whom it sends on with each need is taken, (S, K), 0 to 1.

    The mean of what it has not found futile, over the places that it knows of, as much of them
    as the open book shows to be free; 0 where it knows none. ``itself`` says whether it may send
    people to itself.
    """
    services = world.services
    return _hope(
        services.knowledge, services.futility, services.open_places, _room_seen(world),
        services.cases_for, itself,
    )  # fmt: skip


@compiled
def _hope(
    knowledge: NDArray[np.float64],
    futility: NDArray[np.float64],
    places: Rows,
    room: NDArray[np.float64],
    cases_for: NDArray[np.float32],
    itself: bool,
) -> NDArray[np.float64]:
    """As ``hope``, from edges, (S + 1, S), of which the last are the community's."""
    share = np.zeros((room.size, cases_for.shape[0]))
    for service, need in np.ndindex(share.shape):
        taken, every = 0.0, 0.0
        for other in range(room.size):
            if cases_for[need, other] and (itself or other != service):
                known = knowledge[service, other] * places[other]
                taken += known * (1 - futility[service, other]) * room[other]
                every += known
        if every > 0:
            share[service, need] = taken / every
    return share


def _room_seen(world: World) -> NDArray[np.float64]:
    """Share of its room that a service seems to have free, (S,): 1 where the book is closed."""
    services, book = world.services, world.levers.open_book
    if book == 0:
        return np.ones(services.count)
    referral = world.setting.model.referral
    limit = np.maximum(services.open_places * (1 + referral.queue_limit), 1)
    left = 1 - (services.active + services.waiting) / limit
    seen: NDArray[np.float64] = 1 - book * (
        1 - np.minimum(np.maximum(left, referral.least_room), 1)
    )
    return seen


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
