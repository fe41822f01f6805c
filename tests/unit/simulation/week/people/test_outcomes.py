"""Outcomes of a week, by hand."""

import numpy as np
import pytest

from simulation.week.people.outcomes import live_week
from tests.worlds import QUIET, place, world_of

NEEDS = {"home": {"recovered": 0.3}, "drugs": {"recovered": 0.3}}


def two(**changes):
    """Two people: the first is well as to the home, the second in nothing."""
    world = world_of(place(NEEDS, **QUIET, **{"place.people": 2, **changes}))
    people = world.people
    people.need[:] = [[0.1, 0.9], [0.5, 0.7]]
    people.priority[:] = [[0.75, 0.25], [0.5, 0.5]]
    people.cohort[:], people.worst_fifth[:] = True, [False, True]
    people.good_weeks[:] = 0.0
    return world


def lived(world):
    live_week(world)
    return world.outcome


def test_a_week_is_good_by_the_priorities_of_what_is_well():
    world = two()
    assert lived(world)["good"] == pytest.approx(0.75)
    np.testing.assert_allclose(world.people.good_weeks, [0.75, 0])


def test_burden_is_weighted_by_priority_and_unweighted_is_not():
    outcome = lived(two())
    first, second = 0.75 * 0.1 + 0.25 * 0.9, 0.6
    assert outcome["burden"] == pytest.approx(first + second)
    assert outcome["burden_unweighted"] == pytest.approx(0.5 + 0.6)
    assert (outcome["worst"], outcome["worst_burden"]) == (1, pytest.approx(second))


def test_those_who_are_gone_have_neither_good_weeks_nor_burden():
    """Of the dead the cohort's weeks are counted all the same."""
    world = two()
    world.people.present[0] = world.people.alive[0] = False
    outcome = lived(world)
    assert (outcome["good"], outcome["present"], outcome["cohort"]) == (0, 1, 2)
    assert outcome["burden"] == pytest.approx(0.6)


def test_in_the_past_good_weeks_are_not_added_up():
    world = two(**{"run.past_weeks": 0})
    world.week = -1
    lived(world)
    assert not world.people.good_weeks.any()


def test_values_that_are_no_needs_are_lost_as_stated():
    """Trust by what is missing, safety by this week's crisis, ties by the peers who are gone."""
    reads = {"trust": 2.0, "safety": 1.0, "ties": 1.0}
    values = {name: {"label": name, "reads": name, "weight": w} for name, w in reads.items()}
    world = world_of(
        place(NEEDS, **QUIET, **{"place.people": 2, "place.peers": 1, "value": values})
    )
    people = world.people
    people.priority[:] = 0.5, 0.25, 0.25
    people.trust[:] = 0.8, 0.2
    people.crisis[1] = world.clock
    assert lived(world)["burden"] == pytest.approx(0.5 * 0.2 + 0.5 * 0.8 + 0.25)
    people.present[1] = False  # the first has lost a peer
    assert lived(world)["burden"] == pytest.approx(0.5 * 0.2 + 0.25)
