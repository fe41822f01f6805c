"""Queues: some give up; free places are given by the rule in force; workers choose how to work.

Reads need, priority, since, mode, what was heard. Writes trust, status, since, waited, mode,
start_sum, start_own, busy. Draws streams "queue", for giving up and for turns, and "ways", one
number for each way of working.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Kind, Mode, Status, Tracks, World, only
from simulation.world.services import WAYS

from .manner import dropping_out
from .priorities import as_heard
from .referral import rank_within

QUIT_WAITING, STARTED = int(Kind.QUIT_WAITING), int(Kind.STARTED)
_BITS = np.array(WAYS)


def run_queues(world: World) -> None:
    """Places go out; what is left of a queue tells a service how busy it is."""
    services, count = world.services, world.services.count
    services.active = np.bincount(world.standing(Status.ACTIVE).service, minlength=count)
    waiting = world.standing(Status.WAITING)
    quits, turn = _give_up(world, waiting)
    chosen = _give_places(world, waiting, turn)
    quits[chosen] = True
    world.leave(Status.WAITING, quits)
    _start(world, only(waiting, chosen))
    services.waiting = np.bincount(world.standing(Status.WAITING).service, minlength=count)
    services.busy += world.setting.learning.busy_memory * ((services.waiting > 0) - services.busy)


def _give_up(world: World, waiting: Tracks) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Who of those waiting drops out, and a draw for the turn of each; both (n,).

    The draw of one who dropped out is nan.
    """
    seeking, keys = world.setting.model.seeking, world.setting.needs.keys[waiting.need]
    draw, turn = world.luck.several(2, "queue", world.week, waiting.row, keys)
    quit_waiting = seeking.quit_waiting * dropping_out(world)
    chances = (quit_waiting * seeking.warm_keeps, quit_waiting)
    quits = draw < np.where(waiting.mode & Mode.CAME_WARM, *chances)
    gone = quits.nonzero()[0]
    turn[gone] = np.nan
    rows = waiting.row[gone]
    world.events.add(QUIT_WAITING, rows, waiting.need[gone], waiting.service[gone])
    # .at: somebody may leave two queues in one week
    np.multiply.at(world.people.trust, rows, world.setting.model.support.trust_quit)
    return quits, turn


def _give_places(world: World, waiting: Tracks, turn: NDArray[np.float64]) -> Rows:
    """Who of those waiting gets a place; each service's free places go by the rule in force."""
    services = world.services
    free = np.maximum(services.open_places - services.active, 0)
    hopes = free[waiting.service] > 0  # nobody moves up where nothing is free
    hopes &= turn >= 0
    hoping = hopes.nonzero()[0]
    some = only(waiting, hoping)
    # by service, and within it by claim, which is far below 1,000
    order = np.argsort(1000.0 * some.service - _claim(world, some, turn[hoping]))
    service = some.service[order]
    chosen: Rows = hoping[order[rank_within(service) < free[service]]]
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
        own = as_heard(world, some.row, some.service)
        severity *= own[np.arange(some.need.size), some.need]
        alone = world.setting.model.referral.claim_alone
        claim += best * severity * benefit * (alone + (1 - alone) * around)
    return claim


def _start(world: World, started: Tracks) -> None:
    """Support begins; how it is worked is drawn from the service's habits."""
    people, services, tracks = world.people, world.services, started.track
    waited = world.clock - started.since.astype(np.int64)
    kind = ((started.mode & Mode.COMPLEX) != 0).astype(np.int64)
    keys = world.setting.needs.keys[started.need]
    draws = world.luck.several(len(WAYS), "ways", world.week, started.row, keys)
    ways = services.chance[started.service, kind, 1:] > draws.T
    mode = started.mode | (ways @ _BITS).astype(np.uint8)
    people.mode.reshape(-1)[tracks] = mode
    people.waited.reshape(-1)[tracks] = np.minimum(waited, 255)
    people.start_sum.reshape(-1)[tracks] = people.need.take(started.row, axis=0).sum(1)
    people.start_own.reshape(-1)[tracks] = world.own_burden(started.row)
    now = np.full(tracks.size, world.clock, dtype=np.int16)
    world.enter(Status.ACTIVE, started._replace(mode=mode, since=now))
    world.events.add(STARTED, started.row, started.need, started.service, waited)
