"""Queues: some give up; free places are given by the rule in force; workers choose how to work.

Reads need, priority, since, mode, what was heard. Writes trust, status, since, waited, mode,
start_sum, start_own, busy. Draws streams "queue", for giving up and for turns, and "ways", one
number for each way of working.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, another, chance_of, draw
from simulation.world import Kind, Mode, Status, Tracks, World, by_service, chosen
from simulation.world.services import WAYS

from .manner import dropping_out
from .priorities import as_heard

QUIT_WAITING, STARTED = int(Kind.QUIT_WAITING), int(Kind.STARTED)
CAME_WARM, COMPLEX = Mode.CAME_WARM, Mode.COMPLEX
_BITS = np.array(WAYS, dtype=np.uint8)


def run_queues(world: World) -> None:
    """Places go out; what is left of a queue tells a service how busy it is."""
    services, waiting = world.services, world.standing(Status.WAITING)
    services.active = by_service(world.standing(Status.ACTIVE), services.count)
    turn = _give_up(world, waiting)
    started = _give_places(world, waiting, turn)
    leaving = np.isnan(turn)
    leaving[started] = True
    starting = chosen(waiting, started)
    world.leave(Status.WAITING, leaving)
    _start(world, starting)
    services.waiting = by_service(world.standing(Status.WAITING), services.count)
    services.busy += world.setting.learning.busy_memory * ((services.waiting > 0) - services.busy)


def _give_up(world: World, waiting: Tracks) -> NDArray[np.float64]:
    """A draw for the turn of each of those waiting, (n,); nan of those who drop out."""
    seeking, start = world.setting.model.seeking, world.luck.start("queue", world.week)
    turn, gone = _turns(
        waiting, world.setting.needs.keys, start, seeking.quit_waiting * dropping_out(world),
        seeking.warm_keeps, world.people.trust, world.setting.model.support.trust_quit,
    )  # fmt: skip
    world.events.add(QUIT_WAITING, gone["row"], gone["need"], gone["service"])
    return turn


@compiled
def _turns(
    waiting: Tracks,
    keys: Bits,
    start: np.uint64,
    quits: float,
    warm_keeps: float,
    trust: NDArray[Any],
    kept: float,
) -> tuple[NDArray[np.float64], Tracks]:
    """As ``_give_up``, and who drops out: of those who came warm, a share of the usual does.

    Each time a share of ``trust``, (P,), is kept.
    """
    turn, gone, count = np.empty(waiting.size), np.empty(waiting.size, dtype=waiting.dtype), 0
    for i in range(waiting.size):
        track = waiting[i]
        luck = start + keys[track.need]
        chance = quits * warm_keeps if track.mode & CAME_WARM else quits
        turn[i] = chance_of(draw(another(luck, 1), track.row))
        if chance_of(draw(luck, track.row)) < chance:
            turn[i] = np.nan
            trust[track.row] *= kept
            gone[count] = track
            count += 1
    return turn, gone[:count].copy()


def _give_places(world: World, waiting: Tracks, turn: NDArray[np.float64]) -> Rows:
    """Who of those waiting gets a place; each service's free places go by the rule in force."""
    services = world.services
    free = np.maximum(services.open_places - services.active, 0)
    hoping = _hoping(waiting, turn, free)
    some = chosen(waiting, hoping)
    # by service, and within it by claim, which is far below 1,000
    order = np.argsort(1000.0 * some["service"] - _claim(world, some, turn[hoping]))
    return _first(hoping, some, order, free)


@compiled
def _first(hoping: Rows, some: Tracks, order: Rows, free: Rows) -> Rows:
    """Which places, in order, are of the first ``some`` for whom something is free."""
    first, count, left = np.empty(hoping.size, dtype=np.int64), 0, free.copy()
    for i in order:
        if left[some[i].service] > 0:
            left[some[i].service] -= 1
            first[count] = hoping[i]
            count += 1
    return first[:count].copy()


@compiled
def _hoping(waiting: Tracks, turn: NDArray[np.float64], free: Rows) -> Rows:
    """Places of those still waiting where something is free; nobody moves up elsewhere."""
    hoping, count = np.empty(waiting.size, dtype=np.int64), 0
    for i in range(waiting.size):
        if free[waiting[i].service] > 0 and turn[i] >= 0:
            hoping[count] = i
            count += 1
    return hoping[:count].copy()


def _claim(world: World, some: Tracks, turn: NDArray[np.float64]) -> NDArray[np.float64]:
    """How strong a claim to the next place is: time waited, or need and benefit."""
    people, best = world.people, world.levers.allocation
    weeks = (world.clock - some["since"]).astype(np.float64)
    waited = weeks / (weeks + world.setting.model.referral.long_wait)
    claim: NDArray[np.float64] = (1 - best) * waited + 1e-6 * turn
    if best > 0:
        need = people.need.take(some["row"], axis=0)
        around = np.einsum("nk,nk->n", need, world.setting.needs.pull.take(some["need"], axis=0))
        severity = people.need.reshape(-1)[some["track"]]
        benefit = world.services.helps[some["service"], some["need"]]
        own = as_heard(world, some["row"], some["service"])
        severity *= own[np.arange(some["need"].size), some["need"]]
        alone = world.setting.model.referral.claim_alone
        claim += best * severity * benefit * (alone + (1 - alone) * around)
    return claim


def _start(world: World, started: Tracks) -> None:
    """Support begins; how it is worked is drawn from the service's habits."""
    people, services, tracks = world.people, world.services, started["track"]
    waited, burdens = _choose_ways(
        started, services.chance, world.setting.needs.keys, world.luck.start("ways", world.week),
        people.need, people.mode, people.waited, world.clock,
    )  # fmt: skip
    people.start_sum.reshape(-1)[tracks] = burdens
    people.start_own.reshape(-1)[tracks] = world.own_burden(started["row"])
    world.enter(Status.ACTIVE, tracks)
    world.events.add(STARTED, started["row"], started["need"], started["service"], waited)


@compiled
def _choose_ways(
    started: Tracks,
    chance: NDArray[np.float64],
    keys: Bits,
    start: np.uint64,
    need: NDArray[Any],
    mode: NDArray[np.uint8],
    waited: NDArray[np.uint16],
    clock: int,
) -> tuple[Rows, NDArray[Any]]:
    """Set each way of working in the modes by its habit, (S, 2, decisions).

    Returns the weeks waited and the sum of the person's needs, (n,). Modes and weeks are written
    down in ``mode`` and ``waited``, (P, K), too.
    """
    weeks, burdens = np.empty(started.size, dtype=np.int64), np.zeros(started.size, need.dtype)
    for i in range(started.size):
        case = started[i]
        kind = 1 if case.mode & COMPLEX else 0
        for way in range(_BITS.size):
            place = chance_of(draw(another(start + keys[case.need], way), case.row))
            if place < chance[case.service, kind, way + 1]:
                case.mode |= _BITS[way]
        weeks[i] = clock - case.since
        mode[case.row, case.need], waited[case.row, case.need] = case.mode, weeks[i]
        for k in range(need.shape[1]):
            burdens[i] += need[case.row, k]
    return weeks, burdens
