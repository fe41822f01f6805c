"""Commissioners: what they learn to stress, and whom they bring together."""

import numpy as np
import pytest

from simulation.week.commissioners.steering import steer
from simulation.world import FACILITATE, MONEY, RATCHET, RESPONSES, Status
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

NEEDS = {name: {"dynamics": "steady"} for name in ("home", "drugs", "sleep")}
TEAMS = {
    "house": {"helps": {"home": 0.01}, "caseload": 10.0},
    "clinic": {"helps": {"drugs": 0.01}, "caseload": 10.0},
    "school": {"helps": {"sleep": 0.01}, "caseload": 10.0},
}
PURSES = {
    "city": {"amount": 400_000.0, "funds": {"house": 0.5, "clinic": 0.5}},
    "state": {"amount": 200_000.0, "funds": {"school": 1.0}},
}


def town(**changes):
    return world_of(place(NEEDS, TEAMS, PURSES, **QUIET | EAGER).override(changes), 3)


def a_year(world, house, clinic, school):
    """A year passes in which each service had 100 cases, so many of them counted as successes."""
    services = world.services
    world.week = 52 * (world.week // 52 + 1)
    services.counted[:, 0] += 100 * np.array([house, clinic, school])
    services.closed += 100
    steer(world)


PROXY = {"done": {"label": "Done"}}
LEARNS = {"model.steering.rate": 1.0, "proxy": PROXY}


def test_at_first_all_responses_have_the_strength_the_levers_give_them():
    commissioners = town().commissioners
    for response in range(len(RESPONSES)):
        assert commissioners.strength(response).tolist() == [1.0] * 3


def test_effort_is_shared_out_whole_and_one_response_is_stressed():
    world = town(**LEARNS)
    a_year(world, 0.5, 0.5, 0.5)
    effort = world.commissioners.effort
    np.testing.assert_allclose(effort.sum(1), 1)
    stressed = world.commissioners.stressed
    np.testing.assert_allclose(effort.max(1), 0.5 + 0.5 / 3)
    assert (effort.argmax(1) == stressed).all()
    by_service = world.commissioners.strength(stressed[1])
    assert by_service[2] == pytest.approx(3 * effort[1].max())


def test_a_rise_in_the_figures_speaks_for_what_was_stressed():
    world = town(**LEARNS)
    a_year(world, 0.5, 0.5, 0.5)
    stressed = world.commissioners.stressed.copy()
    a_year(world, 0.6, 0.6, 0.4)
    gained = world.commissioners.weight - 1
    expected = np.zeros((2, 3))
    expected[0, stressed[0]] = 0.1 / world.constants.steering.notable
    np.testing.assert_allclose(gained, expected, atol=1e-9)


def test_what_is_heard_tells_a_commissioner_the_truth_behind_the_figures():
    told = {}
    for heard in (0.0, 0.5, 1.0):
        world = town(**LEARNS)
        world.culture.heard[:] = heard
        world.commissioners.settled[:], world.commissioners.sustained[:] = 100, 20
        a_year(world, 0.8, 0.8, 0.8)
        told[heard] = world.commissioners.told.tolist()
    assert told[0.0] == pytest.approx([0.8, 0.8])
    assert told[0.5] == pytest.approx([0.5, 0.5])
    assert told[1.0] == pytest.approx([0.2, 0.2])


def test_counting_anew_loses_nothing_of_the_year():
    changes = {**LEARNS, "commissioning.contract_weeks": 520}
    told = []
    for contract_weeks in (520, 31):
        world = town(**{**changes, "commissioning.contract_weeks": contract_weeks})
        world.people.need[:] = 0.6
        world.services.helps *= 30
        let_pass(world, 53)
        told.append(world.commissioners.told.tolist())
    assert np.isfinite(told[0]).all()
    assert told[0] == pytest.approx(told[1])


def test_without_learning_nothing_is_stressed():
    world = let_pass(town(proxy=PROXY), 160)
    for response in (RATCHET, MONEY, FACILITATE):
        assert world.commissioners.strength(response).tolist() == [1.0] * 3


# --- Bringing together ---------------------------------------------------------------------------


def met(facilitation, weeks=14, **changes):
    """House and clinic share people; the school has its own."""
    still = {"model.referral.fading": 0.0, "model.money.turnover": 0.0}
    levers = {"commissioning.facilitation": facilitation, **still, **changes}
    world = town(**{"model.referral.knowledge_gain": 0.0, **levers})
    world.people.need[:50], world.people.need[50:] = (0.8, 0.8, 0.1), (0.1, 0.1, 0.8)
    return let_pass(world, weeks)


def test_services_that_share_people_come_to_know_and_trust_each_other():
    world = met(1.0)
    shared = (world.people.status[:, :2] == Status.ACTIVE).all(1)
    assert shared.any()
    gain = world.constants.steering.facilitation_gain
    start = world.constants.referral.knowledge_start
    knowledge, goodwill = world.services.knowledge, world.services.goodwill
    assert knowledge[0, 1] == knowledge[1, 0] == pytest.approx(start + gain * (1 - start))
    assert knowledge[0, 2] == knowledge[2, 1] == pytest.approx(start)
    assert goodwill[0, 1] > goodwill[0, 2]


def test_bringing_together_takes_hours():
    spared, taken = (met(f, 3).services.hours[:, 2] for f in (0.0, 1.0))
    expected = town().constants.steering.facilitation_hours
    np.testing.assert_allclose(taken - spared, expected, atol=1e-9)


def test_nobody_is_brought_together_without_facilitation():
    assert met(0.0).services.knowledge[0, 1] == pytest.approx(0.3)
