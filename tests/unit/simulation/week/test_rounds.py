"""Rounds whose length is a lever: reviews, contracts and listening, each so long after the last."""

from itertools import pairwise

import pytest

from simulation.scenario import Scenario
from simulation.week.schedule import run_past, weeks
from simulation.world import World
from tests.worlds import QUIET, place

NEEDS = {"home": {"dynamics": "steady"}}
LENGTHS = ("review_weeks", "contract_weeks", "listening_cycle_weeks")


def lasting(past: int, weeks: int, event: dict | None = None) -> Scenario:
    """One service; all rounds are so long in the past, and so long from the fork at week 40 on."""
    changes = {"place.past.listening_hours": 0.01, "commissioning.listening_hours": 0.01}
    for name in LENGTHS:
        changes |= {f"place.past.{name}": past, f"commissioning.{name}": weeks}
    changes |= {"run.past_weeks": 40, "place.people": 1, **QUIET}
    one = {"one": {"helps": {"home": 1.0}, "places": 1.0}}
    proxy = {"done": {"label": "Done", "counts": "sustained"}}
    return place(NEEDS, one, proxy=proxy, event=event or {}, **changes)


def ramp(week: int, over: int, to: int) -> dict:
    return {"ramp": {"week": week, "over": over, "set": dict.fromkeys(LENGTHS, to)}}


def rounds(world: World, number: int) -> list[list[int]]:
    """The weeks on the clock in which each kind of round falls, as they show in what is left."""
    found: list[list[int]] = [[], [], []]
    services = world.services
    services.stake[:] = services.closed[:] = -1
    for _ in weeks(world, until=world.week + number):
        fell = (
            services.stake[0, 0] == 1,
            services.closed[0] == 0,
            world.culture.listened == 0,
        )
        for kind, falls in zip(found, fell, strict=True):
            kind.extend([world.clock] if falls else [])
        services.stake[:] = services.closed[:] = -1
    return found


def all_rounds(scenario: Scenario, number: int) -> list[list[int]]:
    return rounds(World(scenario, 1), number)


@pytest.mark.parametrize("length", [13, 20, 39])
def test_rounds_of_one_length_fall_in_its_multiples(length):
    expected = list(range(length, 120, length))
    assert all_rounds(lasting(length, length), 120) == [expected, expected, [0, *expected]]


@pytest.mark.parametrize("to", [13, 52])
def test_rounds_whose_length_is_ramped_are_as_far_apart_as_it_asks(to):
    """The length moves by no more than a week at a time: no round comes late or soon."""
    event = ramp(20, 104, to)
    for found in all_rounds(lasting(26, 26, event), 400):
        apart = [after - before for before, after in pairwise(found)]
        assert apart == sorted(apart, reverse=to < 26)
        assert (apart[0], apart[-1]) == (26, to)
        assert len(set(apart)) > 2


@pytest.mark.parametrize(("length", "first"), [(52, 26 + 52), (20, 26 + 20), (13, 40)])
def test_the_first_after_the_fork_is_counted_from_the_last_before_it(length, first):
    for found in all_rounds(lasting(26, length), 200):
        after = [week for week in found if week >= 40]
        assert after == list(range(first, 200, length))


def test_what_goes_on_from_a_fork_has_the_rounds_of_the_run_alone():
    scenario = lasting(26, 52, ramp(10, 8, 13))
    past = run_past(scenario, 1)
    alone = [[week for week in found if week >= 40] for found in all_rounds(scenario, 200)]
    assert rounds(past.fork(scenario), 160) == alone
    assert rounds(past.fork(scenario), 160) == alone
