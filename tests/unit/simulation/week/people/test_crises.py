"""Crises, one week at a time."""

import numpy as np

from simulation.week.people.crises import strike_crises
from simulation.world import Kind
from tests.worlds import QUIET, place, world_of

NEEDS = {"home": {"dynamics": "steady"}, "drugs": {"dynamics": "steady"}}


def ready(people=4000, **crises):
    """People with both needs at one half, and crises of these kinds."""
    kinds = {name: {"label": name, **crisis} for name, crisis in crises.items()}
    world = world_of(place(NEEDS, **QUIET, **{"place.people": people, "crisis": kinds}))
    world.people.need[:] = 0.5
    return world


def struck(world):
    strike_crises(world)
    rows, _, _, kinds = world.events.of(Kind.CRISIS)
    return rows, kinds


def near(found, people, chance):
    return abs(found - people * chance) < 4 * np.sqrt(people * chance * (1 - chance))


def test_nobody_is_struck_without_a_hazard():
    assert not struck(ready(overdose={"hazard": 0.0}))[0].size


def test_the_chance_follows_the_square_of_the_needs_a_kind_reads():
    world = ready(overdose={"hazard": 0.8, "needs": {"drugs": 1.0}})
    world.people.need[:, 0] = 1.0  # is not read
    rows, _ = struck(world)
    assert near(rows.size, 4000, 1 - np.exp(-0.8 * 0.5**2))


def test_a_person_has_one_crisis_a_week_whose_kind_is_drawn_by_hazard():
    world = ready(one={"hazard": 3.0}, other={"hazard": 1.0})
    rows, kinds = struck(world)
    assert len(set(rows.tolist())) == rows.size
    assert near(rows.size, 4000, 1 - np.exp(-4.0 * 0.5**2))
    assert near(np.count_nonzero(kinds == 0), rows.size, 0.75)


def test_a_crisis_moves_needs_and_strength_and_is_remembered():
    world = ready(overdose={"hazard": 2.0, "effect": {"home": 0.1, "drugs": 0.9}})
    world.people.strength[:] = 0.4
    rows, _ = struck(world)
    hit = np.isin(np.arange(4000), rows)
    np.testing.assert_allclose(world.people.need[hit], [[0.6, 1.0]] * rows.size)
    np.testing.assert_allclose(world.people.need[~hit], 0.5)
    loss = world.scenario.model.life.strength_from_crisis
    np.testing.assert_allclose(world.people.strength[hit], 0.4 * (1 - loss))
    assert (world.people.crisis[hit] == world.clock).all()


def test_those_who_are_gone_have_no_crisis():
    world = ready(overdose={"hazard": 2.0})
    world.people.present[:2000] = False
    assert struck(world)[0].min() >= 2000
