"""Referrals: a service is chosen, it assesses, and it accepts, turns away, or hands on warm.

Reads need, label, edges, chances, places, queues. Writes status, service, mode, referrer, trust,
strength, stories, bounces, label, assessed, edges, spent hours, those handed on, refusals. Draws
streams "referral": for each request, the front door, the service, room in its queue, acceptance,
and how the person is sent away; "threshold", whether it is kept to.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw
from simulation.world import Asked, Kind, World
from simulation.world.services import ACCEPT

from .intake import receive
from .relationships import meet
from .service_choice import choose_service

Flags = NDArray[np.bool_]
Draws = NDArray[np.float64]
GOODWILL = 0.5  # neither ill nor good
DOOR, SERVICE, ROOM, WILLING, SENT_AWAY = range(5)  # rows of the draws
NO_DOOR, QUEUE_FULL, BELOW_THRESHOLD, REFUSED_SIMPLE, ACCEPTED_SIMPLE = map(
    int,
    (Kind.NO_DOOR, Kind.QUEUE_FULL, Kind.BELOW_THRESHOLD, Kind.REFUSED_SIMPLE,
     Kind.ACCEPTED_SIMPLE),
)  # fmt: skip


def refer(world: World, asked: Asked) -> None:
    """Every request of the week knocks on one door."""
    if not world.services.count:
        return
    draws = world.luck.several(5, "referral", world.week, asked.row)
    through_door = draws[DOOR] < world.levers.shared_front_door
    service = choose_service(world, asked, through_door, draws[SERVICE])
    outcome, kind, labelled = _outcomes(world, asked, service, draws)
    receive(world, asked, service, outcome, kind, labelled, through_door, draws[SENT_AWAY])
    meet(world, asked, service, outcome >= ACCEPTED_SIMPLE)


def _outcomes(world: World, asked: Asked, service: Rows, draws: Draws) -> tuple[Rows, Rows, Flags]:
    """What becomes of each request, as a ``Kind``; what its case is; whether labels say so."""
    services, model, levers = world.services, world.constants.referral, world.levers
    return _decide(
        asked.row, asked.need, asked.referrer, service, draws[ROOM], draws[WILLING],
        world.people.need, world.people.label, services.threshold, services.busy,
        services.open_places, services.waiting, services.goodwill, services.chance,
        levers.threshold_rigidity, world.clock - levers.label_effect * model.label_weeks,
        world.luck.start("threshold", world.week), world.constants.learning.floor,
        model.queue_limit, model.threshold_creep, model.complex_need, model.complex_count,
        model.goodwill_accept,
    )  # fmt: skip


@compiled
def _decide(
    rows: Rows,
    needs: Rows,
    referrer: Rows,
    service: Rows,
    turn: Draws,
    willing: Draws,
    need: NDArray[Any],
    label: NDArray[np.int16],
    threshold: Draws,
    busy: Draws,
    places: Rows,
    waiting: Rows,
    goodwill: Draws,
    chance: Draws,
    rigid: float,
    sticks: float,
    start: np.uint64,
    floor: float,
    queue_limit: float,
    creep: float,
    shows: float,
    complex_count: int,
    opens: float,
) -> tuple[Rows, Rows, Flags]:
    """What becomes of each request, as a ``Kind``, (n,): NO_DOOR where no service was found.

    Also whether its case is 0 simple or 1 complex, (n,), whatever becomes of it, and whether
    a service that chose took it for complex by labels alone, (n,). Rigid services keep to their
    threshold, which creeps up where they are busy. Where more come than a queue has room for,
    those of the lowest ``turn`` are let in.
    """
    last = _last_turn(service, turn, np.ceil(queue_limit * places) - waiting)
    line = np.minimum(threshold + rigid * creep * busy, 1) * (threshold > 0)
    outcome, kinds = np.empty((2, service.size), dtype=np.int64)
    by_label = np.zeros(service.size, dtype=np.bool_)
    for i in range(service.size):
        row, k, by = rows[i], needs[i], service[i]
        shown, labelled = _shown(need, label, row, k, sticks, shows)
        kind = kinds[i] = 1 if labelled >= complex_count else 0
        if by < 0:
            outcome[i] = NO_DOOR
        elif turn[i] > last[by]:
            outcome[i] = QUEUE_FULL
        elif need[row, k] < line[by] and chance_of(draw(start, row)) < rigid:
            outcome[i] = BELOW_THRESHOLD
        else:
            accepts = _accepts(chance[by, kind, ACCEPT], goodwill[referrer[i], by], opens)
            outcome[i] = REFUSED_SIMPLE + kind
            outcome[i] += 2 * (willing[i] < min(max(accepts, floor), 1 - floor))
            by_label[i] = kind == 1 and shown < complex_count
    return outcome, kinds, by_label


@compiled
def _last_turn(service: Rows, turn: Draws, room: Draws) -> Draws:
    """The last turn for which there is room in the queue of each service, (S,); -1 for none."""
    ends = np.zeros(room.size + 1, dtype=np.int64)  # the last: where no service was found
    for by in service:
        ends[by] += 1
    ends = np.cumsum(ends)
    begins, turns = ends.copy(), np.empty(turn.size)  # turns, service by service
    for i in range(turn.size):
        begins[service[i]] -= 1
        turns[begins[service[i]]] = turn[i]
    last = np.where(room > 0, 1.0, -1.0)
    for by in range(room.size):
        if 0 < room[by] < ends[by] - begins[by]:
            last[by] = _lowest(turns[begins[by] : ends[by]], int(room[by]) - 1)
    return last


@compiled
def _lowest(values: Draws, place: int) -> float:
    """What would stand at a place were the values in order, which it moves about (Hoare 1961)."""
    low, high = 0, values.size - 1
    while low < high:
        pivot, i, j = values[place], low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i, j = i + 1, j - 1
        low, high = (i if j < place else low), (j if place < i else high)
    return float(values[place])


@compiled
def _accepts(habit: float, goodwill: float, opens: float) -> float:
    """A habit p of accepting, eased by goodwill g: p / (p + (1 - p) exp(-opens (g - 0.5)))."""
    eased = opens * (goodwill - GOODWILL)
    return habit / (habit + (1 - habit) * math.exp(-eased))


@compiled
def _shown(
    need: NDArray[Any], label: NDArray[np.int16], row: int, asked: int, sticks: float, line: float
) -> tuple[int, int]:
    """How many needs show beside the one asked for; and how many with labels since ``sticks``."""
    shown, labelled = 0, 0
    for k in range(need.shape[1]):
        shows = need[row, k] > line
        shown += (k != asked) & shows
        labelled += (k != asked) & (shows | (label[row, k] >= sticks))
    return shown, labelled
