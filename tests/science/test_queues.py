"""One service with constant demand is a queue with several servers, in steps of a week.

In a week people come, places go to whoever has waited longest, and support ends. Forty services
of the same size share a demand that is small beside the number of people, so each is a queue of
its own; their means are forty batches, which give the standard error. Tolerances are four of it.
"""

from functools import cache
from math import factorial
from typing import NamedTuple

import ciw
import numpy as np
import pytest
from scipy import stats

from simulation.world import Kind
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

SERVICES, PLACES, PEOPLE = 40, 4, 20_000
WARM_UP, WEEKS = 100, 1000
ENDS = 0.5  # chance a week, where support ends by chance
LASTS = 3  # weeks, where it ends by plan
LOADS = (0.6, 0.8, 0.9)
MOST = 150  # people at one service, for sums; and weeks Ciw goes on, so that all are served
PATIENT = {
    **QUIET,
    **EAGER,
    "model.seeking.readiness": 0.5,
    "model.seeking.hide": 0.0,
    "model.seeking.warmth_keeps": 0.0,
    "model.support.effect": 0.0,
    "model.support.trust_quit": 1.0,
    "model.support.trust_failed": 1.0,
    "model.support.warmth_trust": 0.0,
    "model.referral.bounce_trust": 1.0,
    "model.referral.futility_gain": 0.0,
    "model.referral.queue_limit": 50.0,
    "model.money.turnover": 0.0,
    "place.peers": 0,
    "place.people": PEOPLE,
}
BY_CHANCE = {
    "model.seeking.quit_support": ENDS,
    "model.seeking.quit_untrusting": 1.5,  # at a trust of a half, the chance is the whole
    "model.support.hold": 1.0,
    "model.support.longest_weeks": 1040,
}
BY_PLAN = {
    "model.support.least_weeks": 0,
    "model.support.early_weeks": LASTS - 1,  # a case is 0 weeks old in the week it begins
    "model.support.longest_weeks": LASTS - 1,
}
ENDINGS = {"by chance": (BY_CHANCE, 1 / ENDS), "by plan": (BY_PLAN, float(LASTS))}


class Waits(NamedTuple):
    """Of each of several queues, (n,)."""

    mean: np.ndarray  # weeks
    any: np.ndarray  # share who wait at all
    long: np.ndarray  # share who wait more than three weeks


def waits(weeks: np.ndarray) -> tuple[float, float, float]:
    return weeks.mean(), (weeks > 0).mean(), (weeks > 3).mean()


@cache
def model(ending: str, load: float) -> Waits:
    """What the model gives; nobody gives up, is refused or is changed by what happens."""
    changes, weeks = ENDINGS[ending]
    services = {f"s{i}": {"places": float(PLACES), "helps": {"home": 1.0}} for i in range(SERVICES)}
    asks = {"model.seeking.seek": -np.log1p(-chance_of_asking(load, weeks))}
    world = world_of(
        place({"home": {"dynamics": "steady"}}, services, **{**PATIENT, **changes, **asks})
    )
    world.people.need[:], world.people.trust[:] = 0.8, 0.5
    let_pass(world, WARM_UP)
    started = [let_pass(world).events.of(Kind.STARTED) for _ in range(WEEKS)]
    service, waited = np.concatenate([(s, w) for _, _, s, w in started], axis=1)
    return Waits(*np.transpose([waits(waited[service == s]) for s in range(SERVICES)]))


def chance_of_asking(load: float, weeks: float) -> float:
    """The chance a week at which a person who waits for nothing asks, for that load."""
    return load * PLACES * SERVICES / weeks / PEOPLE


def demand(load: float, weeks: float, wait: float) -> float:
    """Who comes to one service a week: those who wait or are supported do not come again."""
    idle = PEOPLE / SERVICES - load * PLACES / weeks * (wait + weeks - 1)
    return chance_of_asking(load, weeks) * idle


@cache
def other(ending: str, load: float) -> Waits:
    """The same queue by Ciw: every week a batch comes, and is served in order."""
    weeks, service = ENDINGS[ending][1], ciw.dists.Deterministic(LASTS)
    if ending == "by chance":
        service = ciw.dists.Geometric(ENDS)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Deterministic(1.0)],
        batching_distributions=[ciw.dists.Poisson(demand(load, weeks, theory(ending, load)[0]))],
        service_distributions=[service],
        number_of_servers=[PLACES],
    )
    found = []
    for seed in range(SERVICES // 2):
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(WARM_UP + WEEKS + MOST)
        records = simulation.get_all_records()
        found.append(
            [r.waiting_time for r in records if 0 < r.arrival_date - WARM_UP <= WEEKS]
        )  # fmt: skip
    return Waits(*np.transpose([waits(np.array(weeks)) for weeks in found]))


def theory(ending: str, load: float) -> tuple[float, float]:
    """Mean wait in weeks, and the chance of waiting (nan where support ends by plan)."""
    solve, weeks = {"by chance": geometric, "by plan": fixed}[ending], ENDINGS[ending][1]
    wait, some = 0.0, 0.0
    for _ in range(4):  # those who wait ask for nothing, which hardly matters
        wait, some = solve(demand(load, weeks, wait))
    return wait, some


def geometric(rate: float) -> tuple[float, float]:
    """Poisson arrivals and geometric service in weeks: the Markov chain of how many are there.

    Mean wait by Little's law; who of a week's arrivals waits is who finds no place that week.
    """
    there = np.arange(MOST)
    come = stats.poisson.pmf(there[None, :] - there[:, None], rate)
    come[:, -1] += 1 - come.sum(1)
    busy = np.minimum(there, PLACES)
    ends = stats.binom.pmf(there[:, None] - there[None, :], busy[:, None], ENDS)
    share = stationary(come @ ends)
    weekly = np.arange(40)
    places = np.maximum(PLACES - there, 0)
    waiting = np.maximum(weekly[None, :] - places[:, None], 0)
    some = share @ waiting @ stats.poisson.pmf(weekly, rate)
    return float(share @ come @ np.maximum(there - PLACES, 0) / rate), float(some / rate)


def fixed(rate: float) -> tuple[float, float]:
    """Service of a fixed length D: m(t + D) = max(m(t) - places, 0) + arrivals of D weeks.

    After Crommelin (1932), "Delay probability formulae when the holding times are constant".
    """
    there = np.arange(MOST)
    left = np.maximum(there - PLACES, 0)
    step = stats.poisson.pmf(there[None, :] - left[:, None], rate * LASTS)
    step[:, -1] += 1 - step.sum(1)
    return float(stationary(step) @ left / rate), np.nan


def continuous(rate: float) -> float:
    """Mean wait by Erlang's formula, as if people came and left at any moment of the week."""
    offered = rate / ENDS
    terms = [offered**k / factorial(k) for k in range(PLACES)]
    full = offered**PLACES / factorial(PLACES) / (1 - offered / PLACES)
    return full / (sum(terms) + full) / (PLACES * ENDS - rate)


def stationary(step: np.ndarray) -> np.ndarray:
    """The shares of time that a Markov chain spends in its states."""
    equations, one = step.T - np.eye(len(step)), np.zeros(len(step))
    equations[-1], one[-1] = 1.0, 1.0
    return np.linalg.solve(equations, one)


def far(found: np.ndarray, expected: float) -> float:
    """How many standard errors the mean of some batches is from what is expected."""
    return abs(found.mean() - expected) / (found.std(ddof=1) / np.sqrt(found.size))


@pytest.mark.parametrize("load", LOADS)
def test_waits_are_those_of_the_discrete_queue_with_several_servers(load):
    found, (wait, some) = model("by chance", load), theory("by chance", load)
    assert far(found.mean, wait) < 4
    assert far(found.any, some) < 4


@pytest.mark.parametrize("load", LOADS)
def test_with_support_of_a_fixed_length_waits_are_those_of_constant_holding_times(load):
    assert far(model("by plan", load).mean, theory("by plan", load)[0]) < 4


def test_the_tolerance_tells_weeks_from_a_clock_without_steps():
    """So close are the means that Erlang's formula, for a queue in continuous time, is wrong."""
    for load in LOADS[:2]:
        rate = demand(load, 1 / ENDS, theory("by chance", load)[0])
        assert far(model("by chance", load).mean, continuous(rate)) > 4


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_waits_are_those_of_a_library_of_queues(ending, load):
    """Mean wait, share who wait, share who wait long: Welch's t, four at most."""
    for ours, theirs in zip(model(ending, load), other(ending, load), strict=True):
        assert abs(stats.ttest_ind(ours, theirs, equal_var=False).statistic) < 4
