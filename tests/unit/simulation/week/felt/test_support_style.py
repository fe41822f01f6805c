"""How people are met: warmth or expertise, support that bends, and what support leaves."""

import numpy as np
import pytest

from simulation.world import Kind, Status
from tests.unit.simulation.week.cases.test_support import STEADY, eased, house
from tests.worlds import let_pass

ENTANGLED = {"home": STEADY, "drugs": {"dynamics": "steady", "seeking": 0.0}}


def met(people=50, **changes):
    """Everybody in support, a week before it is looked at."""
    world = house(people=people, **changes)
    assert (world.people.status[:, 0] == Status.ACTIVE).mean() > 0.9
    return world


# --- Warmth against expertise --------------------------------------------------------------------


@pytest.mark.parametrize("warmth", [0.0, 0.5, 1.0])
def test_expertise_eases_faster(warmth):
    gain = {"model.support.expertise_gain": 0.2, "model.support.warmth_reach": 0.0}
    world = met(**gain, **{"commissioning.warmth": warmth})
    world.people.trust[:] = 1.0
    np.testing.assert_allclose(eased(world), 1 - 0.12 * (1 - 0.2 * (2 * warmth - 1)))


@pytest.mark.parametrize("warmth", [0.0, 0.5, 1.0])
def test_warmth_reaches_those_who_do_not_trust(warmth):
    reach = {"model.support.expertise_gain": 0.0, "model.support.warmth_reach": 0.5}
    world = met(**reach, **{"commissioning.warmth": warmth, "model.support.warmth_trust": 0.0})
    world.people.trust[:] = 0.0
    np.testing.assert_allclose(eased(world), 1 - 0.12 * 0.4 * (1 + 0.5 * (2 * warmth - 1)))


@pytest.mark.parametrize(("warmth", "trust"), [(0.0, 0.45), (0.5, 0.5), (1.0, 0.55)])
def test_warmth_builds_trust_and_cold_expertise_wears_it_down(warmth, trust):
    world = met(**{"commissioning.warmth": warmth, "model.support.warmth_trust": 0.1})
    world.people.trust[:] = 0.5
    let_pass(world)
    supported = world.people.status[:, 0] == Status.ACTIVE
    np.testing.assert_allclose(world.people.trust[supported], trust)


@pytest.mark.parametrize(
    ("queue", "kind"), [(False, Kind.QUIT_SUPPORT), (True, Kind.QUIT_WAITING)], ids=str
)
def test_warmth_keeps_people(queue, kind):
    changes = {"model.seeking.warmth_keeps": 0.5, "model.support.effect": 0.0}
    changes |= {"model.seeking.quit_support": 0.1, "model.seeking.quit_waiting": 0.1}
    changes |= {"model.referral.queue_limit": 50.0, "model.support.warmth_trust": 0.0}
    left = {}
    for warmth in (0.0, 1.0):
        places = 200.0 if queue else 1e6
        world = house(people=8000, places=places, weeks=0, **changes, commissioning__warmth=warmth)
        left[warmth] = let_pass(world).events.counts()[kind]
    assert left[1.0] / left[0.0] == pytest.approx(1 / 3, rel=0.15)


# --- Support that bends --------------------------------------------------------------------------


@pytest.mark.parametrize("other", [0.0, 0.6])
def test_flexible_support_does_more_the_worse_other_needs_are(other):
    changes = {"commissioning.flexibility": 0.5, "model.support.flexible_gain": 0.8}
    least = {"model.life.least": 0.0001}
    world = house(severity=[0.8, max(other, 0.0001)], needs=ENTANGLED, **changes, **least)
    world.people.trust[:] = 1.0
    expected = 1 - 0.12 * (1 + 0.8 * 0.5 * max(other, 0.0001))
    np.testing.assert_allclose(eased(world)[:, 0], expected)


def test_flexible_support_builds_strength_and_spares_dependency():
    changes = {"commissioning.flexibility": 1.0, "model.support.flexible_strength": 0.5}
    changes |= {"model.support.flexible_freedom": 0.4, "model.life.dependency_gain": 0.01}
    world = met(**changes, **{"model.life.dependency_fades": 0.0})
    world.people.strength[:], world.people.dependency[:] = 0.25, 0.0
    let_pass(world)
    supported = world.people.status[:, 0] == Status.ACTIVE
    np.testing.assert_allclose(world.people.strength[supported], 0.25 + 0.006 * 0.75)
    np.testing.assert_allclose(world.people.dependency[supported], 0.006)
    assert not world.people.dependency[~supported].any()


# --- What support leaves -------------------------------------------------------------------------


def test_each_need_that_is_supported_strengthens():
    both = dict.fromkeys(("home", "drugs"), STEADY)
    world = house(needs=both, helps={"home": 0.0001, "drugs": 0.0001}, weeks=3, places=200.0)
    world.people.strength[:] = 0.25
    let_pass(world)
    twice = (world.people.status == Status.ACTIVE).all(1)
    assert twice.mean() > 0.9
    np.testing.assert_allclose(world.people.strength[twice], 1 - 0.75 * 0.996**2)


def test_the_dependent_gain_less_strength():
    world = met(**{"model.life.dependency_saps": 0.5, "model.life.dependency_drains": 0.0})
    world.people.strength[:], world.people.dependency[:] = 0.25, 0.8
    supported = world.people.status[:, 0] == Status.ACTIVE
    let_pass(world)
    np.testing.assert_allclose(
        world.people.strength[supported],
        0.25 + 0.004 * (1 - 0.5 * world.people.dependency[supported]) * 0.75,
    )
