"""Strength, trust and dependency by themselves: peers, hope, and what dependency takes."""

import numpy as np
import pytest

from simulation.world import Status
from tests.unit.simulation.week.cases.test_support import house
from tests.worlds import QUIET, let_pass, place, world_of

STEADY = {"dynamics": "steady"}
STILL = {**QUIET, "model.life.strength_return": 0.0}


def circle(people=3, peers=2, **changes):
    """People without services who are each other's peers."""
    changes = {**STILL, "place.people": people, "place.peers": peers, **changes}
    world = world_of(place({"home": STEADY}, **changes))
    everybody = np.arange(people)
    ring = [(everybody + step) % people for step in range(1, peers + 1)]
    world.people.peers[:] = np.stack(ring, axis=1)
    world.people.strength[:] = np.linspace(0.2, 0.8, people)
    world.people.need[:] = 0.8
    return world


def test_peers_pull_on_strength():
    world = circle(**{"model.life.peer_pull": 0.1})
    let_pass(world)
    expected = [0.2 + 0.1 * 0.45, 0.5, 0.8 - 0.1 * 0.45]
    np.testing.assert_allclose(world.people.strength, expected)


def test_those_who_are_gone_pull_on_nobody():
    world = circle(**{"model.life.peer_pull": 0.1})
    world.people.present[2] = world.people.alive[2] = False
    let_pass(world)
    np.testing.assert_allclose(world.people.strength[:2], [0.2 + 0.1 * 0.3, 0.5 - 0.1 * 0.3])


def test_who_has_lost_all_their_peers_goes_on_alone():
    world = circle(**{"model.life.peer_pull": 0.1, "model.life.peers_hope": 0.1})
    world.people.present[1:] = world.people.alive[1:] = False
    assert let_pass(world).people.strength[0] == pytest.approx(0.2)


def test_peers_who_are_well_give_hope():
    world = circle(**{"model.life.peers_hope": 0.1})
    world.people.need[2] = 0.1
    let_pass(world)
    expected = [0.2 + 0.1 * 0.5 * 0.8, 0.5 + 0.1 * 0.5 * 0.5, 0.8]
    np.testing.assert_allclose(world.people.strength, expected)


@pytest.mark.parametrize("people", [1, 2, 50])
def test_nobody_is_their_own_peer_while_there_is_anybody_else(people):
    world = world_of(place({"home": STEADY}, **STILL, place__people=people, place__peers=8))
    peers, own = world.people.peers, np.arange(people)[:, None]
    assert ((peers >= 0) & (peers < people)).all()
    assert (peers != own).all() or people == 1
    assert len(np.unique(peers)) == people


def test_dependency_drains_strength_and_fades():
    changes = {"model.life.dependency_drains": 0.1, "model.life.dependency_fades": 0.02}
    world = circle(**changes)
    world.people.dependency[:] = 0.5
    let_pass(world)
    np.testing.assert_allclose(world.people.strength, np.array([0.2, 0.5, 0.8]) * 0.95)
    np.testing.assert_allclose(world.people.dependency, 0.49)


def test_strength_and_trust_drift_back_to_the_middle():
    world = world_of(place({"home": {}}, **QUIET | {"model.life.trust_return": 0.05}))
    world.people.strength[:], world.people.trust[:] = 0.9, 0.1
    let_pass(world)
    np.testing.assert_allclose(world.people.strength, 0.9 - 0.004 * (0.9 - 0.25))
    np.testing.assert_allclose(world.people.trust, 0.1 + 0.05 * 0.4)
    let_pass(world, 2000)
    np.testing.assert_allclose(world.people.strength, 0.25, atol=1e-3)
    np.testing.assert_allclose(world.people.trust, 0.5, atol=1e-3)


def test_peers_draw_strength_towards_theirs_all_at_once():
    changes = {"place.peers": 2, "model.life.peer_pull": 0.1, "model.life.strength_return": 0.0}
    world = world_of(place({"home": {}}, **QUIET | changes))
    before = world.people.strength.copy()
    among = before[world.people.peers].mean(1)
    let_pass(world)
    np.testing.assert_allclose(world.people.strength, before + 0.1 * (among - before))


def test_strength_grows_in_support():
    world = house()
    world.people.strength[:] = 0.25
    supported = world.people.status[:, 0] == Status.ACTIVE
    let_pass(world)
    np.testing.assert_allclose(world.people.strength[supported], 0.25 + 0.004 * 0.75)
    np.testing.assert_allclose(world.people.strength[~supported], 0.25)
