"""Queues: some give up; free places are given by the rule in force; workers choose how to work.

Reads need, trust, since, mode. Writes status, since, waited, mode, start_sum, busy. Draws
streams "queue", for giving up and for turns, and "ways", one number for each way of working.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.world import Kind, Mode, Status, Tracks, World, only
from simulation.world.services import WAYS

from .referral import rank_within

QUIT_WAITING, STARTED = int(Kind.QUIT_WAITING), int(Kind.STARTED)
_BITS = np.array(WAYS)


def run_queues(world: World) -> None:
    """Places go out; what is left of a queue tells a service how busy it is."""
    services, count = world.services, world.services.count
    services.active = np.bincount(world.standing(Status.ACTIVE).service, minlength=count)
    turn = _give_up(world)
    waiting = world.standing(Status.WAITING)
    chosen = _give_places(world, waiting, turn)
    world.leave(Status.WAITING, chosen)
    _start(world, only(waiting, chosen))
    still = world.standing(Status.WAITING)
    services.waiting = np.bincount(still.service, minlength=count)
    services.busy += world.setting.learning.busy_memory * ((services.waiting > 0) - services.busy)


def _give_up(world: World) -> NDArray[np.float64]:
    """Those who drop out of the queue leave it; returns a draw for each who stays, (n,)."""
    seeking, waiting = world.setting.model.seeking, world.standing(Status.WAITING)
    keys = world.setting.needs.keys[waiting.need]
    quit_, turn = world.luck.several(2, "queue", world.week, waiting.row, keys)
    chances = (seeking.quit_waiting * seeking.warm_keeps, seeking.quit_waiting)
    quits = quit_ < np.where(waiting.mode & Mode.CAME_WARM, *chances)
    rows = waiting.row[quits]
    if rows.size:
        world.events.add(QUIT_WAITING, rows, waiting.need[quits], waiting.service[quits])
        world.people.trust[rows] *= world.setting.model.support.trust_quit
        world.leave(Status.WAITING, quits)
    staying: NDArray[np.float64] = turn[~quits]
    return staying


def _give_places(world: World, waiting: Tracks, turn: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Who of those waiting gets a place; each service's free places go by the rule in force."""
    services = world.services
    free = np.maximum(services.open_places - services.active, 0)
    chosen = np.zeros(waiting.track.size, dtype=bool)
    hoping = free[waiting.service].nonzero()[0]  # nobody moves up where nothing is free
    if hoping.size:
        some = only(waiting, hoping)
        # by service, and within it by claim, which is far below 1,000
        order = np.argsort(1000.0 * some.service - _claim(world, some, turn[hoping]))
        service = some.service[order]
        chosen[hoping[order]] = rank_within(service) < free[service]
    return chosen


def _claim(world: World, some: Tracks, turn: NDArray[np.float64]) -> NDArray[np.float64]:
    """How strong a claim to the next place is: time waited, or need and benefit."""
    people, best = world.people, world.levers.allocation
    waited = (world.clock - some.since) / world.setting.model.referral.long_wait
    claim: NDArray[np.float64] = (1 - best) * np.minimum(waited, 1) + 1e-6 * turn
    if best > 0:
        need = people.need.take(some.row, axis=0)
        around = np.einsum("nk,nk->n", need, world.setting.needs.pull.take(some.need, axis=0))
        severity = people.need.reshape(-1)[some.track]
        benefit = world.services.helps[some.service, some.need]
        claim += best * severity * benefit * (0.5 + 0.5 * around)
    return claim


def _start(world: World, started: Tracks) -> None:
    """Support begins; how it is worked is drawn from the service's habits."""
    people, services, tracks = world.people, world.services, started.track
    waited = world.clock - started.since.astype(np.int64)
    kind = ((started.mode & Mode.COMPLEX) != 0).astype(np.int64)
    keys = world.setting.needs.keys[started.need]
    draws = world.luck.several(len(WAYS), "ways", world.week, started.row, keys)
    ways = services.chance[started.service, kind, 1:] > draws.T
    people.mode.reshape(-1)[tracks] |= (ways @ _BITS).astype(np.uint8)
    people.waited.reshape(-1)[tracks] = np.minimum(waited, 255)
    people.start_sum.reshape(-1)[tracks] = people.need.take(started.row, axis=0).sum(1)
    world.enter(Status.ACTIVE, tracks)
    world.events.add(STARTED, started.row, started.need, started.service, waited)
