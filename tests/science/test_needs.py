"""Needs against their fixed points and tipping points, and against a finer step.

A need by itself moves by a n (1 - n)(n - tipping point) a week. Where nothing is left to chance
the answers are exact; where it is, tolerances are four standard errors.
"""

from functools import reduce

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from simulation.world import Mode, Status
from tests.worlds import QUIET, ROUND, let_pass, place, world_of

A, TIP = ROUND["model.life.tipping"], ROUND["model.life.tipping_point"]
STILL = {**QUIET, "model.life.strength_return": 0.0, "place.peers": 0}
NEEDS: dict[str, dict] = {"home": {}, "drugs": {}, "pain": {}}
LEAST = 0.01  # no need is ever wholly gone
STEPS = 5  # to a week
RATES = (
    "model.life.tipping", "entanglement.up", "entanglement.down", "model.life.shocks",
    "model.life.turns", "model.life.strength_return", "model.life.trust_return",
    "model.life.peer_pull", "model.life.peers_hope",
)  # fmt: skip


def course(world, weeks):
    """Needs week by week, the first as they are now, (weeks + 1, P, K)."""
    return np.array([world.people.need.copy(), *(need_after(world) for _ in range(weeks))])


def need_after(world, weeks=1):
    return let_pass(world, weeks).people.need.copy()


def house(*needs):
    """One service for some needs, with room for everybody."""
    return {"house": {"helps": dict.fromkeys(needs, 1.0), "places": 1e4}}


def held(effect):
    """Support of a given effect that reaches everybody, leaves nothing else, and goes on."""
    return {
        **STILL, "model.support.effect": effect, "model.support.without_trust": 1.0,
        "model.support.expertise_gain": 0.0, "model.support.longest_weeks": 1040,
        "model.seeking.quit_support": 0.0, "model.life.strength_from_support": 0.0,
        "model.money.turnover": 0.0,
    }  # fmt: skip


def take_in(world):
    """Everybody is in support for every need, until they are well."""
    people = world.people
    people.status[:], people.service[:], people.mode[:] = Status.ACTIVE, 0, Mode.HOLD
    people.since[:] = 0


# --- One need ------------------------------------------------------------------------------------


@pytest.mark.parametrize("strength", [0.0, 0.25, 0.9])
def test_a_need_rests_at_its_tipping_point_and_leaves_it_at_the_stated_rate(strength):
    """The derivative there is a tip (1 - tip): what is off grows by so much a week."""
    tip, off = TIP + 0.4 * (strength - 0.25), 1e-7
    world = world_of(place({"home": {}}, **STILL, place__people=3))
    world.people.strength[:] = strength
    world.people.need[:, 0] = tip - off, tip, tip + off
    after = course(world, 100)[:, :, 0] - tip
    grown = off * (1 + A * tip * (1 - tip)) ** np.arange(101)
    np.testing.assert_allclose(after[:, 1], 0, atol=1e-12)
    np.testing.assert_allclose(after[:, 0], -grown, rtol=1e-3)
    np.testing.assert_allclose(after[:, 2], grown, rtol=1e-3)


def test_a_need_comes_to_rest_at_its_worst_at_the_stated_rate():
    """The derivative at 1 is -a (1 - tip)."""
    world = world_of(place({"home": {}}, **STILL, place__people=2))
    world.people.strength[:] = 0.25
    world.people.need[:, 0] = 1.0, 1 - 1e-7
    left = 1 - course(world, 100)[:, :, 0]
    np.testing.assert_allclose(left[:, 0], 0, atol=1e-15)
    np.testing.assert_allclose(left[:, 1], 1e-7 * (1 - A * (1 - TIP)) ** np.arange(101), rtol=1e-3)


@pytest.mark.parametrize("share", [0.5, 0.95, 1.05, 2.0])
def test_support_heals_whoever_it_can_lift_over_the_fold(share):
    """What is left each week is (1 - e)(1 + a (1 - n)(n - tip)).

    It has a fixed point above the tipping point while e / (1 - e) <= a (1 - tip)^2 / 4: the worst
    settle at the larger root; support that does more lets nobody stay.
    """
    most = A * (1 - TIP) ** 2 / 4
    effect = share * most / (1 + share * most)
    world = world_of(place({"home": {}}, house("home"), **held(effect), place__people=4))
    world.people.strength[:], world.people.need[:, 0] = 0.25, (0.7, 0.8, 0.9, 1.0)
    take_in(world)
    let_pass(world, 1000)
    root = (1 - TIP) / 2 * np.sqrt(max(1 - share, 0))
    rests = (1 + TIP) / 2 + root if share < 1 else LEAST
    np.testing.assert_allclose(world.people.need, rests, atol=1e-6)


# --- Needs that pull -----------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.3, 0.8, 0.95, 1.05, 1.5])
def test_a_severe_need_tips_another_where_its_pull_passes_the_fold(share):
    """Beside a need at 1, n rests where a n (tip - n) = c up: at the smaller root.

    That is as long as c up <= a tip^2 / 4. A stronger pull leaves no rest but at 1.
    """
    pull = {"entanglement.c": 0.5, "entanglement.up": 2 * share * A * TIP**2 / 4}
    needs = {"home": {}, "drugs": {"dynamics": "steady"}}
    world = world_of(place(needs, **STILL, **pull, place__people=1, entanglement__down=0.0))
    world.people.strength[:], world.people.need[:] = 0.25, (0.02, 1.0)
    let_pass(world, 1500)
    rests = TIP / 2 * (1 - np.sqrt(1 - share)) if share < 1 else 1.0
    assert world.people.need[0, 0] == pytest.approx(rests, abs=1e-6)


# --- A finer step --------------------------------------------------------------------------------


def finer(scenario):
    """The same place with a fifth of a week for a week: every rate is a fifth of what it was."""
    rates = {path: reduce(getattr, path.split("."), scenario) / STEPS for path in RATES}
    noise = scenario.model.life.noise / np.sqrt(STEPS)  # its variance is what adds up
    return scenario.override({**rates, "model.life.noise": noise})


def exact(world, weeks, eases=0.0, blunted=0.0):
    """Needs by the differential equation that both steps stand for, as ``course``.

    Support ``eases`` them by a share a week, less where other needs have ``blunted`` it.
    """
    tangle, start, strength = world.constants.entanglement, world.people.need, world.people.strength
    c = tangle.c if tangle.form == "drift" else 0.0

    def slope(_, flat):
        n = flat.reshape(start.shape)
        around = (n.sum(1, keepdims=True) - n) / (n.shape[1] - 1)
        change = A * n * (1 - n) * (n - (TIP + 0.4 * (strength - 0.25))[:, None])
        change += c * tangle.up * np.maximum(around - n, 0)
        change -= c * tangle.down * np.maximum(n - around, 0)
        change -= eases * (1 - blunted * around) * n
        return change.ravel()

    when = np.arange(weeks + 1)
    found = solve_ivp(slope, (0, weeks), start.ravel(), t_eval=when, rtol=1e-8, atol=1e-10)
    return found.y.T.reshape(-1, *start.shape)


def test_a_week_is_a_short_enough_step():
    """Three years of 400 people: nobody is more than 0.03 from the differential equation.

    A step a fifth as long is five times as near, as it must be for a method of first order.
    """
    weeks, changes = 156, {**STILL, "entanglement.c": 0.5, "model.life.least": 0.0001}
    scenario = place(NEEDS, **changes, place__people=400)
    world, fine = world_of(scenario, 1), world_of(finer(scenario), 1)
    truth = exact(world, weeks)
    off = np.abs(course(world, weeks) - truth)
    fine_off = np.abs(course(fine, STEPS * weeks)[::STEPS] - truth)
    assert off.max() < 0.03
    assert np.sqrt((off[1:] ** 2).mean() / (fine_off[1:] ** 2).mean()) == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("form", ["drift", "impaired"])
def test_in_support_too_a_week_is_a_short_enough_step(form):
    """Support, impaired by other needs or not, so short that nobody is well enough to go."""
    weeks, eases = 20, 0.03
    changes = {
        **held(eases), "model.support.least_weeks": 104, "model.life.least": 0.0001,
        "entanglement.c": 0.5, "entanglement.form": form, "place.people": 400,
    }  # fmt: skip
    scenario = place(NEEDS, house(*NEEDS), **changes)
    fifth = {"model.support.effect": eases / STEPS}
    world, fine = world_of(scenario, 1), world_of(finer(scenario).override(fifth), 1)
    take_in(world)
    take_in(fine)
    blunted = 0.8 * 0.5 if form == "impaired" else 0.0
    truth = exact(world, weeks, eases, blunted)
    off = np.abs(course(world, weeks) - truth)
    fine_off = np.abs(course(fine, STEPS * weeks)[::STEPS] - truth)
    assert off.max() < 0.02
    assert np.sqrt((off[1:] ** 2).mean() / (fine_off[1:] ** 2).mean()) == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("form", ["drift", "trigger"])
def test_with_noise_shocks_turns_and_peers_a_finer_step_changes_no_mean(form):
    """The same people, a year and four years on, under luck of another step."""
    changes = {"place.people": 20_000, "place.peers": 4, "entanglement.c": 0.5}
    scenario = place(NEEDS, **changes, entanglement__form=form)
    world, fine = world_of(scenario, 1), world_of(finer(scenario), 1)
    assert np.array_equal(world.people.need, fine.people.need)
    for weeks in (52, 156):
        let_pass(world, weeks)
        let_pass(fine, STEPS * weeks)
        one, other = measured(world.people), measured(fine.people)
        gap = one - other
        error = gap.std(1, ddof=1) / np.sqrt(gap.shape[1])
        assert (np.abs(gap.mean(1)) < 4 * error).all(), (world.week, gap.mean(1) / error)


def measured(people):
    """What to compare of each person, (measures, P)."""
    severe = people.need > TIP
    return np.array([people.need.mean(1), severe.mean(1), severe.any(1), people.strength])
