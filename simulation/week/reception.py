"""What the answer to a request leaves: a story told, a place in the queue, or a bounce.

Reads labels, ended, chances, levers. Writes status, service, mode, referrer, trust, strength,
stories, bounces, label, assessed, spent hours, those handed on, refusals. Draws what it is handed.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.world import Asked, Kind, Mode, Refused, Status, World
from simulation.world.services import ACCEPT, COORDINATION, RECORDING, WARM

Flags = NDArray[np.bool_]
Draws = NDArray[np.float64]
(QUEUE_FULL, REFUSED_SIMPLE, REFUSED_COMPLEX, ACCEPTED_SIMPLE) = map(
    int, (Kind.QUEUE_FULL, Kind.REFUSED_SIMPLE, Kind.REFUSED_COMPLEX, Kind.ACCEPTED_SIMPLE)
)
STORY_TOLD, RE_PRESENTED, HANDED_WARM = map(
    int, (Kind.STORY_TOLD, Kind.RE_PRESENTED, Kind.HANDED_WARM)
)
COMPLEX, CAME_WARM = Mode.COMPLEX, Mode.CAME_WARM


def assess(world: World, asked: Asked, service: Rows, outcome: Rows, through_door: Flags) -> None:
    """The story is told and hours are spent, unless a front door trusts a recent assessment."""
    people, model = world.people, world.setting.model
    told = _told(
        asked, service, outcome, through_door, people.assessed, people.stories, people.label,
        world.services.spent, world.clock, model.referral.assessment_weeks,
        model.effort.assessment, model.effort.front_door,
    ).nonzero()[0]  # fmt: skip
    world.events.add(STORY_TOLD, asked.row[told], asked.need[told], service[told])


@compiled
def _told(
    asked: Asked,
    service: Rows,
    outcome: Rows,
    through_door: Flags,
    assessed: NDArray[np.int16],
    stories: NDArray[np.int16],
    label: NDArray[np.int16],
    spent: NDArray[np.float64],
    clock: int,
    holds: int,
    assessment: float,
    front_door: float,
) -> Flags:
    """Who tells their story, (n,): nobody where a queue is full; adds contacts to ``spent``."""
    told = np.zeros(service.size, dtype=np.bool_)
    for i in range(service.size):
        row = asked.row[i]
        if outcome[i] == QUEUE_FULL:
            continue
        if through_door[i]:
            spent[service[i], COORDINATION] += front_door
            if assessed[row] >= clock - holds:
                continue
        told[i] = True
        spent[service[i], RECORDING] += assessment
        stories[row] += 1
        assessed[row] = clock
        label[row, asked.need[i]] = clock
    return told


def take_on(world: World, asked: Asked, service: Rows, outcome: Rows) -> None:
    """Those accepted join the queue; a warm handover takes time on both sides."""
    people, joins = world.people, (outcome >= ACCEPTED_SIMPLE).nonzero()[0]
    warm = _join(
        joins, asked, service, outcome, people.service, people.referrer, people.mode,
        world.services.spent, world.setting.model.effort.warm,
    ).nonzero()[0]  # fmt: skip
    tracks = asked.track[joins]
    since = world.clock - world.setting.model.support.return_weeks
    back = joins[people.ended.reshape(-1)[tracks] >= since]
    world.events.add(RE_PRESENTED, asked.row[back], asked.need[back], service[back])
    world.events.add(
        HANDED_WARM, asked.row[warm], asked.need[warm], service[warm], asked.referrer[warm]
    )
    world.enter(Status.WAITING, tracks)


@compiled
def _join(
    joins: Rows,
    asked: Asked,
    service: Rows,
    outcome: Rows,
    service_of: NDArray[np.int16],
    referrer_of: NDArray[np.int16],
    mode: NDArray[np.uint8],
    spent: NDArray[np.float64],
    warm_effort: float,
) -> Flags:
    """Write down by whom and how tracks, (P, K), were taken on; says who was handed warm, (n,)."""
    warm = np.zeros(service.size, dtype=np.bool_)
    for i in joins:
        row, k, giver = asked.row[i], asked.need[i], asked.referrer[i]
        service_of[row, k], referrer_of[row, k] = service[i], giver
        mode[row, k] = COMPLEX * (outcome[i] != ACCEPTED_SIMPLE) + CAME_WARM * asked.warm[i]
        if asked.warm[i] and giver < spent.shape[0]:
            warm[i] = True
            spent[giver, COORDINATION] += warm_effort
            spent[service[i], COORDINATION] += warm_effort
    return warm


def turn_away(world: World, asked: Asked, service: Rows, outcome: Rows, draw: Draws) -> None:
    """Cold or warm; those handed on warm are sent on by who turned them away, next week."""
    people, services, model = world.people, world.services, world.setting.model
    away = (outcome < ACCEPTED_SIMPLE).nonzero()[0]
    warm = _send_away(
        away, asked, service, outcome, draw, services.chance,
        services.cases_for * (services.open_places > 0), services.spent, model.effort.chase,
    )  # fmt: skip
    for kind, kept in (
        (~warm, model.referral.bounce_trust),
        (warm, model.referral.bounce_trust_warm),
    ):
        bounce(
            asked.row[away[kind]], people.bounces, people.trust, people.strength, kept,
            model.life.strength_from_bounce,
        )  # fmt: skip
    decided = away[outcome[away] >= REFUSED_SIMPLE]
    by, kinds = service[decided], (outcome[decided] == REFUSED_COMPLEX).astype(np.int64)
    world.refused.append(Refused(by, kinds, services.chance[by, kinds, ACCEPT]))
    sent = away[warm]
    yes = np.ones(sent.size, dtype=bool)
    world.handed_on = Asked(
        asked.track[sent], asked.row[sent], asked.need[sent], service[sent], yes, yes
    )


@compiled
def _send_away(
    away: Rows,
    asked: Asked,
    service: Rows,
    outcome: Rows,
    draw: Draws,
    chance: NDArray[np.float64],
    takes: NDArray[np.float32],
    spent: NDArray[np.float64],
    chase: float,
) -> Flags:
    """Who of those turned away is handed on warm, where any other service takes such cases, (n,).

    The service that referred them chases what failed.
    """
    warm = np.zeros(away.size, dtype=np.bool_)
    for place in range(away.size):
        i = away[place]
        by, kind = service[i], 1 if outcome[i] == REFUSED_COMPLEX else 0
        others = takes[asked.need[i]].sum() > takes[asked.need[i], by]
        warm[place] = others and draw[i] < chance[by, kind, WARM]
        if asked.referrer[i] < spent.shape[0]:
            spent[asked.referrer[i], COORDINATION] += chase
    return warm


@compiled
def bounce(
    rows: Rows,
    bounces: NDArray[np.int16],
    trust: NDArray[Any],
    strength: NDArray[Any],
    kept: float,
    loss: float,
) -> None:
    """What being turned away does to people: a share of trust is kept, a share of strength lost."""
    for row in rows:
        bounces[row] += 1
        trust[row] *= kept
        strength[row] *= 1 - loss
