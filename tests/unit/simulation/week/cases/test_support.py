"""Support: what it does, and to whom."""

import numpy as np
import pytest

from simulation.world import Kind, Status
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

STEADY = {"dynamics": "steady", "seeking": 20.0}
CALM = {**QUIET, **EAGER, "model.support.longest_weeks": 1000, "model.support.hold": 1.0}
CALM |= {"model.support.thin": 0.0, "model.support.joint": 0.0, "model.support.generous": 0.0}
PLAIN = {"commissioning.overhead": 0.0, "commissioning.learning_hours": 0.0}


def house(severity=0.8, people=50, needs=None, helps=None, places=100.0, weeks=1, **changes):
    """Everybody is in support from the first week; a world some weeks on."""
    needs = needs or {"home": STEADY}
    service = {"helps": helps or {"home": 1.0}, "places": places}
    changes = {**CALM, **PLAIN, "place.people": people, **changes}
    world = world_of(place(needs, {"house": service}, **changes))
    world.people.need[:] = severity
    return let_pass(world, weeks)


def eased(world):
    """What a week of support leaves of each person's need."""
    before = world.people.need.copy()
    supported = world.people.status[:, 0] == Status.ACTIVE
    assert supported.mean() > 0.9
    return (let_pass(world).people.need / before)[supported]


# --- What support does ---------------------------------------------------------------------------


def test_support_eases_a_need_in_proportion():
    world = house(severity=np.linspace(0.5, 0.9, 50)[:, None])
    world.people.trust[:] = 1.0
    np.testing.assert_allclose(eased(world), 1 - 0.12)


@pytest.mark.parametrize("trust", [0.0, 0.5, 1.0])
def test_support_reaches_people_by_their_trust(trust):
    world = house()
    world.people.trust[:] = trust
    np.testing.assert_allclose(eased(world), 1 - 0.12 * (0.4 + 0.6 * trust))


@pytest.mark.parametrize("effect", [0.5, 1.0, 2.0, -0.5])
def test_support_does_what_the_service_does(effect):
    world = house(severity=0.6, helps={"home": effect})
    world.people.trust[:] = 1.0
    np.testing.assert_allclose(eased(world), 1 - 0.12 * effect)


def test_thin_support_does_less():
    world = house(**{"model.support.thin": 1.0})
    world.people.trust[:] = 1.0
    assert np.median(eased(world)) == pytest.approx(1 - 0.12 * 0.5)


def test_other_needs_blunt_support_where_they_impair():
    needs = {"home": STEADY, "drugs": {"dynamics": "steady", "seeking": 0.0}}
    changes = {"entanglement.form": "impaired", "entanglement.c": 0.5}
    world = house(severity=[0.8, 0.6], needs=needs, **changes)
    world.people.trust[:] = 1.0
    left = eased(world)
    np.testing.assert_allclose(left[:, 0], 1 - 0.12 * (1 - 0.8 * 0.5 * 0.6))
    np.testing.assert_allclose(left[:, 1], 1)


def test_better_practice_helps_more():
    world = house()
    world.people.trust[:] = 1.0
    world.services.practice = world.services.optimum + np.array([0.6, 0.0, 0.0])
    np.testing.assert_allclose(eased(world), 1 - 0.12 * np.exp(-0.5))


def test_those_without_support_are_left_as_they_were():
    world = house(places=10.0, people=200, weeks=3, **{"model.referral.queue_limit": 50.0})
    idle = world.people.status[:, 0] != Status.ACTIVE
    assert np.array_equal(world.people.need[idle, 0], np.full(idle.sum(), 0.8))
    assert (world.people.need[~idle] < 0.8).all()


def test_a_drop_in_eases_without_a_case():
    service = {"cafe": {"access": "drop_in", "helps": {"home": 1.0}, "staff": 50.0}}
    changes = {**CALM, **PLAIN, "model.seeking.drop_in": 1.0, "place.people": 50}
    world = world_of(place({"home": {**STEADY, "seeking": 0.0}}, service, **changes))
    world.people.need[:], world.people.trust[:] = 0.8, 1.0
    let_pass(world)
    assert world.events.counts()[Kind.DROP_IN] == 50
    np.testing.assert_allclose(world.people.need, 0.8 * (1 - 0.12 * 0.5))
    assert not world.people.status.any()
    assert not world.people.stories.any()
