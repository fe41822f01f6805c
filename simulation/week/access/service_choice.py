"""Which service a referral goes to: what the referrer knows, what helps, and who has room.

Reads edges, effects, places, queues. Writes nothing. Draws what it is handed.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, fall
from simulation.world import Asked, World

Flags = NDArray[np.bool_]


@compiled
def _room_seen(world: World, open_book: float) -> NDArray[np.float64]:
    """Share of its room that a service seems to have free, (S,): 1 where the book is closed."""
    services, referral = world.services, world.constants.referral
    limit = np.maximum(services.open_places * (1 + referral.queue_limit), 1)
    left = 1 - (services.active + services.waiting) / limit
    left = np.minimum(np.maximum(left, referral.least_room), 1)
    seen: NDArray[np.float64] = 1 - open_book * (1 - left)
    return seen


@compiled
def _able(cases_for: NDArray[np.float32]) -> tuple[Rows, Rows]:
    """Which services help with each need, ascending, (K, S), and how many do, (K,)."""
    able, count = np.empty(cases_for.shape, dtype=np.int64), np.zeros(len(cases_for), np.int64)
    for need, service in np.ndindex(cases_for.shape):
        if cases_for[need, service]:
            able[need, count[need]] = service
            count[need] += 1
    return able, count


@compiled
def hope(world: World, open_book: float, itself: bool) -> NDArray[np.float64]:
    """How far a service expects that whom it sends on with each need is taken, (S, K), 0 to 1.

    The mean of what it has not found futile, over the places that it knows of, as much of them
    as the open book shows to be free; 0 where it knows none. ``itself`` says whether it may send
    people to itself.
    """
    services = world.services
    knowledge, futility, places = services.knowledge, services.futility, services.open_places
    room = _room_seen(world, open_book)
    able, count = _able(services.cases_for)
    share = np.zeros((room.size, count.size))
    for service, need in np.ndindex(share.shape):
        taken, every = 0.0, 0.0
        for other in able[need, : count[need]]:
            if itself or other != service:
                known = knowledge[service, other] * places[other]
                taken += known * (1 - futility[service, other]) * room[other]
                every += known
        if every > 0:
            share[service, need] = taken / every
    return share


@compiled
def choose_service(
    world: World,
    asked: Asked,
    through_door: Flags,
    draw: NDArray[np.float64],
    open_book: float,
) -> Rows:
    """A service for each request, or -1 where the referrer knows none that helps; shape (n,).

    It is drawn in proportion to knowledge (1 - futility) room, among those that help. The shared
    front door knows every service, and nothing of what was futile. Whoever hands on a person it
    has just refused does not send them to itself.
    """
    services = world.services
    knowledge, referrer, needs = services.knowledge, asked.referrer, asked.need
    room = services.open_places * _room_seen(world, open_book)
    able, count = _able(services.cases_for)
    known, door = np.ones((len(knowledge) + 1, room.size)), len(knowledge)
    known[:door] = knowledge * (1 - services.futility)
    known *= room
    chosen, upto = np.full(draw.size, -1), np.empty(room.size)
    for i in range(draw.size):
        sender, need, weight = referrer[i], needs[i], 0.0
        row = door if through_door[i] else sender
        without = sender if asked.refused[i] else -1
        for place in range(count[need]):
            service = able[need, place]
            weight += known[row, service] * (service != without)
            upto[place] = weight
        if weight > 0:
            chosen[i] = able[need, fall(upto[: count[need]], draw[i])]
    return chosen
