"""Hill-climbing: what earned more is kept, what earned less is given up."""

import numpy as np
import pytest

from simulation.week.services.hill_climbing import climb
from tests.unit.simulation.week.services.test_decision_learning import at_stake, city


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


def test_who_does_not_hill_climb_keeps_their_habits():
    world = city(1)
    world.week, before = 13, world.services.logit.copy()
    climb(world)
    assert np.array_equal(world.services.logit, before)


def test_something_else_is_tried_only_every_so_many_weeks():
    scheme = {"services.learning.rule": "hill_climb", "services.learning.climb_weeks": 5}
    world = city(**scheme)
    changed = []
    for week in range(16):
        world.week, before = week, world.services.logit.copy()
        climb(world)
        changed += [week] if not np.array_equal(world.services.logit, before) else []
    assert changed == [5, 10, 15]


def test_no_habit_is_tried_beyond_the_floor():
    scheme = {"services.learning.rule": "hill_climb", "services.learning.climb_step": 5.0}
    world = city(**scheme, **{"services.learning.floor": 0.1, "services.learning.climb_weeks": 1})
    world.week = 1
    climb(world)
    assert world.services.chance.min() == pytest.approx(0.1)
    assert world.services.chance.max() == pytest.approx(0.9)
