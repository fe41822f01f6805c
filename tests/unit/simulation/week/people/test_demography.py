"""Deaths, departures and arrivals, one week at a time."""

import numpy as np
import pytest

from simulation.week.people.demography import leave_and_arrive
from simulation.world import Kind, Status
from tests.worlds import QUIET, place, world_of

NEEDS = {"home": {"dynamics": "steady"}}
HOUSE = {"house": {"helps": {"home": 1.0}, "places": 1000.0}}


def ready(fatal, hazard, people=4000, severity=1.0, **changes):
    """People with one way of leaving, in a week in which nothing has happened yet."""
    way = {"label": "Leaving", "hazard": hazard, "fatal": fatal}
    changes = {**QUIET, "place.people": people, "exit": {"leaving": way}, **changes}
    world = world_of(place(NEEDS, HOUSE, **changes))
    world.people.need[:] = severity
    return world


def left(world, kind):
    return world.events.of(kind)[0]


@pytest.mark.parametrize("severity", [0.0, 0.5, 1.0])
def test_deaths_grow_with_the_square_of_need(severity):
    world = ready(True, 0.5, severity=severity)
    leave_and_arrive(world)
    chance = 1 - np.exp(-0.5 * severity**2)
    spread = 4 * np.sqrt(4000 * chance * (1 - chance))
    assert abs(left(world, Kind.DIED).size - 4000 * chance) <= spread
    assert not left(world, Kind.DEPARTED).size


def test_departures_take_no_notice_of_need():
    one, other = (ready(False, 0.5, severity=severity) for severity in (0.0, 1.0))
    for world in (one, other):
        leave_and_arrive(world)
    assert left(one, Kind.DEPARTED).tolist() == left(other, Kind.DEPARTED).tolist()
    chance = 1 - np.exp(-0.5)
    spread = 4 * np.sqrt(4000 * chance * (1 - chance))
    assert abs(left(one, Kind.DEPARTED).size - 4000 * chance) < spread


@pytest.mark.parametrize(("fatal", "kind"), [(True, Kind.DIED), (False, Kind.DEPARTED)])
def test_who_leaves_is_gone_and_holds_no_place(fatal, kind):
    world = ready(fatal, 1.0, people=200)
    people = world.people
    people.status[:100], people.service[:] = Status.WAITING, 0
    people.status[100:] = Status.ACTIVE
    leave_and_arrive(world)
    gone = left(world, kind)
    assert 80 < gone.size < 170
    assert not people.present[gone].any()
    assert people.alive[gone].any() != fatal
    assert not people.status[gone].any()
    assert world.cut_short["row"].tolist() == gone[gone >= 100].tolist()
    assert people.present.sum() == 200 - gone.size


def test_nobody_leaves_twice():
    world = ready(True, 1.0, people=200)
    leave_and_arrive(world)
    first = set(left(world, Kind.DIED))
    world.week += 1
    world.events.clear()
    leave_and_arrive(world)
    assert not first & set(left(world, Kind.DIED))


@pytest.mark.parametrize(("rate", "least", "most"), [(0.0, 0, 0), (0.52, 1, 1), (0.78, 1, 2)])
def test_as_many_arrive_each_week_as_the_rate_says(rate, least, most):
    """Of 100 people, at a rate of 0.52 a year, exactly one each week; what is over, by luck."""
    world = ready(False, 0.0, people=100, **{"place.arrivals": rate})
    arrived = []
    for _ in range(40):
        world.events.clear()
        leave_and_arrive(world)
        arrived.append(left(world, Kind.ARRIVED).size)
        world.week += 1
    assert (min(arrived), max(arrived)) == (least, most)
    assert world.people.count == 100 + sum(arrived)
    assert world.people.present.all()
