"""Queues: some give up; free places are given by the rule in force; workers choose how to work.

Reads need, priority, since, mode, what was heard. Writes trust, status, since, waited, mode,
start_sum, start_own, busy. Draws streams "queue", for giving up and for turns, and "ways", one
number for each way of working.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, another, chance_of, draw
from simulation.week.felt.priorities import as_heard
from simulation.week.felt.support_style import dropping_out
from simulation.world import Kind, Mode, Status, Tracks, World, by_service, chosen
from simulation.world.services import WAYS

QUIT_WAITING, STARTED = int(Kind.QUIT_WAITING), int(Kind.STARTED)
CAME_WARM, COMPLEX = Mode.CAME_WARM, Mode.COMPLEX
_BITS = np.array(WAYS, dtype=np.uint8)
_FEW = 100  # who come first are put in order one by one: what that costs grows with their square
_THOUSAND = 1000.0  # keeps services apart: a claim is far below it
Flags = NDArray[np.bool_]
Array = NDArray[np.float64]


class Hoping(NamedTuple):
    """Those still waiting where something is free, (n,); nobody moves up elsewhere."""

    place: Rows  # among those waiting
    service: Rows
    claim: Array  # as far as they waited


def run_queues(world: World) -> None:
    """Places go out; what is left of a queue tells a service how busy it is."""
    services, waiting = world.services, world.standing(Status.WAITING)
    leaving, free, hoping = _give_up(world, waiting)
    order = _in_order(world, waiting, free, hoping)
    started, waited, burdens = _give_places(world, waiting, order, free, leaving)
    world.leave(Status.WAITING, leaving)
    _start(world, started, waited, burdens)
    services.waiting = _keep_busy(
        world.standing(Status.WAITING), services.busy, world.constants.learning.busy_memory
    )


def _give_up(world: World, waiting: Tracks) -> tuple[Flags, Rows, Hoping]:
    """Who drops out, (n,), how many places are free, (S,), and who hopes for one."""
    services, model = world.services, world.constants
    services.active, free, leaving, gone, hoping = _wait(
        waiting, world.standing(Status.ACTIVE), services.open_places, world.arrays.needs.keys,
        world.luck.start("queue", world.week), model.seeking.quit_waiting * dropping_out(world),
        model.seeking.warm_keeps, world.people.trust, model.support.trust_quit, world.clock,
        model.referral.long_wait, 1 - world.levers.allocation,
    )  # fmt: skip
    world.events.add(QUIT_WAITING, gone["row"], gone["need"], gone["service"])
    return leaving, free, hoping


@compiled
def _wait(
    waiting: Tracks,
    active: Tracks,
    open_places: Rows,
    keys: Bits,
    start: np.uint64,
    quits: float,
    warm_keeps: float,
    trust: NDArray[Any],
    kept: float,
    clock: int,
    long_wait: float,
    by_time: float,
) -> tuple[Rows, Rows, Flags, Tracks, Hoping]:
    """Cases of each service, and as ``_give_up``, after the flags also the tracks of who leaves.

    Of those who came warm, a share of the usual drops out; each time a share of ``trust``, (P,),
    is kept. Whose claims are alike has their turn drawn.
    """
    cases = by_service(active, open_places.size)
    free = np.maximum(open_places - cases, 0)
    leaving, count = np.zeros(waiting.size, dtype=np.bool_), 0
    places, claims = np.empty((2, waiting.size), dtype=np.int64), np.empty(waiting.size)
    for i in range(waiting.size):
        track = waiting[i]
        luck = start + keys[track.need]
        chance = quits * warm_keeps if track.mode & CAME_WARM else quits
        if chance_of(draw(luck, track.row)) < chance:
            leaving[i] = True
            trust[track.row] *= kept
        elif free[track.service] > 0:
            weeks = float(clock - track.since)
            turn = chance_of(draw(another(luck, 1), track.row))
            claims[count] = by_time * (weeks / (weeks + long_wait)) + 1e-6 * turn
            places[0, count], places[1, count] = i, track.service
            count += 1
    hoping = Hoping(places[0, :count], places[1, :count], claims[:count])
    return cases, free, leaving, chosen(waiting, leaving.nonzero()[0]), hoping


def _in_order(world: World, waiting: Tracks, free: Rows, hoping: Hoping) -> Rows:
    """Places of those who hope and come first: by service, within it by claim under the rule."""
    claim, best = hoping.claim, world.levers.allocation
    if best > 0:
        claim += _need_and_benefit(world, chosen(waiting, hoping.place), best)
    order, found = _foremost(hoping.service, claim, free)
    if not found:
        order = np.argsort(_THOUSAND * hoping.service - claim)
    places: Rows = hoping.place[order]
    return places


@compiled
def _foremost(service: Rows, claim: Array, free: Rows) -> tuple[Rows, bool]:
    """As many of each service as are ``free``, (S,), by claim, and whether they were found.

    They are not where so many are free that it is quicker to sort, and where two of them, or the
    last and the next, have the same claim; kept apart from other services', claims lose some of
    their digits. Something is free for all who hope.
    """
    keys = _THOUSAND * service - claim
    start = np.zeros(free.size + 1, dtype=np.int64)  # of each service's part of the order
    for s in service:
        start[s + 1] += 1
    few = True
    for s in range(free.size):
        part = min(start[s + 1], free[s])
        few = few and part <= _FEW
        start[s + 1] = start[s] + part
    order, end, clear = np.empty(start[-1], dtype=np.int64), start[:-1].copy(), True
    if not few:
        return order, False
    last = np.full(free.size, np.inf)  # the key to be below, once a part is full
    for i in range(keys.size):
        s = service[i]
        if keys[i] > last[s]:
            continue
        place = end[s]
        if place < start[s + 1]:
            end[s] += 1
        else:
            place -= 1
            clear = clear and keys[i] < last[s]
        while place > start[s] and keys[order[place - 1]] > keys[i]:
            order[place] = order[place - 1]
            place -= 1
        clear = clear and (place == start[s] or keys[order[place - 1]] < keys[i])
        order[place] = i
        if end[s] == start[s + 1]:
            last[s] = keys[order[end[s] - 1]]
    return order, clear


def _need_and_benefit(world: World, some: Tracks, best: float) -> Array:
    """How strong a claim need and benefit give, (n,), as far as they are the rule."""
    people, real = world.people, world.arrays.real
    need = people.need.take(some["row"], axis=0)
    around = np.einsum("nk,nk->n", need, world.arrays.needs.pull.take(some["need"], axis=0))
    alone = world.constants.referral.claim_alone
    return _worth(
        some, around, as_heard(world, some["row"], some["service"]), people.need,
        world.services.helps, real(best), real(alone), real(1 - alone),
    )  # fmt: skip


@compiled
def _worth(
    some: Tracks,
    around: NDArray[Any],
    heard: Array,
    need: NDArray[Any],
    helps: Array,
    best: Any,
    alone: Any,
    beside: Any,
) -> Array:
    """As ``_need_and_benefit``, of needs ``around``, (n,), and what was ``heard``, (n, K)."""
    severity, worth = np.empty_like(around), np.empty(around.size)
    for i in range(around.size):
        row, k = some[i].row, some[i].need
        severity[i] = need[row, k] * heard[i, k]
        benefit = helps[some[i].service, k]
        worth[i] = best * severity[i] * benefit * (alone + beside * around[i])
    return worth


def _give_places(
    world: World, waiting: Tracks, order: Rows, free: Rows, leaving: Flags
) -> tuple[Tracks, Rows, NDArray[Any]]:
    """Free places go out; how a case is worked is drawn from the service's habits.

    Returns who starts, who from now on is ``leaving`` the queue; how long they waited, and the
    sum of their needs.
    """
    people, start = world.people, world.luck.start("ways", world.week)
    return _give(
        waiting, order, free, leaving, world.services.chance, world.arrays.needs.keys, start,
        people.need, people.mode, people.waited, world.clock,
    )  # fmt: skip


@compiled
def _give(
    waiting: Tracks,
    order: Rows,
    free: Rows,
    leaving: Flags,
    chance: Array,
    keys: Bits,
    start: np.uint64,
    need: NDArray[Any],
    mode: NDArray[np.uint8],
    waited: NDArray[np.uint16],
    clock: int,
) -> tuple[Tracks, Rows, NDArray[Any]]:
    """As ``_give_places``; modes and weeks are written down in ``mode`` and ``waited``, (P, K)."""
    started = _first(waiting, order, free, leaving)
    weeks, burdens = np.empty(started.size, np.int64), np.zeros(started.size, need.dtype)
    for i in range(started.size):
        case = started[i]
        case.mode |= _ways(case, chance, start + keys[case.need])
        weeks[i] = clock - case.since
        mode[case.row, case.need], waited[case.row, case.need] = case.mode, weeks[i]
        for k in range(need.shape[1]):
            burdens[i] += need[case.row, k]
    return started, weeks, burdens


@compiled
def _first(waiting: Tracks, order: Rows, free: Rows, leaving: Flags) -> Tracks:
    """Those, in order, for whom something is ``free``, (S,): they take it, and are leaving."""
    first, count = np.empty(order.size, dtype=waiting.dtype), 0
    for i in order:
        service = waiting[i].service
        if free[service] > 0:
            free[service] -= 1
            leaving[i] = True
            first[count] = waiting[i]
            count += 1
    return first[:count].copy()


@compiled
def _ways(case: Any, chance: Array, luck: np.uint64) -> np.uint8:
    """Ways in which a case is worked, as bits, by the service's habits, (S, 2, decisions)."""
    ways, kind = np.uint8(0), 1 if case.mode & COMPLEX else 0
    for way in range(_BITS.size):
        if chance_of(draw(another(luck, way), case.row)) < chance[case.service, kind, way + 1]:
            ways |= _BITS[way]
    return ways


def _start(world: World, started: Tracks, waited: Rows, burdens: NDArray[Any]) -> None:
    """Support begins."""
    people, tracks = world.people, started["track"]
    people.start_sum.reshape(-1)[tracks] = burdens
    people.start_own.reshape(-1)[tracks] = world.own_burden(started["row"])
    world.enter(Status.ACTIVE, tracks)
    world.events.add(STARTED, started["row"], started["need"], started["service"], waited)


@compiled
def _keep_busy(waiting: Tracks, busy: Array, memory: float) -> Rows:
    """Move how busy services are, (S,), by whether anybody waits; returns how many do."""
    counts = by_service(waiting, busy.size)
    for s in range(busy.size):
        busy[s] += memory * ((counts[s] > 0) - busy[s])
    return counts
