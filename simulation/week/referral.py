"""Referrals: a service is chosen, it assesses, and it accepts, turns away, or hands on warm.

Reads need, label, edges, chances, places, queues. Writes status, service, mode, referrer, trust,
strength, stories, bounces, label, assessed, edges, spent hours, those handed on. Draws stream
"referral": for each request, the front door, the service, room in its queue, acceptance, and how
the person is sent away.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Asked, Kind, Mode, Status, World
from simulation.world.services import ACCEPT, COORDINATION, RECORDING, WARM

from .choosing import choose_service
from .edges import meet
from .learning import learn_from_refusals

Flags = NDArray[np.bool_]
Draws = NDArray[np.float64]
DOOR, SERVICE, ROOM, WILLING, SENT_AWAY = range(5)  # rows of the draws


def refer(world: World, asked: Asked) -> None:
    """Every request of the week knocks on one door."""
    if not world.services.count:
        return
    draws = world.luck.several(5, "referral", world.week, asked.row)
    through_door = draws[DOOR] < world.levers.shared_front_door
    service = choose_service(world, asked, through_door, draws[SERVICE])
    asked, service, through_door, draws = _without_the_lost(
        world, asked, service, through_door, draws
    )
    outcome = _outcomes(world, asked, service, draws)
    world.events.add(outcome, asked.row, asked.need, service, asked.referrer)
    _assess(world, asked, service, through_door, outcome != Kind.QUEUE_FULL)
    taken = outcome >= Kind.ACCEPTED_SIMPLE
    _take_on(world, asked, service, outcome, taken)
    _turn_away(world, asked, service, outcome, draws[SENT_AWAY])
    meet(world, asked, service, taken)


def only(asked: Asked, chosen: Flags) -> Asked:
    """Some of the requests."""
    return Asked(*(column[chosen] for column in asked))


def _without_the_lost(
    world: World, asked: Asked, service: Rows, through_door: Flags, draws: Draws
) -> tuple[Asked, Rows, Flags, Draws]:
    """Those whom nobody knows where to send are turned away at once."""
    lost = service < 0
    if not lost.any():
        return asked, service, through_door, draws
    world.events.add(
        int(Kind.NO_DOOR), asked.row[lost], asked.need[lost], -1, asked.referrer[lost]
    )
    _bounce(world, asked.row[lost], np.zeros(int(lost.sum()), dtype=bool))
    found = ~lost
    return only(asked, found), service[found], through_door[found], draws[:, found]


def _outcomes(world: World, asked: Asked, service: Rows, draws: Draws) -> Rows:
    """What becomes of each request, as a ``Kind``."""
    kind = _complexity(world, asked)
    outcome = kind + int(Kind.REFUSED_SIMPLE)
    outcome[_willing(world, asked, service, kind, draws[WILLING])] += 2
    below = world.people.need.reshape(-1)[asked.track] < world.services.threshold[service]
    outcome[below] = Kind.BELOW_THRESHOLD
    outcome[_queue_full(world, service, draws[ROOM])] = Kind.QUEUE_FULL
    return outcome


def _queue_full(world: World, service: Rows, draw: NDArray[np.float64]) -> Flags:
    """Where more come than a queue has room for, luck says who finds it full."""
    services, limit = world.services, world.setting.model.referral.queue_limit
    room = np.maximum(np.ceil(limit * services.places).astype(np.int64) - services.waiting, 0)
    order = np.argsort(service + draw)
    full = np.empty(service.size, dtype=bool)
    full[order] = rank_within(service[order]) >= room[service[order]]
    return full


def rank_within(groups: Rows) -> Rows:
    """Rank 0, 1, ... of each element within its group; ``groups`` sorted, shape (n,)."""
    counts = np.bincount(groups)
    starts = np.cumsum(counts) - counts
    rank: Rows = np.arange(groups.size) - starts[groups]
    return rank


def _complexity(world: World, asked: Asked) -> Rows:
    """1 where enough other needs show, past labels counted; else 0."""
    people, referral = world.people, world.setting.model.referral
    shows = people.need[asked.row] > referral.complex_need
    shows |= people.label[asked.row] >= world.clock - referral.label_weeks
    shows.reshape(-1)[np.arange(asked.row.size) * shows.shape[1] + asked.need] = False
    kind: Rows = (shows.sum(1) >= referral.complex_count).astype(np.int64)
    return kind


def _willing(
    world: World, asked: Asked, service: Rows, kind: Rows, draw: NDArray[np.float64]
) -> Flags:
    """Chosen acceptance: a habit, eased by goodwill towards who refers."""
    services, floor = world.services, world.setting.learning.floor
    goodwill = services.goodwill[asked.referrer, service] - 0.5
    opens = np.exp(-world.setting.model.referral.goodwill_accept * goodwill)
    habit = services.chance[service, kind, ACCEPT]
    chance = np.clip(habit / (habit + (1 - habit) * opens), floor, 1 - floor)
    willing: Flags = draw < chance
    return willing


def _assess(
    world: World, asked: Asked, service: Rows, through_door: Flags, assessed: Flags
) -> None:
    """The story is told and hours are spent, unless a front door trusts a recent assessment."""
    people, model, clock = world.people, world.setting.model, world.clock
    services, count = world.services, world.services.count
    recent = people.assessed[asked.row] >= clock - model.referral.assessment_weeks
    told = assessed & ~(through_door & recent)
    row, need, by = asked.row[told], asked.need[told], service[told]
    services.spent[:, RECORDING] += model.effort.assessment * np.bincount(by, minlength=count)
    door = np.bincount(service[through_door & assessed], minlength=count)
    services.spent[:, COORDINATION] += model.effort.front_door * door
    people.stories[row] += 1
    people.assessed[row] = clock
    people.label.reshape(-1)[asked.track[told]] = clock
    world.events.add(int(Kind.STORY_TOLD), row, need, by)


def _take_on(world: World, asked: Asked, service: Rows, outcome: Rows, taken: Flags) -> None:
    """Those accepted join the queue; a warm handover takes time on both sides."""
    people, support = world.people, world.setting.model.support
    asked, service, outcome = only(asked, taken), service[taken], outcome[taken]
    track = asked.track
    back = people.ended.reshape(-1)[track] >= world.clock - support.return_weeks
    world.events.add(int(Kind.RE_PRESENTED), asked.row[back], asked.need[back], service[back])
    world.set_status(track, Status.WAITING)
    people.service.reshape(-1)[track] = service
    people.referrer.reshape(-1)[track] = asked.referrer
    kind = outcome - int(Kind.ACCEPTED_SIMPLE)
    people.mode.reshape(-1)[track] = kind * Mode.COMPLEX + asked.warm * Mode.CAME_WARM
    warm = asked.warm & (asked.referrer < world.community)
    giver, taker, count = asked.referrer[warm], service[warm], world.services.count
    sides = np.bincount(giver, minlength=count) + np.bincount(taker, minlength=count)
    world.services.spent[:, COORDINATION] += world.setting.model.effort.warm * sides
    world.events.add(int(Kind.HANDED_WARM), asked.row[warm], asked.need[warm], taker, giver)


def _turn_away(
    world: World, asked: Asked, service: Rows, outcome: Rows, draw: NDArray[np.float64]
) -> None:
    """Cold or warm; those handed on warm are sent on by who turned them away, next week."""
    away = outcome < Kind.ACCEPTED_SIMPLE
    asked, service, outcome = only(asked, away), service[away], outcome[away]
    kind = (outcome == Kind.REFUSED_COMPLEX).astype(np.int64)
    warm = draw[away] < world.services.chance[service, kind, WARM]
    _bounce(world, asked.row, warm)
    chased = np.bincount(asked.referrer, minlength=world.services.count + 1)[:-1]
    world.services.spent[:, COORDINATION] += world.setting.model.effort.chase * chased
    decided = outcome >= Kind.REFUSED_SIMPLE
    learn_from_refusals(world, service[decided], kind[decided])
    world.handed_on = Asked(
        asked.track[warm], asked.row[warm], asked.need[warm], service[warm], warm[warm]
    )


def _bounce(world: World, rows: Rows, warm: Flags) -> None:
    """What being turned away does to a person."""
    people, referral, real = world.people, world.setting.model.referral, world.setting.real
    people.bounces[rows] += 1
    kept = np.array([referral.bounce_trust, referral.bounce_trust_warm], dtype=real)
    people.trust[rows] *= kept[warm.astype(np.int64)]
    people.strength[rows] *= real(1 - world.setting.model.life.strength_from_bounce)
