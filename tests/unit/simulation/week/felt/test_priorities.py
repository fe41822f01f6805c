"""What matters to people counts, as far as it is heard."""

import numpy as np
import pytest

from simulation.week.felt.priorities import as_heard
from simulation.world import Kind
from tests.unit.simulation.week.access.test_referral import STEADY, town
from tests.worlds import let_pass, place, world_of

NEEDS = {name: {**STEADY, "seeking": 20.0} for name in ("home", "drugs")}
VALUES = {
    "roof": {"label": "A roof", "reads": "home"},
    "door": {"label": "A door", "reads": "home"},
    "safety": {"label": "Safety", "reads": "safety"},
}


def weights(heard, values=None):
    house = {"house": {"helps": {"home": 1.0}, "places": 1.0}}
    world = world_of(place(NEEDS, house, value=values or {}, place__people=2))
    world.culture.heard[:] = heard
    return world.people.priority, as_heard(world, np.arange(2), np.zeros(2, dtype=np.int64))


def test_what_nobody_heard_changes_nothing():
    assert (weights(0.0)[1] == 1).all()


@pytest.mark.parametrize("heard", [0.4, 1.0])
def test_needs_count_by_the_priority_of_what_reads_them(heard):
    priority, weight = weights(heard)
    np.testing.assert_allclose(weight, 1 - heard + heard * 2 * priority)
    priority, weight = weights(heard, VALUES)
    np.testing.assert_allclose(weight[:, 0], 1 - heard + heard * 3 * priority[:, :2].sum(1))
    np.testing.assert_allclose(weight[:, 1], 1 - heard)


def two_kinds(heard, **changes):
    """People who need a home, half of whom care about nothing but drugs."""
    world = town({"places": 20.0}, needs=NEEDS, **changes)
    world.people.priority[:20], world.people.priority[20:] = (0.0, 1.0), (1.0, 0.0)
    world.culture.heard[:] = heard
    return world


@pytest.mark.parametrize(("heard", "first"), [(0.0, range(20)), (1.0, range(20, 40))])
def test_places_go_to_whom_it_matters(heard, first):
    changes = {"commissioning.allocation": 1.0, "model.referral.queue_limit": 50.0}
    world = two_kinds(heard, **changes)
    world.people.need[:20], world.people.need[20:] = (0.9, 0.1), (0.8, 0.1)
    assert set(let_pass(world).events.of(Kind.STARTED)[0]) == set(first)


@pytest.mark.parametrize(("heard", "need"), [(0.0, {1}), (1.0, {1, 2})])
def test_a_worker_hands_over_what_matters_to_the_person(heard, need):
    needs = {**NEEDS, "pain": {**STEADY, "seeking": 0.0}, "drugs": {**STEADY, "seeking": 0.0}}
    joint = {"model.support.joint": 1.0, "model.seeking.hand_over": 1.0}
    service = {"places": 1e3, "helps": dict.fromkeys(needs, 1e-9)}
    world = town(service, needs=needs, **joint)
    world.people.need[:] = 0.8, 0.9, 0.7
    world.people.priority[:20], world.people.priority[20:] = (0, 1, 0), (0, 0, 1)
    world.culture.heard[:] = heard
    handed = let_pass(let_pass(world)).events.of(Kind.ACCEPTED_SIMPLE)
    complex_ = world.events.of(Kind.ACCEPTED_COMPLEX)
    rows, asked = (np.concatenate([a, b]) for a, b in zip(handed[:2], complex_[:2], strict=True))
    assert rows.size > 30
    assert set(asked) == need
