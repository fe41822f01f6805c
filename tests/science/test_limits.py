"""Limits with known answers: survival, hazards, arrivals and shares against theory.

Tolerances are four standard errors of what theory says, so that a wrong law fails and luck,
which is fixed, does not.
"""

import numpy as np
import pytest

from simulation.world import Kind, Status
from tests.worlds import QUIET, let_pass, place, world_of

STEADY = {"dynamics": "steady"}
DEATH = {"label": "Death", "fatal": True}


def near(count: float, expected: float, of: float) -> bool:
    """Whether a count is within four standard errors of a binomial expectation."""
    return abs(count - expected) <= 4 * np.sqrt(expected * (1 - expected / of))


# --- Leaving -------------------------------------------------------------------------------------


@pytest.mark.parametrize("severity", [0.3, 0.6, 1.0])
def test_with_constant_needs_survival_is_exponential(severity):
    """exp(-hazard x mean need squared x weeks): one a twentieth off would fail."""
    people, hazard = 100_000, 0.02
    exits = {"death": {**DEATH, "hazard": hazard}}
    changes = {**QUIET, "place.people": people, "exit": exits}
    world = world_of(place({"home": STEADY, "drugs": STEADY}, **changes), seed=1)
    world.people.need[:] = severity
    for weeks in (1, 9, 40):
        let_pass(world, weeks)
        alive = np.count_nonzero(world.people.alive)
        assert near(alive, people * np.exp(-hazard * severity**2 * world.week), people)


def test_departures_come_alike_to_all_whatever_their_needs():
    people, hazard, weeks = 40_000, 0.01, 30
    exits = {"moving": {"label": "Moving", "hazard": hazard}}
    world = world_of(place({"home": STEADY}, **QUIET, **{"place.people": people, "exit": exits}))
    world.people.need[: people // 2], world.people.need[people // 2 :] = 0.1, 1.0
    here = let_pass(world, weeks).people.here
    for half in (here[: people // 2], here[people // 2 :]):
        assert near(half.sum(), half.size * np.exp(-hazard * weeks), half.size)


def test_two_ways_of_leaving_compete():
    people, weeks = 40_000, 20
    exits = {
        "death": {**DEATH, "hazard": 0.03},
        "moving": {"label": "Moving", "hazard": 0.01},
    }
    world = world_of(place({"home": STEADY}, **QUIET, **{"place.people": people, "exit": exits}))
    world.people.need[:] = 1.0
    died = departed = 0
    for _ in range(weeks):
        counts = let_pass(world).events.counts()
        died, departed = died + counts[Kind.DIED], departed + counts[Kind.DEPARTED]
    gone = people * -np.expm1(-0.04 * weeks)
    # within a week deaths are drawn first, which favours them by a hair
    first = -np.expm1(-0.03) / -np.expm1(-0.04)
    assert near(died + departed, gone, people)
    assert near(died, gone * first, people)


SUPPORT = {"weeks": 2, "factor": 4.8, "on": 0.7, "off": 1.3}


def test_support_lacking_it_and_its_end_change_the_hazard_of_death_as_stated():
    """In one week: 1 - exp(-hazard x mean need squared x factor), the factor by circumstance."""
    people, hazard, severity = 80_000, 0.05, 0.8
    exits = {"death": {**DEATH, "hazard": hazard, "after": {"home": SUPPORT}}}
    changes = {**QUIET, "place.people": 5 * people, "exit": exits}
    service = {"helps": {"home": 1.0}, "places": 1e6}
    world = world_of(place({"home": STEADY}, {"house": service}, **changes))
    column, groups = world.people, np.arange(5 * people).reshape(5, people)
    supported, ended, lately, lacking, well = groups
    column.need[:] = severity
    column.need[well] = 0.3
    column.status[supported], column.service[supported] = Status.ACTIVE, 0
    column.since[supported] = 0
    column.ended[ended], column.ended[lately] = -3, -2
    dead = np.isin(np.arange(5 * people), let_pass(world).events.of(Kind.DIED)[0])
    for rows, factor in (
        (supported, 0.7), (lately, 4.8), (ended, 1.3), (lacking, 1.3), (well, 1.0),
    ):  # fmt: skip
        level = 0.3 if rows is well else severity
        chance = -np.expm1(-hazard * level**2 * factor)
        assert near(dead[rows].sum(), people * chance, people), factor


def test_the_spike_after_support_lasts_as_long_as_stated():
    people, hazard = 40_000, 0.02
    exits = {"death": {**DEATH, "hazard": hazard, "after": {"home": SUPPORT}}}
    world = world_of(place({"home": STEADY}, **QUIET, **{"place.people": people, "exit": exits}))
    world.people.need[:], world.people.ended[:] = 1.0, 0
    for factor in (4.8, 4.8, 4.8, 1.3, 1.3):
        alive = np.count_nonzero(world.people.alive)
        died = let_pass(world).events.counts()[Kind.DIED]
        assert near(died, alive * -np.expm1(-hazard * factor), alive)


# --- Coming --------------------------------------------------------------------------------------


def test_as_many_arrive_as_the_place_says():
    """The share a year, to within one person a week by luck."""
    changes = {"place.people": 1000, "place.arrivals": 0.37}
    world = world_of(place({"home": STEADY}, **QUIET, **changes), seed=2)
    come = [let_pass(world).events.counts()[Kind.ARRIVED] for _ in range(520)]
    assert set(come) <= {7, 8}
    assert abs(sum(come) - 3700) < 4 * np.sqrt(520 * 0.25)


def test_people_come_as_the_place_describes_them():
    needs = {"home": {"prevalence": 0.3}, "drugs": {"prevalence": 0.8}}
    values = {
        "home": {"label": "A home", "reads": "home", "weight": 3.0},
        "trust": {"label": "Trust", "reads": "trust", "weight": 1.0},
    }
    people = world_of(place(needs, place__people=20_000, value=values)).people
    has = (people.need > 0.35).mean(0)
    np.testing.assert_allclose(has, [0.3, 0.8], atol=4 * 0.5 / np.sqrt(20_000))
    assert people.strength.mean() == pytest.approx(0.25, abs=0.01)
    assert people.trust.mean() == pytest.approx(0.5, abs=0.01)
    np.testing.assert_allclose(people.priority.sum(1), 1)
    assert people.priority[:, 0].mean() > 2 * people.priority[:, 1].mean()


# --- Crises --------------------------------------------------------------------------------------


def test_crises_strike_by_the_square_of_what_they_read():
    people = 40_000
    crises = {
        "fall": {"label": "Fall", "hazard": 0.10, "needs": {"home": 1.0}},
        "overdose": {"label": "Overdose", "hazard": 0.05, "needs": {"drugs": 1.0}},
    }
    changes = {**QUIET, "place.people": people, "crisis": crises}
    world = world_of(place({"home": STEADY, "drugs": STEADY}, **changes), seed=3)
    world.people.need[:] = 0.5, 0.9
    rows, _, _, kinds = let_pass(world).events.of(Kind.CRISIS)
    hazards = np.array([0.10 * 0.5**2, 0.05 * 0.9**2])
    struck = people * -np.expm1(-hazards.sum())
    assert len(set(rows)) == rows.size
    assert near(rows.size, struck, people)
    assert near((kinds == 1).sum(), struck * hazards[1] / hazards.sum(), people)


def test_a_crisis_does_what_it_says_and_costs_strength():
    crises = {"fall": {"label": "Fall", "hazard": 10.0, "effect": {"drugs": 0.2}}}
    changes = {**QUIET, "crisis": crises, "model.life.strength_from_crisis": 0.1}
    changes |= {"model.life.strength_return": 0.0}
    world = world_of(place({"home": STEADY, "drugs": STEADY}, **changes), seed=3)
    world.people.need[:], world.people.strength[:] = (1.0, 0.7), 0.5
    rows = let_pass(world).events.of(Kind.CRISIS)[0]
    assert rows.size > 90
    np.testing.assert_allclose(world.people.need[rows], [[1.0, 0.9]] * rows.size)
    np.testing.assert_allclose(world.people.strength[rows], 0.45)
    np.testing.assert_allclose(world.people.need[:, 0], 1.0)
