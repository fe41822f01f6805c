"""Queues: some give up; free places are given by the rule in force; workers choose how to work.

Reads need, priority, since, mode, what was heard.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, another, chance_of, draw
from simulation.week.felt.priorities import as_heard
from simulation.week.felt.support_style import dropping_out
from simulation.week.process import process
from simulation.world import (
    Kind,
    Mode,
    Services,
    Status,
    Tracks,
    World,
    by_service,
    chosen,
)
from simulation.world.services import WAYS

QUIT_WAITING, STARTED = int(Kind.QUIT_WAITING), int(Kind.STARTED)
CAME_WARM, COMPLEX = Mode.CAME_WARM, Mode.COMPLEX
_BITS = np.array(WAYS, dtype=np.uint8)
_FEW = 100  # who come first are put in order one by one: what that costs grows with their square
_THOUSAND = 1000.0  # keeps services apart: a claim is far below it
Flags = NDArray[np.bool_]
Array = NDArray[np.float64]


class Candidates(NamedTuple):
    """Those still waiting where a place is free, (n,); nobody moves up elsewhere."""

    place: Rows  # among those waiting
    service: Rows
    claim: Array  # by how long they have waited


class Queueing(NamedTuple):
    """What holds for queues this week."""

    clock: int
    start: np.uint64  # where the week's stream starts
    quits: float  # the chance of giving up
    by_time: float  # how far time waited gives a claim, beside need and benefit


class Waited(NamedTuple):
    """What becomes of those who wait."""

    leaving: Flags  # of all who wait, (n,)
    gone: Tracks  # who gave up
    free: Rows  # places, (S,)
    candidates: Candidates


class Started(NamedTuple):
    """Cases that begin, (n,)."""

    tracks: Tracks
    waited: Rows  # weeks in the queue
    burden: NDArray[Any]  # the sum of the person's needs


@process(
    says="some give up; free places go out; how to work is drawn",
    writes=(
        "people.mode, people.since, people.start_own, people.start_sum, people.status, "
        "people.trust, people.waited, services.active, services.busy, services.waiting, events"
    ),
    draws="queue, ways",
)
def run_queues(world: World) -> None:
    """Places go out; what is left of a queue tells a service how busy it is."""
    services, waiting = world.services, world.standing(Status.WAITING)
    leaving, gone, free, candidates = _give_up(world, waiting)
    world.events.add(QUIT_WAITING, gone["row"], gone["need"], gone["service"])
    order = _allocation_order(world, waiting, free, candidates)
    ways, clock = world.luck.start("ways", world.week), world.clock
    started = _give_places(world.record, waiting, order, free, leaving, ways, clock)
    world.leave(Status.WAITING, leaving)
    _start(world, started)
    _keep_busy(
        world.standing(Status.WAITING), services.record, world.constants.learning.busy_memory
    )


def _give_up(world: World, waiting: Tracks) -> Waited:
    """Who drops out, and who is a candidate for how many free places."""
    week = Queueing(
        world.clock,
        world.luck.start("queue", world.week),
        world.constants.seeking.quit_waiting * dropping_out(world),
        1 - world.levers.allocation,
    )
    return _wait(world.record, waiting, world.standing(Status.ACTIVE), week)


@compiled
def _wait(world: World, waiting: Tracks, active: Tracks, week: Queueing) -> Waited:
    """As ``_give_up``; also counts the cases that each service has.

    Of those who came warm, a share of the usual drops out; each time a share of trust is kept.
    Among equal claims the turn is drawn.
    """
    people, services = world.people, world.services
    arrays, constants = world.arrays, world.constants
    trust, keys = people.trust, arrays.needs.keys
    warm_quits = week.quits * constants.seeking.warm_keeps
    long_wait, kept = constants.referral.long_wait, constants.support.trust_quit
    cases = by_service(active, services.open_places.size)
    services.active[:] = cases
    free = np.maximum(services.open_places - cases, 0)
    leaving, count = np.zeros(waiting.size, dtype=np.bool_), 0
    place, service = np.empty((2, waiting.size), dtype=np.int64)
    claim = np.empty(waiting.size)
    for i in range(waiting.size):
        track = waiting[i]
        luck = week.start + keys[track.need]
        chance = warm_quits if track.mode & CAME_WARM else week.quits
        if chance_of(draw(luck, track.row)) < chance:
            leaving[i] = True
            trust[track.row] *= kept
        elif free[track.service] > 0:
            weeks = float(week.clock - track.since)
            turn = chance_of(draw(another(luck, 1), track.row))
            claim[count] = week.by_time * (weeks / (weeks + long_wait)) + 1e-6 * turn
            place[count], service[count] = i, track.service
            count += 1
    candidates = Candidates(place[:count], service[:count], claim[:count])
    return Waited(leaving, chosen(waiting, leaving.nonzero()[0]), free, candidates)


def _allocation_order(world: World, waiting: Tracks, free: Rows, candidates: Candidates) -> Rows:
    """Candidates in allocation order, by place among those waiting.

    Service by service, the strongest claim under the rule first; as many as there are places, or
    more.
    """
    claim, best = candidates.claim, world.levers.allocation
    if best > 0:
        claim += _need_and_benefit(world, chosen(waiting, candidates.place), best)
    order, found = _foremost(candidates.service, claim, free)
    if not found:
        order = np.argsort(_THOUSAND * candidates.service - claim)
    places: Rows = candidates.place[order]
    return places


@compiled
def _foremost(service: Rows, claim: Array, free: Rows) -> tuple[Rows, bool]:
    """As many of each service as are ``free``, (S,), by claim, and whether they were found.

    They are not where so many are free that it is quicker to sort, and where two of them, or the
    last and the next, have the same claim; kept apart from other services', claims lose some of
    their digits. There is a free place in the service of each.
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
    heard = as_heard(world, some["row"], some["service"])
    alone = world.constants.referral.claim_alone
    return _worth(
        some,
        around,
        heard,
        people.need,
        world.services.helps,
        real(best),
        real(alone),
        real(1 - alone),
    )


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


@compiled
def _give_places(
    world: World,
    waiting: Tracks,
    order: Rows,
    free: Rows,
    leaving: Flags,
    start: np.uint64,
    clock: int,
) -> Started:
    """Those who come first take what is ``free``, (S,), and are from now on ``leaving``.

    How a case is worked is drawn from the service's habits, by the stream from ``start``.
    """
    people, services, arrays = world.people, world.services, world.arrays
    first = _first(waiting, order, free, leaving)
    need, mode, waited = people.need, people.mode, people.waited
    chance, keys = services.chance, arrays.needs.keys
    weeks, burdens = np.empty(first.size, np.int64), np.zeros(first.size, need.dtype)
    for i in range(first.size):
        case = first[i]
        case.mode |= _ways(case, chance, start + keys[case.need])
        weeks[i] = clock - case.since
        mode[case.row, case.need], waited[case.row, case.need] = case.mode, weeks[i]
        for k in range(need.shape[1]):
            burdens[i] += need[case.row, k]
    return Started(first, weeks, burdens)


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


def _start(world: World, started: Started) -> None:
    """Support begins."""
    people, cases = world.people, started.tracks
    people.start_sum.reshape(-1)[cases["track"]] = started.burden
    people.start_own.reshape(-1)[cases["track"]] = world.own_burden(cases["row"])
    world.enter(Status.ACTIVE, cases["track"])
    world.events.add(STARTED, cases["row"], cases["need"], cases["service"], started.waited)


@compiled
def _keep_busy(waiting: Tracks, services: Services, memory: float) -> None:
    """Count who waits for each service, and move how busy it is by whether anybody does."""
    busy = services.busy
    counts = by_service(waiting, busy.size)
    services.waiting[:] = counts
    for s in range(busy.size):
        busy[s] += memory * ((counts[s] > 0) - busy[s])
