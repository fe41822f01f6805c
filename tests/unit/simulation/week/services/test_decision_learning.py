"""What services learn of a case's payoff, of practice and of each other; and what they do not."""

import numpy as np
import pytest

from simulation.scenario import load_scenario
from simulation.week.services.decision_learning import learn_from_cases
from simulation.week.services.hill_climbing import climb
from simulation.week.services.review import review_services
from simulation.world import DECISIONS, Closed, Mode, Status
from tests.worlds import let_pass, place, shrunk, world_of

ACCEPT, GENEROUS, JOINT = (DECISIONS.index(name) for name in ("accept", "generous", "joint"))


def city(weeks=0, seed=3, **changes):
    """A shrunken city, without a past, some weeks on."""
    scenario = shrunk("plymouth", 300, run__past_weeks=0, **changes)
    return let_pass(world_of(scenario, seed), weeks)


def at_stake(weight, **changes):
    """Recorded completions alone are paid for, and nothing is audited."""
    pay = {"commissioning.pay": {"completions": 1.0}, "commissioning.target_weight": weight}
    honest = {"services.learning.purpose": 0.0, "services.learning.imitation": 0.0}
    honest |= {"model.culture.publication": 0.0, "commissioning.blame": 0.0}
    return {**pay, **honest, "model.support.audit": 0.0, **changes}


# --- Case decisions ------------------------------------------------------------------------------


def test_services_start_alike_and_neutral():
    chance = city().services.chance
    assert np.ptp(chance, axis=0).max() == 0
    np.testing.assert_allclose(chance[0, 0, 1:], chance[0, 1, 1:])


def test_with_nothing_at_stake_habits_do_not_move():
    """Neither a target nor a purpose: the policy gradient has nothing to follow."""
    world = city(**at_stake(0.0))
    before = world.services.chance.copy()
    let_pass(world, 104)
    np.testing.assert_allclose(world.services.chance, before, atol=1e-12)


def test_with_nothing_at_stake_reinforcement_drifts_nowhere():
    """Roth and Erev's habits wander, since any outcome reinforces; on average they stay.

    How a case is written down is looked at: other habits change how long a case takes, so that
    the longer ones teach less before the end is seen.
    """
    moved = []
    for seed in range(6):
        world = city(seed=seed, **at_stake(0.0, **{"services.learning.rule": "roth_erev"}))
        before = world.services.chance[..., GENEROUS].copy()
        moved.append(let_pass(world, 104).services.chance[..., GENEROUS] - before)
    moved = np.array(moved)
    assert moved.any()
    assert abs(moved.mean()) < 4 * moved.std() / np.sqrt(moved.size)


@pytest.mark.parametrize(("rule", "rate"), [("policy_gradient", 0.3), ("roth_erev", 1.0)])
def test_what_pays_is_done_more(rule, rate):
    """Where a false record pays and is free, services come to record generously."""
    scheme = {"services.learning.rule": rule, "services.learning.rate": rate}
    scheme |= {"model.effort.generous": 0.0, "model.support.generous_success": 1.0}
    scheme |= {"model.support.generous": 0.4}
    drift = {}
    for weight in (0.0, 1.0):
        world = city(156, **at_stake(weight, **scheme))
        drift[weight] = world.services.chance[..., GENEROUS].mean()
    assert drift[1.0] > drift[0.0] + 0.02


def test_those_who_climb_find_what_pays_too():
    """They keep what earned more in total; with nothing at stake, nothing is ever kept."""
    scheme = {"services.learning.rule": "hill_climb", "services.learning.climb_step": 1.0}
    scheme |= {"model.effort.generous": 0.0, "model.support.generous_success": 1.0}
    kept = {}
    for weight in (0.0, 1.0):
        changes = at_stake(weight, **scheme, **{"model.support.generous": 0.4})
        worlds = [city(313, seed, **changes) for seed in range(2)]
        kept[weight] = np.mean([world.services.kept[..., GENEROUS] for world in worlds])
    assert kept[0.0] == pytest.approx(np.log(0.4 / 0.6))
    assert kept[1.0] > kept[0.0] + 0.1


def test_who_climbs_goes_back_from_what_earned_less():
    world = city(52, **at_stake(1.0, **{"services.learning.rule": "hill_climb"}))
    services, before = world.services, world.services.kept.copy()
    services.logit[:] = 1.0
    services.earned[:], services.usual_earned[:] = 0.0, 1.0
    services.earned[0] = 2.0
    climb(world)
    assert (services.kept[0] == 1.0).all()
    assert np.array_equal(services.kept[1:], before[1:])
    assert services.usual_earned[:2].tolist() == [1.5, 0.5]
    assert np.abs(services.logit - services.kept).max() <= 0.3 * np.sqrt(3)


def test_what_is_found_out_and_punished_is_done_less():
    scheme = {"services.learning.rate": 0.3, "model.effort.generous": 0.0}
    scheme |= {"model.support.penalty": 5.0, "model.support.generous": 0.5}
    generous = [
        city(156, **{**at_stake(1.0, **scheme), "model.support.audit": audit})
        .services.chance[..., GENEROUS].mean()
        for audit in (0.0, 1.0)
    ]  # fmt: skip
    assert generous[1] < generous[0] - 0.05


def test_without_policy_learning_habits_stay():
    """Also where one service has habits of its own that pay, which others might imitate."""
    world = city(**{"services.learning.policy_learning": False, "commissioning.competition": 1.0})
    services = world.services
    services.logit[0], services.chance[0] = 0.0, 0.5
    services.usual_pay[0] = 1.0
    before = services.chance.copy()
    let_pass(world, 104)
    assert np.array_equal(services.chance, before)
    assert np.ptp(services.inflate_logit) == 0


def test_services_imitate_the_best_paid_they_know():
    changes = at_stake(0.0, **{"services.learning.imitation": 0.5, "services.learning.rate": 0.0})
    world = city(**changes)
    world.services.logit[0] = 2.0
    world.services.usual_pay[0] = 1.0  # fades, but nobody earns anything
    far = world.services.knowledge[:-1, 0] == 0
    gap = np.abs(world.services.logit - world.services.logit[0]).sum((1, 2))
    let_pass(world, 14)
    nearer = np.abs(world.services.logit - world.services.logit[0]).sum((1, 2)) < gap - 1e-9
    assert nearer[1:][~far[1:]].all()


def test_those_who_belong_to_the_whole_imitate_who_does_people_good():
    world = city(**at_stake(0.0, **{"services.learning.imitation": 0.5}))
    services, culture = world.services, world.culture
    services.usual_pay[:], culture.seen[:] = 0.0, 0.0
    services.usual_pay[0], culture.seen[1] = 1.0, 1.0
    services.logit[0], services.logit[1] = 2.0, -2.0
    services.knowledge[:] = 1.0
    culture.affiliation[2:] = np.linspace(0, 1, services.count - 2)
    world.week = -world.scenario.run.past_weeks + 13
    before = services.logit.copy()
    review_services(world)
    moved = (services.logit - before)[2:].mean((1, 2))
    assert (moved[culture.affiliation[2:] < 0.5] > 0).all()
    assert (moved[culture.affiliation[2:] > 0.5] < 0).all()


def joint_case(affiliation=0.0, pooled=0.0, busy=1.0, handed_on=True, **changes):
    """How the log-odds of joint work move by one joint case that paid nothing."""
    needs = {"home": {}, "drugs": {}}
    services = {name: {"helps": {name: 1.0}, "places": 10.0} for name in needs}
    world = world_of(place(needs, services, **{"place.past.pooled_share": pooled, **changes}))
    world.week, people = 40, world.people
    world.services.usual_pay[:], world.services.usual_hours[:] = 0.5, 10.0
    world.services.busy[:] = 0.0, busy
    world.culture.affiliation[:] = affiliation
    people.status[0, 1], people.service[0, 1] = Status.WAITING, 1
    people.referrer[0, 1] = 0 if handed_on else world.services.community
    world.services.chance_log = np.full((41, *world.services.chance.shape), 0.5, np.float32)
    due = Closed(
        track=np.array([0]), service=np.array([0]), kind=np.array([0]),
        mode=np.array([Mode.JOINT], np.uint8), began=np.array([7]), waited=np.array([0]),
        weeks=np.array([20]), finished=np.array([True]), recovered=np.array([False]),
        recorded=np.array([False]), start_sum=np.array([1.0]), start_own=np.array([0.5]),
    )  # fmt: skip
    learn_from_cases(world, due, np.zeros(1))
    return world.services.logit - world.services.kept


@pytest.mark.parametrize("feels", [{"affiliation": 1.0}, {"pooled": 1.0}])
def test_who_feels_for_the_whole_counts_whom_a_handover_displaces(feels):
    """At the price of a case where the person was sent; only joint work sends people on."""
    lost = joint_case(**feels)[0, 0]
    rate, spread, surprise = 0.1, np.sqrt(0.75), 1 - 0.5
    assert lost[JOINT] == pytest.approx(-rate * 0.5 / spread * surprise)
    assert np.delete(lost, JOINT) == pytest.approx(0)


def test_a_handover_displaces_nobody_where_none_wait_or_nobody_feels_it():
    for free in (
        {"affiliation": 0.0}, {"affiliation": 1.0, "busy": 0.0},
        {"affiliation": 1.0, "handed_on": False},
        {"affiliation": 1.0, "services.learning.displacement": 0.0},
    ):  # fmt: skip
        assert joint_case(**free)[0, 0, JOINT] == pytest.approx(0)


# --- Practice ------------------------------------------------------------------------------------


def test_without_practice_learning_practice_stays():
    world = city(**{"services.learning.practice_learning": False})
    before = world.services.practice.copy()
    best = world.services.optimum.copy()
    let_pass(world, 52)
    assert np.array_equal(world.services.practice, before)
    assert not np.array_equal(world.services.optimum, best), "what is best moves on"


def test_practice_finds_the_best_there_is():
    """Where it stands still, and services have cases enough to see by."""
    still = {"model.practice.drift": 0.0, "model.practice.view_noise": 0.0}
    world = world_of(load_scenario("plymouth").override({"run.past_weeks": 0, **still}), 3)
    services, apart = world.services, []
    for weeks in (0, 150):
        let_pass(world, weeks)
        apart.append(np.linalg.norm(services.practice - services.optimum, axis=1))
    assert apart[1][~services.drop_in].mean() < 0.8 * apart[0][~services.drop_in].mean()


def test_practice_takes_no_notice_of_pay():
    """Any pay: with habits fixed, and staff who bear it, practice is as it would have been."""
    ways = {"services.learning.policy_learning": False, "model.culture.turnover_morale": 0.0}
    one, other = (
        city(78, **{**at_stake(weight), **ways}).services.practice for weight in (0.0, 1.0)
    )
    assert one.tobytes() == other.tobytes()
