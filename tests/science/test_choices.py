"""Learning to choose between two ways, one of which pays, against what is known of the rules.

A hundred services each have a few cases a week, all alike, which nothing heals. Each case is
worked one way or the other by each of five habits. To record generously makes a record, which is
what is paid for; the other four habits make no difference. So one choice has a better arm, and
four have equal arms. Payoffs count in units of their spread, which is kept at 1 by a long memory.
Services are independent: their means have a standard error, of which tolerances are four.
"""

import numpy as np
import pytest

from simulation.world import DECISIONS, Kind
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

SERVICES, PEOPLE, START = 100, 1000, 0.5
BETTER = DECISIONS.index("generous")
ALIKE = [DECISIONS.index(name) for name in ("hold", "joint", "thin", "warm")]
SIMPLE = 0  # kind of case
LEVEL = 20.0  # propensity at the start, both ways together
CASES = {
    **QUIET,
    **EAGER,
    "place.people": PEOPLE,
    "place.peers": 0,
    "model.seeking.readiness": 0.5,
    "model.seeking.hide": 0.0,
    "model.support.effect": 0.0,
    "model.support.least_weeks": 0,
    "model.support.early_weeks": 1,
    "model.support.longest_weeks": 1,
    "model.support.settle_weeks": 1,
    "model.support.settle_every": 1,
    "model.support.trust_failed": 1.0,
    "model.support.warmth_trust": 0.0,
    "model.support.hold": START,
    "model.support.generous": START,
    "model.support.joint": START,
    "model.support.thin": START,
    "model.support.generous_success": 1.0,
    "model.support.audit": 0.0,
    "model.effort.generous": 0.0,
    "model.culture.publication": 0.0,
    "model.culture.outside": 0.0,
    "model.referral.warm": START,
    "model.referral.bounce_trust": 1.0,
    "model.referral.futility_gain": 0.0,
    "model.referral.queue_limit": 50.0,
    "model.money.turnover": 0.0,
    "services.learning.policy_learning": True,
    "services.learning.purpose": 0.0,
    "services.learning.imitation": 0.0,
    "services.learning.memory": 0.0001,
}
MADE = {"done": {"label": "Done", "counts": "recorded"}}


def market(rule, rate, pays, asks=0.1, **changes):
    """Services that learn by a rule from cases, of which about so many in a hundred ask a week."""
    stake = {"proxy": MADE, "commissioning.pay": {"done": 1.0}, "commissioning.target_weight": pays}
    learning = {"services.learning.rule": rule, "services.learning.rate": rate}
    seek = {"model.seeking.seek": -np.log1p(-asks)}
    services = {f"s{i}": {"places": 1e3, "helps": {"home": 1.0}} for i in range(SERVICES)}
    every = {**CASES, **stake, **learning, **seek, **changes}
    world = world_of(place({"home": {"dynamics": "steady"}}, services, **every), seed=1)
    world.people.need[:], world.people.trust[:] = 0.8, 0.5
    return world


def settle(world, weeks):
    """Let weeks pass; how many cases each service was taught by, (S,)."""
    cases = np.zeros(SERVICES)
    for _ in range(weeks):
        cases += np.bincount(let_pass(world).events.of(Kind.SETTLED)[2], minlength=SERVICES)
    return cases


def errors(found, expected=0.0):
    """How many standard errors the mean of independent numbers is from what is expected."""
    return abs(found.mean() - expected) / (found.std(ddof=1) / np.sqrt(found.size))


# --- Policy gradient -----------------------------------------------------------------------------


@pytest.mark.parametrize(("audit", "limit"), [(0.0, 0.98), (1.0, 0.02)])
def test_the_policy_gradient_goes_to_the_better_arm_up_to_the_floor(audit, limit):
    """A record earns 1, or costs 1 where each is found out and fined 2: every service learns it."""
    floor = {"services.learning.floor": 0.02, "services.learning.memory": 0.02}
    world = market("policy_gradient", 0.3, 1.0, **floor, **{"model.support.audit": audit})
    settle(world, 400)
    np.testing.assert_allclose(world.services.chance[:, SIMPLE, BETTER], limit)
    assert errors(world.services.logit[:, SIMPLE, ALIKE]) < 4


def test_the_policy_gradient_learns_at_the_rate_of_its_mean():
    """With gap g between arms, d logit = rate g p (1 - p) a case.

    So 2 logit + 2 sinh(logit) grows by rate x g a case; here g is 1.
    """
    rate = 0.03
    world = market("policy_gradient", rate, 1.0)
    for _ in range(3):
        before = grown(world)
        cases = settle(world, 100)
        assert cases.mean() > 50
        assert errors(grown(world) - before - rate * cases) < 4


def grown(world):
    logit = world.services.logit[:, SIMPLE, BETTER]
    return 2 * logit + 2 * np.sinh(logit)


def test_between_equal_arms_the_policy_gradient_is_a_martingale_that_spreads_as_stated():
    """Each case moves a habit by rate x payoff x (done - p): 0 on average.

    Squares add up: rate^2 payoff^2 p (1 - p), which is 1/4 at first; a payoff is 1 or 0.
    """
    rate = 0.02
    world = market("policy_gradient", rate, 1.0)
    paid = np.zeros(SERVICES)
    for _ in range(200):
        paid += np.bincount(let_pass(world).events.of(Kind.RECORDED)[2], minlength=SERVICES)
    moved = world.services.logit[:, SIMPLE, ALIKE]
    assert errors(moved) < 4
    assert errors(moved**2 / (rate**2 / 4 * paid[:, None]), 1.0) < 4


# --- Roth and Erev -------------------------------------------------------------------------------


def test_between_equal_arms_reinforcement_is_an_urn():
    """With nothing at stake every case adds as much to what was done: Pólya's urn.

    Its share is a martingale, and its variance after n draws is that of a beta-binomial. The
    limit is random: a beta distribution, which does not narrow however long one waits.
    """
    rate = 0.2
    world = market("roth_erev", rate, 0.0, asks=0.03)
    added, cases = 2 * rate, np.zeros(SERVICES)
    for _ in range(3):
        cases += settle(world, 150)
        propensity = world.services.propensity[:, SIMPLE, 1:]
        total = propensity.sum(-1)
        draws = np.broadcast_to(cases[:, None], total.shape)
        np.testing.assert_allclose(total, LEVEL + added * draws)
        alike = 1 / (LEVEL / added + 1)  # correlation of any two draws
        variance = START * (1 - START) * draws * (1 + (draws - 1) * alike) * (added / total) ** 2
        off = (propensity[..., 1] / total - START) / np.sqrt(variance)
        assert errors(off) < 4
        assert errors(off**2, 1.0) < 4
    assert draws.mean() > 100


def test_reinforcement_goes_to_the_better_arm_at_the_rate_of_its_mean():
    """Arms that add u and v when done grow so that log(a) / u - log(b) / v stays what it was.

    So the share of the worse falls as a power of the number of cases, (v / u) - 1, towards
    nothing (Beggs 2005, "On the convergence of reinforcement learning").
    """
    world = market("roth_erev", 0.05, 1.0, **{"services.learning.floor": 0.0001})
    better, worse = 3.0, 2.0  # what is earned, in spreads, and 2
    start, shares = np.log(LEVEL / 2) * (1 / better - 1 / worse), [START]
    for _ in range(4):
        settle(world, 250)
        done = np.moveaxis(world.services.propensity[:, SIMPLE, BETTER], -1, 0)
        kept = np.log(done[1]) / better - np.log(done[0]) / worse
        assert errors(kept, start) < 4
        share = done[1] / done.sum(0)
        shares.append(share.mean())
    assert shares == sorted(shares)
    assert errors(share, START) > 4


# --- Hill-climbing -------------------------------------------------------------------------------


def test_who_climbs_goes_up_where_it_pays_and_nowhere_else():
    climbing = {"services.learning.climb_weeks": 13, "services.learning.climb_step": 0.5}
    world = market("hill_climb", 0.1, 1.0, **climbing)
    gains = []
    for _ in range(3):
        let_pass(world, 156)
        kept = world.services.kept[:, SIMPLE]
        gains.append(kept[:, BETTER].mean())
        assert errors(kept[:, ALIKE]) < 4
    assert gains == sorted(gains)
    assert errors(kept[:, BETTER]) > 4
