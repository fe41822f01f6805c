"""Practice under blame and assurance: what is tried, and what is seen of it."""

import numpy as np
import pytest

from simulation.week.services.practice import view_change
from tests.unit.simulation.week.services.test_decision_learning import city
from tests.worlds import let_pass, place, world_of

NEEDS = {"home": {"dynamics": "steady"}}
TEAMS = {f"team_{i}": {"helps": {"home": 1.0}, "places": 10.0} for i in range(200)}


def learned(change, **levers):
    """How far practice moved along what was tried, after a change seen in 25 cases each, (S,)."""
    noise = levers.pop("noise", 0.0)
    changes = {f"commissioning.{name}": value for name, value in levers.items()}
    scenario = place(NEEDS, TEAMS, **{"model.practice.view_noise": noise}, **changes)
    world = world_of(scenario, 3)
    world.set_levers(scenario.commissioning)
    services = world.services
    services.tried[:] = 1.0
    before = services.practice.copy()
    view_change(world, np.full(services.count, change), np.full(services.count, 25))
    return (services.practice - before)[:, 0]


def test_under_blame_failures_teach_less_and_successes_as_much():
    hides = place(NEEDS).model.steering.blame_hides
    good, bad = learned(0.01), learned(-0.01)
    np.testing.assert_allclose(learned(0.01, blame=1.0), good)
    np.testing.assert_allclose(learned(-0.01, blame=1.0), (1 - hides) * bad)
    assert (bad < 0).all()


def test_assurance_lets_workers_see_more_clearly():
    sees = place(NEEDS).model.steering.assurance_sees
    blurred, clear = (learned(0.0, noise=0.02, assurance=a).std() for a in (0.0, 1.0))
    assert clear == pytest.approx((1 - sees) * blurred, rel=1e-6)


def test_without_practice_learning_practice_stays():
    world = city(**{"services.learning.practice_learning": False})
    before = world.services.practice.copy()
    best = world.services.optimum.copy()
    let_pass(world, 52)
    assert np.array_equal(world.services.practice, before)
    assert not np.array_equal(world.services.optimum, best), "what is best moves on"
