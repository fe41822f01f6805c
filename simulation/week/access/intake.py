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
from simulation.world.hours import COORDINATION, RECORDING
from simulation.world.services import ACCEPT, WARM

from .service_choice import hope

Flags = NDArray[np.bool_]
Draws = NDArray[np.float64]
ANSWER = -1  # its kind is what becomes of the request
QUEUE_FULL, REFUSED_SIMPLE, ACCEPTED_SIMPLE = map(
    int, (Kind.QUEUE_FULL, Kind.REFUSED_SIMPLE, Kind.ACCEPTED_SIMPLE)
)
LABELLED, STORY_TOLD, RE_PRESENTED, HANDED_WARM = map(
    int, (Kind.LABELLED, Kind.STORY_TOLD, Kind.RE_PRESENTED, Kind.HANDED_WARM)
)
COMPLEX, CAME_WARM = Mode.COMPLEX, Mode.CAME_WARM


def receive(
    world: World, asked: Asked, service: Rows, outcome: Rows, kind: Rows, labelled: Flags,
    through_door: Flags, draw: Draws,
) -> None:  # fmt: skip
    """Stories are told, those accepted join the queue, and others are turned away, cold or warm.

    Those handed on warm are sent on by who turned them away, next week.
    """
    people, services = world.people, world.services
    model, effort = world.constants.referral, world.constants.effort
    happened, joins, handed, refused = _receive(
        asked, service, outcome, kind, labelled, through_door, draw, people.assessed,
        people.stories, people.label, people.service, people.referrer, people.mode, people.ended,
        people.bounces, people.trust, people.strength, services.spent, services.chance,
        hope(world, itself=False), world.clock, model.assessment_weeks,
        world.constants.support.return_weeks, model.bounce_trust, model.bounce_trust_warm,
        world.constants.life.strength_from_bounce, effort.front_door, effort.assessment,
        effort.warm, effort.chase,
    )  # fmt: skip
    world.events.add_all(happened)
    world.enter(Status.WAITING, joins)
    world.refused.append(Refused(*refused))
    world.handed_on = Asked(*handed)


@compiled
def _receive(
    asked: Asked,
    service: Rows,
    outcome: Rows,
    kind: Rows,
    labelled: Flags,
    through_door: Flags,
    draw: Draws,
    assessed: NDArray[np.int16],
    stories: NDArray[np.int16],
    label: NDArray[np.int16],
    service_of: NDArray[np.int16],
    referrer_of: NDArray[np.int16],
    mode: NDArray[np.uint8],
    ended: NDArray[np.int16],
    bounces: NDArray[np.int16],
    trust: NDArray[Any],
    strength: NDArray[Any],
    spent: NDArray[np.float64],
    chance: NDArray[np.float64],
    hopes: NDArray[np.float64],
    clock: int,
    holds: int,
    return_weeks: int,
    kept: float,
    kept_warm: float,
    loss: float,
    front_door: float,
    assessment: float,
    warm_effort: float,
    chase: float,
) -> tuple[Rows, Rows, tuple[Rows, Rows, Rows, Rows, Flags, Flags], tuple[Rows, Rows, Draws]]:
    """What happened, (5, m); tracks that join; columns of ``Asked`` and ``Refused``."""
    told = _told(
        asked, service, outcome, through_door, assessed, stories, label, spent, clock, holds,
        front_door, assessment,
    )  # fmt: skip
    joins = (outcome >= ACCEPTED_SIMPLE).nonzero()[0]
    warm = _join(joins, asked, service, outcome, service_of, referrer_of, mode, spent, warm_effort)
    back = np.zeros(service.size, dtype=np.bool_)
    for i in joins:
        back[i] = ended[asked.row[i], asked.need[i]] >= clock - return_weeks
    away = (outcome < ACCEPTED_SIMPLE).nonzero()[0]
    sent_on = _send_away(away, asked, service, kind, draw, chance, hopes, spent, chase)
    for i in away:
        _bounce(asked.row[i], bounces, trust, strength, kept_warm if sent_on[i] else kept, loss)
    refusing = away[outcome[away] >= REFUSED_SIMPLE]
    odds = np.empty(refusing.size)
    for place, i in enumerate(refusing):
        odds[place] = chance[service[i], kind[i], ACCEPT]
    happened = _happened(asked, service, outcome, labelled, told, back, warm)
    sent, yes = sent_on.nonzero()[0], sent_on[sent_on]
    handed = asked.track[sent], asked.row[sent], asked.need[sent], service[sent], yes, yes
    return happened, asked.track[joins], handed, (service[refusing], kind[refusing], odds)


@compiled
def _happened(
    asked: Asked, service: Rows, outcome: Rows, labelled: Flags, told: Flags, back: Flags,
    warm: Flags,
) -> Rows:  # fmt: skip
    """Kind, row, need, service and other of what happened, (5, m): answers, then what they left."""
    lost = service < 0
    m = service.size + labelled.sum() + told.sum() + back.sum() + warm.sum()
    happened, count = np.empty((5, m), dtype=np.int64), 0
    for whom, kind, names in (
        (lost, ANSWER, True), (labelled, LABELLED, False), (~lost, ANSWER, True),
        (told, STORY_TOLD, False), (back, RE_PRESENTED, False), (warm, HANDED_WARM, True),
    ):  # fmt: skip
        for i in range(service.size):
            if whom[i]:
                happened[0, count] = outcome[i] if kind == ANSWER else kind
                happened[1, count], happened[2, count] = asked.row[i], asked.need[i]
                happened[3, count] = service[i]
                happened[4, count] = asked.referrer[i] if names else -1
                count += 1
    return happened


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
    front_door: float,
    assessment: float,
) -> Flags:
    """Who tells their story, (n,): nobody where a queue is full; adds contacts to ``spent``."""
    told = np.zeros(service.size, dtype=np.bool_)
    for i in range(service.size):
        row = asked.row[i]
        if outcome[i] <= QUEUE_FULL:  # or where there is no door
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


@compiled
def _send_away(
    away: Rows,
    asked: Asked,
    service: Rows,
    kind: Rows,
    draw: Draws,
    chance: NDArray[np.float64],
    hopes: NDArray[np.float64],
    spent: NDArray[np.float64],
    chase: float,
) -> Flags:
    """Who is turned away but handed on warm, as far as there is hope elsewhere, (n,).

    The service that referred them chases what failed. Who found no door is sent on by nobody.
    """
    warm = np.zeros(service.size, dtype=np.bool_)
    for i in away:
        by = service[i]
        if by >= 0:
            warm[i] = draw[i] < chance[by, kind[i], WARM] * hopes[by, asked.need[i]]
            if asked.referrer[i] < spent.shape[0]:
                spent[asked.referrer[i], COORDINATION] += chase
    return warm


@compiled
def _bounce(
    row: int,
    bounces: NDArray[np.int16],
    trust: NDArray[Any],
    strength: NDArray[Any],
    kept: float,
    loss: float,
) -> None:
    """What being turned away does to a person: a share of trust is kept, of strength lost."""
    bounces[row] += 1
    trust[row] *= kept
    strength[row] *= 1 - loss
