"""Referrals: a service is chosen, it assesses, and it accepts, turns away, or hands on warm.

Reads need, label, edges, chances, places, queues. Writes status, service, mode, referrer, trust,
strength, stories, bounces, label, assessed, edges, spent hours, those handed on, refusals. Draws
streams "referral": for each request, the front door, the service, room in its queue, acceptance,
and how the person is sent away; "threshold", whether it is kept to.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Asked, Kind, Mode, Refused, Status, Tracks, World, only
from simulation.world.services import ACCEPT, COORDINATION, RECORDING, WARM

from .choosing import choose_service
from .edges import meet

Flags = NDArray[np.bool_]
Draws = NDArray[np.float64]
DOOR, SERVICE, ROOM, WILLING, SENT_AWAY = range(5)  # rows of the draws
(NO_DOOR, QUEUE_FULL, BELOW_THRESHOLD, REFUSED_SIMPLE, REFUSED_COMPLEX, ACCEPTED_SIMPLE) = map(
    int,
    (Kind.NO_DOOR, Kind.QUEUE_FULL, Kind.BELOW_THRESHOLD, Kind.REFUSED_SIMPLE,
     Kind.REFUSED_COMPLEX, Kind.ACCEPTED_SIMPLE),
)  # fmt: skip
STORY_TOLD, RE_PRESENTED, HANDED_WARM, LABELLED = map(
    int, (Kind.STORY_TOLD, Kind.RE_PRESENTED, Kind.HANDED_WARM, Kind.LABELLED)
)


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
    outcome = _outcomes(world, knock)
    asked, service = knock.asked, knock.service
    world.events.add(outcome, asked.row, asked.need, service, asked.referrer)
    _assess(world, knock, outcome != QUEUE_FULL)
    taken = outcome >= ACCEPTED_SIMPLE
    joins, away = taken.nonzero()[0], (~taken).nonzero()[0]
    _take_on(world, only(asked, joins), service[joins], outcome[joins])
    _turn_away(world, only(asked, away), service[away], outcome[away], knock.draws[SENT_AWAY, away])
    meet(world, asked, service, taken)


def _without_the_lost(world: World, knock: Knock) -> Knock:
    """Those whom nobody knows where to send are turned away at once."""
    asked, service, through_door, draws = knock
    lost = service < 0
    if not lost.any():
        return knock
    world.events.add(NO_DOOR, asked.row[lost], asked.need[lost], -1, asked.referrer[lost])
    _bounce(world, asked.row[lost], np.zeros(np.count_nonzero(lost), dtype=bool))
    found = (~lost).nonzero()[0]
    draws = draws.take(found, axis=1)
    return Knock(only(asked, found), service[found], through_door[found], draws)


def _outcomes(world: World, knock: Knock) -> Rows:
    """What becomes of each request, as a ``Kind``."""
    asked, service = knock.asked, knock.service
    kind, by_label = _complexity(world, asked)
    outcome = kind + REFUSED_SIMPLE
    outcome += 2 * _willing(world, asked, service, kind, knock.draws[WILLING])
    outcome[_below_threshold(world, asked, service)] = BELOW_THRESHOLD
    outcome[_queue_full(world, service, knock.draws[ROOM])] = QUEUE_FULL
    by_label &= outcome >= REFUSED_SIMPLE
    world.events.add(LABELLED, asked.row[by_label], asked.need[by_label], service[by_label])
    return outcome


def _below_threshold(world: World, asked: Asked, service: Rows) -> Flags:
    """Who is refused for being below a service's threshold; under pressure, rigid ones creep up."""
    services, rigid = world.services, world.levers.threshold_rigidity
    creep = rigid * world.setting.model.referral.threshold_creep * services.busy
    line = np.minimum(services.threshold + creep, 1) * (services.threshold > 0)
    below: Flags = world.people.need.reshape(-1)[asked.track] < line[service]
    near = below.nonzero()[0]
    below[near] = world.luck.uniform("threshold", world.week, asked.row[near]) < rigid
    return below


def _queue_full(world: World, service: Rows, draw: Draws) -> Flags:
    """Where more come than a queue has room for, luck says who finds it full."""
    services, limit = world.services, world.setting.model.referral.queue_limit
    room = np.maximum(np.ceil(limit * services.open_places) - services.waiting, 0)
    order = np.argsort(service + draw)
    ordered = service[order]
    full = np.empty(service.size, dtype=bool)
    full[order] = rank_within(ordered) >= room[ordered]
    return full


def rank_within(groups: Rows) -> Rows:
    """Rank 0, 1, ... of each element within its group; ``groups`` sorted, shape (n,)."""
    counts = np.bincount(groups)
    starts = np.add.accumulate(counts)
    starts -= counts
    rank: Rows = np.arange(groups.size) - starts[groups]
    return rank


def _complexity(world: World, asked: Asked) -> tuple[Rows, Flags]:
    """1 where enough other needs show, past labels counted, else 0; and where labels decide."""
    people, referral = world.people, world.setting.model.referral
    shows = people.need.take(asked.row, axis=0) > referral.complex_need
    sticks = world.clock - world.levers.label_effect * referral.label_weeks
    labelled = shows | (people.label.take(asked.row, axis=0) >= sticks)
    kind = _others(labelled, asked.need) >= referral.complex_count
    by_label = kind & (_others(shows, asked.need) < referral.complex_count)
    return kind.astype(np.int64), by_label


def _others(shows: Flags, need: Rows) -> NDArray[np.int8]:
    """How many needs show beside the one that help is asked for, (n,); changes ``shows``."""
    shows[np.arange(need.size), need] = False
    # bytes, and einsum instead of .sum(1), which is four times slower along short rows
    others: NDArray[np.int8] = np.einsum("nk->n", shows.view(np.int8))
    return others


def _willing(world: World, asked: Asked, service: Rows, kind: Rows, draw: Draws) -> Flags:
    """Chosen acceptance: a habit, eased by goodwill towards who refers."""
    services, floor = world.services, world.setting.learning.floor
    goodwill = services.goodwill[asked.referrer, service] - 0.5
    opens = np.exp(-world.setting.model.referral.goodwill_accept * goodwill)
    habit = services.chance[service, kind, ACCEPT]
    chance = habit / (habit + (1 - habit) * opens)
    willing: Flags = draw < np.minimum(np.maximum(chance, floor), 1 - floor)
    return willing


def _assess(world: World, knock: Knock, assessed: Flags) -> None:
    """The story is told and hours are spent, unless a front door trusts a recent assessment."""
    people, model, clock = world.people, world.setting.model, world.clock
    services, count, asked = world.services, world.services.count, knock.asked
    told = assessed
    if world.levers.shared_front_door > 0:
        recent = people.assessed[asked.row] >= clock - model.referral.assessment_weeks
        told = assessed & ~(knock.through_door & recent)
        door = np.bincount(knock.service[knock.through_door & assessed], minlength=count)
        services.spent[:, COORDINATION] += model.effort.front_door * door
    row, by = asked.row[told], knock.service[told]
    services.spent[:, RECORDING] += model.effort.assessment * np.bincount(by, minlength=count)
    people.stories[row] += 1
    people.assessed[row] = clock
    people.label.reshape(-1)[asked.track[told]] = clock
    world.events.add(STORY_TOLD, row, asked.need[told], by)


def _take_on(world: World, asked: Asked, service: Rows, outcome: Rows) -> None:
    """Those accepted join the queue; a warm handover takes time on both sides."""
    people, count, track = world.people, world.services.count, asked.track
    since = world.clock - world.setting.model.support.return_weeks
    back = people.ended.reshape(-1)[track] >= since
    world.events.add(RE_PRESENTED, asked.row[back], asked.need[back], service[back])
    people.service.reshape(-1)[track] = service
    people.referrer.reshape(-1)[track] = asked.referrer
    mode = (outcome != ACCEPTED_SIMPLE) * np.uint8(Mode.COMPLEX)
    mode += asked.warm * np.uint8(Mode.CAME_WARM)
    people.mode.reshape(-1)[track] = mode
    now = np.full(track.size, world.clock, dtype=np.int16)
    world.enter(Status.WAITING, Tracks(track, asked.row, asked.need, service, mode, now))
    warm = (asked.warm & (asked.referrer < world.community)).nonzero()[0]
    if warm.size:
        giver, taker = asked.referrer[warm], service[warm]
        sides = np.bincount(giver, minlength=count) + np.bincount(taker, minlength=count)
        world.services.spent[:, COORDINATION] += world.setting.model.effort.warm * sides
        world.events.add(HANDED_WARM, asked.row[warm], asked.need[warm], taker, giver)


def _turn_away(world: World, asked: Asked, service: Rows, outcome: Rows, draw: Draws) -> None:
    """Cold or warm; those handed on warm are sent on by who turned them away, next week."""
    services = world.services
    kind = (outcome == REFUSED_COMPLEX).astype(np.int64)
    chance = services.chance[service, kind]
    warm = (draw < chance[:, WARM]) & _others_help(world, asked.need, service)
    _bounce(world, asked.row, warm)
    chased = np.bincount(asked.referrer, minlength=services.count + 1)[:-1]
    services.spent[:, COORDINATION] += world.setting.model.effort.chase * chased
    decided = outcome >= REFUSED_SIMPLE
    world.refused.append(Refused(service[decided], kind[decided], chance[decided, ACCEPT]))
    track, row, need, *_ = only(asked, warm)
    world.handed_on = Asked(track, row, need, service[warm], warm[warm], warm[warm])


def _others_help(world: World, need: Rows, service: Rows) -> Flags:
    """Whether any other service takes cases of a need, so that there is where to hand on to."""
    takes = world.services.cases_for * (world.services.open_places > 0)
    others: Flags = takes.sum(1)[need] > takes[need, service]
    return others


def _bounce(world: World, rows: Rows, warm: Flags) -> None:
    """What being turned away does to a person."""
    people, referral, real = world.people, world.setting.model.referral, world.setting.real
    people.bounces[rows] += 1
    kept = np.array([referral.bounce_trust, referral.bounce_trust_warm], dtype=real)
    people.trust[rows] *= kept[warm.view(np.int8)]
    people.strength[rows] *= 1 - world.setting.model.life.strength_from_bounce
