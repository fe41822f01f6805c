"""Case decisions are reinforced by the payoff they later earn.

Reads payoffs, habits as they were, those handed on, affiliation. Writes habits, running averages.
Draws nothing.

The policy gradient is REINFORCE with a running baseline (Williams 1992, "Simple statistical
gradient-following algorithms"); the alternative is the reinforcement model of Roth and Erev
(1995, "Learning in extensive-form games"), or hill-climbing (``hill_climbing.py``).
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.week.felt.pressure import stake_felt
from simulation.world import Closed, Refused, Status, World
from simulation.world.people import Columns
from simulation.world.services import ACCEPT, DECISIONS, GENEROUS, JOINT, THIN, WAYS

Array = NDArray[np.float64]
NONE = Status.NONE
_BITS = np.array((0, *WAYS), dtype=np.uint8)  # of a mode that stand for each decision
_STRONGEST = 3.0  # an outcome counts as at most this many standard deviations from usual


class Usual(NamedTuple):
    """What a case of each service pays and takes, (S,)."""

    pay: Array
    hours: Array
    square: Array
    busy: Array


class Habits(NamedTuple):
    """What is learned: (S, 2, decisions), for the second not doing and doing; and how."""

    logit: Array
    propensity: Array
    by_odds: bool  # as the policy gradient moves them
    rate: float


def learn_from_cases(world: World, due: Closed, payoff: Array) -> None:
    """Followed-up cases teach the service that had them; ``payoff`` is of shape (n,)."""
    services, effort = world.services, world.constants.effort
    cost = np.zeros(len(DECISIONS))
    cost[GENEROUS], cost[JOINT], cost[THIN] = effort.generous, effort.joint, effort.thin - 1
    hours = _hours(due.mode, due.weeks, cost, effort.assessment)
    if _by_case(world):
        alone = payoff - _displaced(world, due)  # whoever works alone sends nobody on
        habits = _habits(world)
        _teach(due, payoff, alone, hours, _usual(world), services.chance_log, habits)
        _follow_habits(world)
    services.earned += np.bincount(due.service, weights=payoff, minlength=services.count)
    follow(
        world,
        due.service,
        (services.usual_pay, payoff),
        (services.usual_hours, hours),
        (services.usual_square, payoff * payoff),
    )


def learn_from_refusals(world: World, refused: Refused) -> None:
    """A refusal earns nothing and costs the hours of an assessment."""
    if _by_case(world) and refused.service.size:
        effort = world.constants.effort.assessment
        _discourage(refused, effort, _usual(world), _habits(world))
        _follow_habits(world)


def _by_case(world: World) -> bool:
    """Whether single cases teach; in hill-climbing, only what is earned in total does."""
    learning = world.constants.learning
    return learning.policy_learning and learning.rule != "hill_climb"


def _usual(world: World) -> Usual:
    services = world.services
    return Usual(services.usual_pay, services.usual_hours, services.usual_square, services.busy)


def _habits(world: World) -> Habits:
    services, learning = world.services, world.constants.learning
    by_odds = learning.rule == "policy_gradient"
    return Habits(services.logit, services.propensity, by_odds, learning.rate)


def _follow_habits(world: World) -> None:
    """Work out chances from what was learned, and keep log-odds within the bounds of chances."""
    services, learning = world.services, world.constants.learning
    services.chance = services.learned_chances(learning.rule, learning.floor)
    keep = np.log(learning.floor / (1 - learning.floor))
    np.maximum(services.logit, keep, out=services.logit)
    np.minimum(services.logit, -keep, out=services.logit)


@compiled
def _hours(mode: NDArray[np.uint8], weeks: Rows, cost: Array, assessment: float) -> Array:
    """Hours that cases took, (n,), by what each way of working costs beside the rest."""
    hours = np.empty(mode.size)
    for i in range(mode.size):
        more = 0.0
        for decision in range(1, cost.size):
            if mode[i] & _BITS[decision]:
                more += cost[decision]
        hours[i] = weeks[i] * (1 + more) + assessment
    return hours


@compiled
def _price(usual: Usual, service: int) -> float:
    """What an hour would have earned elsewhere: nothing where nobody waits."""
    price: float = max(usual.pay[service], 0.0) / usual.hours[service] * usual.busy[service]
    return price


@compiled
def _advantage(usual: Usual, service: int, payoff: float, hours: float) -> float:
    """How much better than usual a case paid, after the price of its hours, in spreads."""
    pay = usual.pay[service]
    spread = np.sqrt(max(usual.square[service] - pay * pay, 1e-4))
    better: float = (payoff - _price(usual, service) * hours) / spread
    return min(max(better, -_STRONGEST), _STRONGEST)


@compiled
def _reinforce(
    habits: Habits,
    service: int,
    kind: int,
    decision: int,
    done: bool,
    odds: float,
    advantage: float,
) -> None:
    """Move a habit by how much better than usual a case was; ``odds`` is as it was then."""
    if habits.by_odds:
        habits.logit[service, kind, decision] += habits.rate * advantage * (done - odds)
    else:
        earned = habits.rate * max(advantage + 2, 0.0)
        habits.propensity[service, kind, decision, int(done)] += earned


@compiled
def _teach(
    due: Closed,
    payoff: Array,
    alone: Array,
    hours: Array,
    usual: Usual,
    chance_log: NDArray[np.float32],
    habits: Habits,
) -> None:
    """Every decision on a case is judged by its payoff, whether to work jointly by ``alone``."""
    for i in range(payoff.size):
        service, kind, began = due.service[i], due.kind[i], due.began[i]
        better = _advantage(usual, service, payoff[i], hours[i])
        alone_better = _advantage(usual, service, alone[i], hours[i])
        for decision in range(_BITS.size):
            accepting = decision == ACCEPT
            drawn = began - due.waited[i] if accepting else began
            odds = np.float64(chance_log[drawn, service, kind, decision])
            done = accepting or due.mode[i] & _BITS[decision] > 0
            advantage = alone_better if decision == JOINT else better
            _reinforce(habits, service, kind, decision, done, odds, advantage)


@compiled
def _discourage(refused: Refused, effort: float, usual: Usual, habits: Habits) -> None:
    """Refusals, (n,), are judged by what they cost."""
    for i in range(refused.service.size):
        service = refused.service[i]
        advantage = _advantage(usual, service, 0.0, effort)
        _reinforce(habits, service, refused.kind[i], ACCEPT, False, refused.odds[i], advantage)


def _displaced(world: World, due: Closed) -> Array:
    """What a case costs the people who wait where its service referred the person, (n,).

    Each place so taken costs the hours of a case, at the price of an hour where the person was
    sent. A service feels it as far as it is paid for the whole, or belongs to it.
    """
    pooled = world.levers.pooled_share if stake_felt(world) > 0 else 0.0
    felt = pooled + (1 - pooled) * world.culture.affiliation
    felt = world.constants.learning.displacement * felt
    if not felt.any():
        return np.zeros(due.track.size)
    since = world.clock - world.constants.support.return_weeks
    return _cost_elsewhere(due.track, due.service, felt, world.people.record, since, _usual(world))


@compiled
def _cost_elsewhere(
    track: Rows, service: Rows, felt: Array, people: Columns, since: int, usual: Usual
) -> Array:
    """As ``_displaced``, from people's other needs; ``felt`` is by service, (S,)."""
    referrer, status, ended = people.referrer, people.status, people.ended
    displaced = np.zeros(track.size)
    for i in range(track.size):
        row = track[i] // status.shape[1]
        own = track[i] - row * status.shape[1]
        price = 0.0
        for k in range(status.shape[1]):
            if referrer[row, k] != service[i] or k == own:
                continue
            if status[row, k] != NONE or ended[row, k] >= since:
                there = people.service[row, k]
                price += _price(usual, there) * usual.hours[there]
        displaced[i] = felt[service[i]] * price
    return displaced


def follow(world: World, service: Rows, *averaged: tuple[Array, Array]) -> None:
    """Move running averages by cases: each of the services, (S,), with what was seen, (n,)."""
    kept = (1 - world.constants.learning.memory) ** np.arange(service.size + 1)
    for average, seen in averaged:
        _follow(average, service, seen, kept)


@compiled
def _follow(usual: Array, service: Rows, seen: Array, kept: NDArray[Any]) -> None:
    """As ``follow``; ``kept`` is the share kept after each number of cases."""
    cases, total = np.zeros(usual.size, dtype=np.int64), np.zeros(usual.size)
    for i in range(service.size):
        cases[service[i]] += 1
        total[service[i]] += seen[i]
    for s in range(usual.size):
        if cases[s]:
            usual[s] += (1 - kept[cases[s]]) * (total[s] / cases[s] - usual[s])
