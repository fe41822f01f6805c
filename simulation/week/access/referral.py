"""Referrals: a service is chosen, it assesses, and it accepts, turns away, or hands on warm.

Reads need, label, edges, chances, places, queues.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw
from simulation.week.process import process
from simulation.world import Asked, Kind, Status, World
from simulation.world.services import ACCEPT

from .intake import Answers, Intake, receive
from .relationships import meet
from .service_choice import choose_service

Flags = NDArray[np.bool_]
Draws = NDArray[np.float64]
NEUTRAL_GOODWILL = 0.5
DOOR, SERVICE, ROOM, WILLING, SENT_AWAY = range(5)  # rows of the draws
NO_DOOR, QUEUE_FULL, BELOW_THRESHOLD, REFUSED_SIMPLE, ACCEPTED_SIMPLE = (
    int(kind)
    for kind in (
        Kind.NO_DOOR,
        Kind.QUEUE_FULL,
        Kind.BELOW_THRESHOLD,
        Kind.REFUSED_SIMPLE,
        Kind.ACCEPTED_SIMPLE,
    )
)


class Rules(NamedTuple):
    """What holds for referrals this week."""

    clock: int
    front_door: float  # the chance of coming through the shared front door
    open_book: float  # how far services see each other's room
    rigidity: float  # the chance that a service keeps to its threshold
    label_since: float  # labels written down in this week or later count
    start: np.uint64  # where the stream that says who is held to a threshold starts


@process(
    says="a service is chosen; it assesses, accepts, turns away",
    writes=(
        "people.assessed, people.bounces, people.label, people.mode, people.referrer, "
        "people.service, people.since, people.status, people.stories, people.strength, "
        "people.trust, services.flow, services.futility, services.goodwill, services.knowledge, "
        "services.spent, events, handed_on, refused"
    ),
    draws="referral, threshold",
)
def refer(world: World) -> None:
    """Every request of the week knocks on one door."""
    if not world.services.count:
        return
    asked, levers = world.asked, world.levers
    rules = Rules(
        world.clock,
        levers.shared_front_door,
        levers.open_book,
        levers.threshold_rigidity,
        world.clock - levers.label_effect * world.constants.referral.label_weeks,
        world.luck.start("threshold", world.week),
    )
    draws = world.luck.several(5, "referral", world.week, asked.row)
    service, taken, intake = _refer(world.record, asked, draws, rules)
    world.events.add_all(intake.happened)
    world.enter(Status.WAITING, intake.joined)
    world.refused.append(intake.refused)
    world.handed_on = intake.handed_on
    meet(world, asked, service, taken)


@compiled
def _refer(world: World, asked: Asked, draws: Draws, rules: Rules) -> tuple[Rows, Flags, Intake]:
    """The service asked for each request, whether it accepts, (n,), and what that leads to."""
    through_door = draws[DOOR] < rules.front_door
    service = choose_service(world, asked, through_door, draws[SERVICE], rules.open_book)
    outcome, case, labelled = _decide(world, asked, service, draws, rules)
    answers = Answers(service, through_door, outcome, case, labelled)
    intake = receive(world, asked, answers, draws[SENT_AWAY], rules.open_book, rules.clock)
    return service, outcome >= ACCEPTED_SIMPLE, intake


@compiled
def _decide(
    world: World, asked: Asked, service: Rows, draws: Draws, rules: Rules
) -> tuple[Rows, Rows, Flags]:
    """Outcome, case and whether it was labelled, of each request, as in ``Answers``.

    The outcome is NO_DOOR where no service was found. Rigid services keep to their threshold,
    which creeps up where they are busy. Where more come than a queue has room for, those of the
    lowest draw for ``ROOM`` are let in.
    """
    people, services, constants = world.people, world.services, world.constants
    turn, willing, need = draws[ROOM], draws[WILLING], people.need
    goodwill, chance, referral = services.goodwill, services.chance, constants.referral
    label, need_line = people.label, referral.complex_need
    complex_count, floor = referral.complex_count, constants.learning.floor
    room = np.ceil(referral.queue_limit * services.open_places) - services.waiting
    rigid, threshold = rules.rigidity, services.threshold
    creep = rigid * referral.threshold_creep * services.busy
    line = np.minimum(threshold + creep, 1) * (threshold > 0)
    last = _last_turn(service, turn, room)
    outcome, kinds = np.empty((2, service.size), dtype=np.int64)
    by_label = np.zeros(service.size, dtype=np.bool_)
    for i in range(service.size):
        row, k, by = asked.row[i], asked.need[i], service[i]
        shown, labelled = _shown(need, label, row, k, rules.label_since, need_line)
        kind = kinds[i] = 1 if labelled >= complex_count else 0
        if by < 0:
            outcome[i] = NO_DOOR
        elif turn[i] > last[by]:
            outcome[i] = QUEUE_FULL
        elif need[row, k] < line[by] and chance_of(draw(rules.start, row)) < rigid:
            outcome[i] = BELOW_THRESHOLD
        else:
            habit, liking = chance[by, kind, ACCEPT], goodwill[asked.referrer[i], by]
            accepts = _accepts(habit, liking, referral.goodwill_accept)
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
def _accepts(habit: float, goodwill: float, goodwill_weight: float) -> float:
    """A habit p of accepting, eased by goodwill g: p / (p + (1 - p) exp(-weight (g - 0.5)))."""
    eased = goodwill_weight * (goodwill - NEUTRAL_GOODWILL)
    return habit / (habit + (1 - habit) * math.exp(-eased))


@compiled
def _shown(
    need: NDArray[Any],
    label: NDArray[np.int16],
    row: int,
    asked: int,
    label_since: float,
    need_line: float,
) -> tuple[int, int]:
    """How many needs show beside the one asked for; and how many show or carry a label.

    A need above ``need_line`` shows; a label counts if it was written down in ``label_since`` or
    later.
    """
    shown, labelled = 0, 0
    for k in range(need.shape[1]):
        shows = need[row, k] > need_line
        shown += (k != asked) & shows
        labelled += (k != asked) & (shows | (label[row, k] >= label_since))
    return shown, labelled
