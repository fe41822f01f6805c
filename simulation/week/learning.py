"""Case decisions are reinforced by the payoff they later earn.

Reads payoffs, habits as they were, those handed on, affiliation. Writes habits, running averages.
Draws nothing.

The policy gradient is REINFORCE with a running baseline (Williams 1992, "Simple statistical
gradient-following algorithms"); the alternative is the reinforcement model of Roth and Erev
(1995, "Learning in extensive-form games"), or hill-climbing (``climbing.py``).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.world import Closed, Refused, Status, World
from simulation.world.services import ACCEPT, DECISIONS, GENEROUS, JOINT, THIN, WAYS

from .pressure import stake_felt

Array = NDArray[np.float64]
_BITS = np.array(WAYS, dtype=np.uint8)
_STRONGEST = 3.0  # an outcome counts as at most this many standard deviations from usual


def learn_from_cases(world: World, due: Closed, payoff: Array) -> None:
    """Settled cases teach the service that had them; ``payoff`` is of shape (n,)."""
    services, effort = world.services, world.setting.model.effort
    done = np.ones((due.track.size, len(DECISIONS)), dtype=bool)
    done[:, 1:] = (due.mode[:, None] & _BITS) > 0
    cost = np.zeros(len(DECISIONS))
    cost[[GENEROUS, JOINT, THIN]] = effort.generous, effort.joint, effort.thin - 1
    hours = due.weeks * (1 + (done * cost).sum(1)) + effort.assessment
    if _by_case(world):
        odds = services.chance_log[due.began, due.service, due.kind].astype(np.float64)
        accepted = due.began - due.waited
        odds[:, ACCEPT] = services.chance_log[accepted, due.service, due.kind, ACCEPT]
        advantage = np.empty(done.shape)
        advantage[:] = _advantage(world, due.service, payoff, hours)[:, None]
        weighed = payoff - _displaced(world, due)  # whoever works alone sends nobody on
        advantage[:, JOINT] = _advantage(world, due.service, weighed, hours)
        _reinforce(world, due.service, due.kind, done, odds, advantage)
    _remember(world, due.service, payoff, hours)


def learn_from_refusals(world: World, refused: Refused) -> None:
    """A refusal earns nothing and costs the hours of an assessment."""
    if not _by_case(world) or not refused.service.size:
        return
    cost = np.full(refused.service.size, world.setting.model.effort.assessment)
    advantage = _advantage(world, refused.service, np.zeros(cost.size), cost)[:, None]
    done = np.zeros((cost.size, len(DECISIONS)), dtype=bool)
    odds = np.full(done.shape, np.nan)
    odds[:, ACCEPT] = refused.odds
    _reinforce(world, refused.service, refused.kind, done, odds, advantage)


def _by_case(world: World) -> bool:
    """Whether single cases teach; in hill-climbing, only what is earned in total does."""
    learning = world.setting.learning
    return learning.policy_learning and learning.rule != "hill_climb"


def _price(world: World) -> Array:
    """What an hour would have earned elsewhere, (S,): nothing where nobody waits."""
    services = world.services
    price: Array = np.maximum(services.usual_pay, 0) / services.usual_hours * services.busy
    return price


def _displaced(world: World, due: Closed) -> Array:
    """What those whom a case's service handed on take from others who wait there, (n,).

    A place held is a place denied: each costs the hours of a case at the price they have where
    the person was sent. It is felt as far as a service is paid for the whole, or belongs to it.
    """
    people, services = world.people, world.services
    pooled = world.levers.pooled_share if stake_felt(world) > 0 else 0.0
    felt = pooled + (1 - pooled) * world.culture.affiliation[due.service]
    felt = world.setting.learning.displacement * felt
    if not felt.any():
        return np.zeros(due.track.size)
    rows, needs = world.split(due.track)
    since = world.clock - world.setting.model.support.return_weeks
    handed_on = people.referrer[rows] == due.service[:, None]
    handed_on &= (people.status[rows] != Status.NONE) | (people.ended[rows] >= since)
    handed_on[np.arange(rows.size), needs] = False
    case, need = np.nonzero(handed_on)
    price = (_price(world) * services.usual_hours)[people.service[rows[case], need]]
    result: Array = felt * np.bincount(case, weights=price, minlength=rows.size)
    return result


def _advantage(world: World, service: Rows, payoff: Array, hours: Array) -> Array:
    """How much better than usual a case paid, after the price of its hours, in spreads."""
    services = world.services
    variance = services.usual_square - services.usual_pay**2
    spread = np.sqrt(np.maximum(variance, 1e-4))
    net = payoff - _price(world)[service] * hours
    return np.clip(net / spread[service], -_STRONGEST, _STRONGEST)


def _reinforce(
    world: World,
    service: Rows,
    kind: Rows,
    done: NDArray[np.bool_],
    odds: Array,
    advantage: Array,
) -> None:
    """Move habits by how much better than usual each case was for each decision.

    ``done``, ``odds`` and ``advantage`` are (n, decisions), or broadcast to it; ``odds`` is nan
    where a decision did not arise.
    """
    services, learning = world.services, world.setting.learning
    if learning.rule == "policy_gradient":
        _step(services.logit, service, kind, learning.rate * advantage * (done - odds))
    else:
        earned = learning.rate * np.maximum(advantage + 2, 0) * ~np.isnan(odds)
        gain = np.stack([earned * ~done, earned * done], axis=-1)
        np.add.at(services.propensity, (service, kind), gain)
    services.chance = services.learned_chances(learning.rule, learning.floor)
    keep = np.log(learning.floor / (1 - learning.floor))
    np.clip(services.logit, keep, -keep, out=services.logit)


@compiled
def _step(logit: Array, service: Rows, kind: Rows, step: Array) -> None:
    """Add the steps of cases, (n, decisions), to ``logit``; nan is none."""
    for i in range(service.size):
        for decision in range(step.shape[1]):
            if not np.isnan(step[i, decision]):
                logit[service[i], kind[i], decision] += step[i, decision]


def _remember(world: World, service: Rows, payoff: Array, hours: Array) -> None:
    """What was earned, and running averages of what a case pays and takes."""
    services = world.services
    services.earned += np.bincount(service, weights=payoff, minlength=services.count)
    follow(world, services.usual_pay, service, payoff)
    follow(world, services.usual_hours, service, hours)
    follow(world, services.usual_square, service, payoff * payoff)


def follow(world: World, usual: Array, service: Rows, seen: Array) -> None:
    """Move services' running averages, (S,), by what was seen of each case, (n,)."""
    most = np.bincount(service).max(initial=0)
    kept = (1 - world.setting.learning.memory) ** np.arange(most + 1)
    _follow(usual, service, seen, kept)


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
