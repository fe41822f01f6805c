"""What services learn from what their cases paid, and what they do not."""

import numpy as np
import pytest

from simulation.week.services.decision_learning import learn_from_cases
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
