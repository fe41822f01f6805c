"""Settling: nobody reads the truth for free, and each sees of it what their culture lets them."""

import numpy as np
import pytest

from simulation.scenario import load_scenario
from simulation.week.cases.rewards import _audited, _seen_by_staff, _team, reward_cases
from simulation.world import Closed, Mode
from tests.worlds import place, world_of

SHORT = {"place.people": 600, "run.past_weeks": 26, "run.weeks": 52}


# --- Cases by hand -------------------------------------------------------------------------------

NEEDS = {"home": {}, "drugs": {}, "sleep": {}}
PLAIN = {"services.learning.purpose": 1.0, "model.culture.publication": 0.0}


def settled(**changes):
    """Three people whose case about the home ended; of the second, also one about drugs.

    The first is well; the second unwell, but well as to drugs; the third unwell, but falsely
    recorded as well.
    """
    services = {name: {"helps": {name: 1.0}, "places": 10.0} for name in NEEDS}
    world = world_of(place(NEEDS, services, **{**PLAIN, **changes}))
    world.week = 40
    people = world.people
    people.need[:3] = [[0.1, 0.8, 0.8], [0.8, 0.1, 0.8], [0.8, 0.8, 0.8]]
    people.priority[:3] = 1 / 3
    people.ended[:3, 0] = 27
    people.ended[1, 1] = 30
    people.mode[2, 0] = Mode.RECORDED
    track = np.array([0, 3, 6])
    recorded = np.array([True, False, True])
    due = Closed(
        track=track, service=np.zeros(3, int), kind=np.zeros(3, int), mode=np.zeros(3, np.uint8),
        began=np.full(3, 7), waited=np.zeros(3, int), weeks=np.full(3, 20),
        finished=np.ones(3, bool), recovered=np.array([True, False, False]), recorded=recorded,
        start_sum=np.full(3, 2.4), start_own=np.full(3, 0.8),
    )  # fmt: skip
    return world, due, np.array([True, False, False])


def seen(affiliation=0.0, heard=0.0, **changes):
    world, due, truth = settled(**changes)
    world.culture.affiliation[:], world.culture.heard[:] = affiliation, heard
    rows, needs = world.split(due.track)
    team = _team(world, rows, needs)
    return _seen_by_staff(world, due, team, truth, np.full(3, 0.5))  # without error


def test_those_who_belong_to_their_service_look_at_its_need():
    assert seen().tolist() == [1, 0, 0]


def test_those_who_belong_to_the_whole_look_at_all_that_was_worked_on():
    np.testing.assert_allclose(seen(affiliation=1.0), [1, 0.5, 0])
    np.testing.assert_allclose(seen(affiliation=0.4), [1, 0.2, 0])


def test_as_far_as_people_are_heard_their_own_burden_counts():
    """A fall of 0.7 in one of three needs that matter alike, shared by those who worked."""
    full = 0.7 / load_scenario("plymouth").model.support.whole_scale
    np.testing.assert_allclose(seen(heard=1.0), [full, full / 2, 0], atol=1e-3)
    np.testing.assert_allclose(seen(heard=0.5), [(1 + full) / 2, full / 4, 0], atol=1e-3)


def test_what_matters_most_weighs_most():
    world, due, truth = settled()
    world.culture.heard[:] = 1.0
    world.people.priority[0] = 1, 0, 0
    rows, needs = world.split(due.track)
    team = _team(world, rows, needs)
    most = _seen_by_staff(world, due, team, truth, np.full(3, 0.5))[0]
    np.testing.assert_allclose(most, 3 * seen(heard=1.0)[0], rtol=1e-2)


def test_listening_clears_the_view():
    worlds = [settled(**{"proxy.x": {"label": "x", "noise": 0.4}}) for _ in range(2)]
    errors = []
    for (world, due, truth), heard in zip(worlds, (0.0, 1.0), strict=True):
        world.culture.heard[:] = heard
        team = _team(world, *world.split(due.track))
        low, high = (
            _seen_by_staff(world, due, team, truth, np.full(3, draw)) for draw in (0.0, 1.0)
        )
        errors.append(high - low)
    np.testing.assert_allclose(errors[1], errors[0] / 2)


def paid(**changes):
    world, due, truth = settled(**changes)
    world.culture.affiliation[:] = 0.0
    payoff = reward_cases(world, due, truth)
    return world, payoff


def test_a_failure_that_shows_costs_those_who_own_up_to_it():
    """The one who recorded falsely is spared."""
    unfined = {"model.support.audit": 0.0}
    (_, calm), (_, blamed) = (
        paid(**unfined, **{"place.past.blame": blame}) for blame in (0.0, 0.6)
    )
    np.testing.assert_allclose(blamed - calm, [0, -0.6 * 0.5, 0])


def test_a_false_record_that_is_found_is_a_failure_that_shows():
    caught = {"model.support.audit": 1.0, "model.support.penalty": 0.0}
    (_, calm), (_, blamed) = (paid(**caught, **{"place.past.blame": blame}) for blame in (0.0, 0.6))
    np.testing.assert_allclose(blamed - calm, [0, -0.6 * 0.5, -0.6 * 0.5])


@pytest.mark.parametrize(("form", "worth"), [("divided", [1, 0.5, 0]), ("undivided", [1, 1, 0])])
def test_what_is_pooled_is_divided_or_not(form, worth):
    """The second person's drugs are well, which others worked on, and their home is not."""
    scheme = {
        "proxy": {"done": {"label": "Done", "counts": "recorded"}},
        "commissioning.pay": {"done": 1.0}, "model.money.pooling": form,
        "model.support.audit": 0.0, "services.learning.purpose": 0.0,
    }  # fmt: skip
    pooled = {"place.past.pooled_share": 1.0, "place.past.targets_collected": 1.0}

    def payoff(weight):
        world, due, truth = settled(**scheme, **pooled, **{"place.past.target_weight": weight})
        world.people.mode[1, 1] = Mode.RECORDED
        due = due._replace(recorded=np.array([True, False, False]))
        return reward_cases(world, due, truth)

    np.testing.assert_allclose(payoff(1.0) - payoff(0.0), worth, atol=1e-9)


def test_assurance_strikes_out_what_an_audit_would_fine():
    found = {"model.support.audit": 1.0, "model.culture.assurance_finds": 1.0}
    for assurance in (0.0, 1.0):
        world, due, _ = settled(**found, **{"place.past.assurance": assurance})
        fined, struck = _audited(world, due, np.full(3, 0.3))
        assert fined.tolist() == [False, False, assurance == 0]
        assert struck.tolist() == [False, False, assurance == 1]
        assert bool(world.people.mode[2, 0] & Mode.RECORDED) == (assurance == 0)


def test_assurance_finds_as_often_as_it_says():
    share = {"model.support.audit": 0.2, "model.culture.assurance_finds": 0.6}
    world, due, _ = settled(**share, **{"place.past.assurance": 0.5})
    many = due._replace(**{k: np.repeat(v[2:], 1000) for k, v in due._asdict().items()})
    fined, struck = _audited(world, many, np.arange(1000) / 1000)
    assert fined.mean() == pytest.approx(0.2 * 0.5)
    assert struck.mean() == pytest.approx(0.6 * 0.5)


def test_a_record_struck_out_is_not_paid_for():
    scheme = {
        "proxy": {"done": {"label": "Done", "counts": "recorded"}},
        "model.support.audit": 0.0, "model.culture.assurance_finds": 1.0,
        "place.past.target_weight": 1.0,
    }  # fmt: skip
    (_, lax), (_, strict) = (
        paid(**scheme, **{"place.past.assurance": assurance}) for assurance in (0.0, 1.0)
    )
    np.testing.assert_allclose(strict - lax, [0, 0, -1], atol=1e-9)
