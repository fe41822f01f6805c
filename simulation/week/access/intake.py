"""What the answer to a request leaves: a story told, a place in the queue, or a bounce.

Reads labels, ended, chances, levers. Writes status, service, mode, referrer, trust, strength,
stories, bounces, label, assessed, spent hours, those handed on, refusals. Draws what it is handed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.world import Asked, Kind, Mode, Refused, Services, World
from simulation.world.constants import Constants
from simulation.world.event_log import KIND, NEED, OTHER, ROW, SERVICE
from simulation.world.hours import COORDINATION, RECORDING
from simulation.world.people import Columns
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


class Answers(NamedTuple):
    """What services answer to requests; all of shape (n,)."""

    service: Rows  # that was asked, -1 for none
    through_door: Flags  # came through the shared front door
    outcome: Rows  # a ``Kind``
    case: Rows  # 0 simple, 1 complex, whatever becomes of it
    labelled: Flags  # a service that chose took the case for complex by labels alone


class Intake(NamedTuple):
    """What answers lead to."""

    happened: Rows  # events by their columns, (5, m)
    joined: Rows  # tracks that join a queue
    handed_on: Asked  # by who turned them away, next week
    refused: Refused


@compiled
def receive(
    world: World, asked: Asked, answers: Answers, draw: Draws, open_book: float, clock: int
) -> Intake:
    """Stories are told, those accepted join the queue, and others are turned away, cold or warm.

    ``draw`` says who is handed on warm, as far as there is hope elsewhere: a uniform number for
    each request, (n,).
    """
    people, services, constants = world.people, world.services, world.constants
    service, outcome, case = answers.service, answers.outcome, answers.case
    ended, chance, return_weeks = people.ended, services.chance, constants.support.return_weeks
    told = _tell(asked, answers, people, services, constants, clock)
    joins = (outcome >= ACCEPTED_SIMPLE).nonzero()[0]
    came_warm = _join(joins, asked, answers, people, services, constants)
    returned = np.zeros(service.size, dtype=np.bool_)
    for i in joins:
        returned[i] = ended[asked.row[i], asked.need[i]] >= clock - return_weeks
    away = (outcome < ACCEPTED_SIMPLE).nonzero()[0]
    hopes = hope(world, open_book, False)
    sent_on = _send_away(away, asked, answers, draw, services, hopes, constants)
    _bounce(asked.row[away], sent_on[away], people, constants)
    refusing = away[outcome[away] >= REFUSED_SIMPLE]
    odds = np.empty(refusing.size)
    for place, i in enumerate(refusing):
        odds[place] = chance[service[i], case[i], ACCEPT]
    happened = _happened(asked, answers, told, returned, came_warm)
    sent, yes = sent_on.nonzero()[0], sent_on[sent_on]
    handed_on = Asked(asked.track[sent], asked.row[sent], asked.need[sent], service[sent], yes, yes)
    refused = Refused(service[refusing], case[refusing], odds)
    return Intake(happened, asked.track[joins], handed_on, refused)


@compiled
def _happened(
    asked: Asked, answers: Answers, told: Flags, returned: Flags, came_warm: Flags
) -> Rows:
    """Events by their columns, (5, m): answers, then what they left."""
    service, labelled = answers.service, answers.labelled
    lost = service < 0
    m = service.size + labelled.sum() + told.sum() + returned.sum() + came_warm.sum()
    happened, count = np.empty((5, m), dtype=np.int64), 0
    for whom, kind, names_referrer in (
        (lost, ANSWER, True),
        (labelled, LABELLED, False),
        (~lost, ANSWER, True),
        (told, STORY_TOLD, False),
        (returned, RE_PRESENTED, False),
        (came_warm, HANDED_WARM, True),
    ):
        for i in range(service.size):
            if whom[i]:
                happened[KIND, count] = answers.outcome[i] if kind == ANSWER else kind
                happened[ROW, count], happened[NEED, count] = asked.row[i], asked.need[i]
                happened[SERVICE, count] = service[i]
                happened[OTHER, count] = asked.referrer[i] if names_referrer else -1
                count += 1
    return happened


@compiled
def _tell(
    asked: Asked,
    answers: Answers,
    people: Columns,
    services: Services,
    constants: Constants,
    clock: int,
) -> Flags:
    """Who tells their story, (n,): nobody where a queue is full; assessing takes contacts.

    The front door asks nobody again whose assessment still holds.
    """
    service, outcome, spent = answers.service, answers.outcome, services.spent
    assessed, stories, label = people.assessed, people.stories, people.label
    effort, holds = constants.effort, constants.referral.assessment_weeks
    told = np.zeros(service.size, dtype=np.bool_)
    for i in range(service.size):
        row = asked.row[i]
        if outcome[i] <= QUEUE_FULL:  # or where there is no door
            continue
        if answers.through_door[i]:
            spent[service[i], COORDINATION] += effort.front_door
            if assessed[row] >= clock - holds:
                continue
        told[i] = True
        spent[service[i], RECORDING] += effort.assessment
        stories[row] += 1
        assessed[row] = clock
        label[row, asked.need[i]] = clock
    return told


@compiled
def _join(
    joins: Rows,
    asked: Asked,
    answers: Answers,
    people: Columns,
    services: Services,
    constants: Constants,
) -> Flags:
    """Write down by whom and how tracks were taken on; says who was handed over warm, (n,)."""
    service, outcome, spent = answers.service, answers.outcome, services.spent
    service_of, referrer_of, mode = people.service, people.referrer, people.mode
    warm_effort = constants.effort.warm
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
    answers: Answers,
    draw: Draws,
    services: Services,
    hopes: NDArray[np.float64],
    constants: Constants,
) -> Flags:
    """Who is turned away but handed on warm, as far as there is hope elsewhere, (n,).

    The service that referred them chases what failed. Who found no door is sent on by nobody.
    """
    service, case = answers.service, answers.case
    chance, spent, chase = services.chance, services.spent, constants.effort.chase
    warm = np.zeros(service.size, dtype=np.bool_)
    for i in away:
        by = service[i]
        if by >= 0:
            warm[i] = draw[i] < chance[by, case[i], WARM] * hopes[by, asked.need[i]]
            if asked.referrer[i] < spent.shape[0]:
                spent[asked.referrer[i], COORDINATION] += chase
    return warm


@compiled
def _bounce(rows: Rows, sent_on: Flags, people: Columns, constants: Constants) -> None:
    """What being turned away does to people: a share of trust is kept, of strength lost."""
    bounces, trust, strength = people.bounces, people.trust, people.strength
    cold, warm = constants.referral.bounce_trust, constants.referral.bounce_trust_warm
    loss = constants.life.strength_from_bounce
    for i in range(rows.size):
        row = rows[i]
        bounces[row] += 1
        trust[row] *= warm if sent_on[i] else cold
        strength[row] *= 1 - loss
