"""Referrals: a service is chosen, it assesses, and it accepts, turns away, or hands on warm.

Reads need, label, edges, chances, places, queues. Writes status, service, mode, referrer, trust,
strength, stories, bounces, label, assessed, edges, spent hours, those handed on, refusals. Draws
streams "referral": for each request, the front door, the service, room in its queue, acceptance,
and how the person is sent away; "threshold", whether it is kept to.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw
from simulation.world import Asked, Kind, World, only
from simulation.world.services import ACCEPT

from .choosing import choose_service
from .edges import meet
from .reception import bounce, receive

Flags = NDArray[np.bool_]
Draws = NDArray[np.float64]
GOODWILL = 0.5  # neither ill nor good
BY_LABEL = 1 << 8  # beside the kinds
DOOR, SERVICE, ROOM, WILLING, SENT_AWAY = range(5)  # rows of the draws
(NO_DOOR, QUEUE_FULL, BELOW_THRESHOLD, REFUSED_SIMPLE, REFUSED_COMPLEX, ACCEPTED_SIMPLE) = map(
    int,
    (Kind.NO_DOOR, Kind.QUEUE_FULL, Kind.BELOW_THRESHOLD, Kind.REFUSED_SIMPLE,
     Kind.REFUSED_COMPLEX, Kind.ACCEPTED_SIMPLE),
)  # fmt: skip
LABELLED = int(Kind.LABELLED)


class Knock(NamedTuple):
    """Requests at the door of a service; all of shape (n,) unless said."""

    asked: Asked
    service: Rows
    through_door: Flags  # the shared front door
    draws: Draws  # (5, n)


def refer(world: World, asked: Asked) -> None:
    """Every request of the week knocks on one door."""
    if not world.services.count:
        return
    draws = world.luck.several(5, "referral", world.week, asked.row)
    through_door = draws[DOOR] < world.levers.shared_front_door
    service = choose_service(world, asked, through_door, draws[SERVICE])
    knock = _without_the_lost(world, Knock(asked, service, through_door, draws))
    outcome, kind = _outcomes(world, knock)
    asked, service = knock.asked, knock.service
    world.events.add(outcome, asked.row, asked.need, service, asked.referrer)
    receive(world, asked, service, outcome, kind, knock.through_door, knock.draws[SENT_AWAY])
    meet(world, asked, service, outcome >= ACCEPTED_SIMPLE)


def _without_the_lost(world: World, knock: Knock) -> Knock:
    """Those whom nobody knows where to send are turned away at once."""
    asked, service, through_door, draws = knock
    lost = service < 0
    if not lost.any():
        return knock
    world.events.add(NO_DOOR, asked.row[lost], asked.need[lost], -1, asked.referrer[lost])
    people = world.people
    bounce(
        asked.row[lost], people.bounces, people.trust, people.strength,
        world.setting.model.referral.bounce_trust, world.setting.model.life.strength_from_bounce,
    )  # fmt: skip
    found = (~lost).nonzero()[0]
    draws = draws.take(found, axis=1)
    return Knock(only(asked, found), service[found], through_door[found], draws)


def _outcomes(world: World, knock: Knock) -> tuple[Rows, Rows]:
    """What becomes of each request, as a ``Kind``; and whether its case is 0 simple, 1 complex."""
    asked, service, services = knock.asked, knock.service, world.services
    model, rigid = world.setting.model, world.levers.threshold_rigidity
    found, kind = _decide(
        asked, service, np.argsort(service + knock.draws[ROOM]), knock.draws[WILLING],
        world.people.need, world.people.label, services.threshold, services.busy,
        services.open_places, services.waiting, services.goodwill, services.chance, rigid,
        world.clock - world.levers.label_effect * model.referral.label_weeks,
        world.luck.start("threshold", world.week), world.setting.learning.floor,
        world.setting.constants.referral,
    )  # fmt: skip
    labelled = found > BY_LABEL
    if not labelled.any():
        return found, kind
    world.events.add(LABELLED, asked.row[labelled], asked.need[labelled], service[labelled])
    return found % BY_LABEL, kind


@compiled
def _decide(
    asked: Asked,
    service: Rows,
    order: Rows,
    willing: Draws,
    need: NDArray[Any],
    label: NDArray[np.int16],
    threshold: NDArray[np.float64],
    busy: NDArray[np.float64],
    places: Rows,
    waiting: Rows,
    goodwill: NDArray[np.float64],
    chance: NDArray[np.float64],
    rigid: float,
    sticks: float,
    start: np.uint64,
    floor: float,
    referral: Any,
) -> tuple[Rows, Rows]:
    """What becomes of each request, as a ``Kind``, with BY_LABEL added where labels decide, (n,).

    Also whether its case is 0 simple or 1 complex, (n,), whatever becomes of it. Chosen
    acceptance is a habit, (S, 2, decisions), eased by goodwill towards who refers, (S + 1, S):
    p / (p + (1 - p) exp(-g (goodwill - 0.5))). Rigid services keep to their threshold, which
    creeps up where they are busy. Where more come than a queue has room for, luck says in which
    ``order``.
    """
    room = np.ceil(referral.queue_limit * places) - waiting
    creep = rigid * referral.threshold_creep * busy
    line = np.minimum(threshold + creep, 1) * (threshold > 0)
    outcome, kinds = np.empty((2, service.size), dtype=np.int64)
    full = np.empty(service.size, dtype=np.bool_)
    full[order] = _beyond(service[order], room)
    for i in range(service.size):
        row, k, by = asked.row[i], asked.need[i], service[i]
        shown = _shown(need[row], label[row], k, np.inf, referral.complex_need)
        labelled = _shown(need[row], label[row], k, sticks, referral.complex_need)
        kind = kinds[i] = 1 if labelled >= referral.complex_count else 0
        eased = referral.goodwill_accept * (goodwill[asked.referrer[i], by] - GOODWILL)
        habit, opens = chance[by, kind, ACCEPT], np.exp(-eased)
        accepts = min(max(habit / (habit + (1 - habit) * opens), floor), 1 - floor)
        outcome[i] = REFUSED_SIMPLE + kind + 2 * (willing[i] < accepts)
        if full[i]:
            outcome[i] = QUEUE_FULL
        elif need[row, k] < line[by] and chance_of(draw(start, row)) < rigid:
            outcome[i] = BELOW_THRESHOLD
        elif kind == 1 and shown < referral.complex_count:
            outcome[i] += BY_LABEL
    return outcome, kinds


@compiled
def _beyond(groups: Rows, room: NDArray[Any]) -> Flags:
    """Who of those in each group, in order, comes after as many as there is room for, (n,)."""
    beyond, left = np.empty(groups.size, dtype=np.bool_), room.copy()
    for i in range(groups.size):
        beyond[i] = left[groups[i]] <= 0
        left[groups[i]] -= 1
    return beyond


@compiled
def _shown(
    need: NDArray[Any], label: NDArray[np.int16], asked: int, sticks: float, line: float
) -> int:
    """How many of a person's needs show beside the one asked for, labels since ``sticks`` too."""
    shown = 0
    for k in range(need.size):
        shown += k != asked and (need[k] > line or label[k] >= sticks)
    return shown
