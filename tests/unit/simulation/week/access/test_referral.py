"""Referral: who finds a queue full, is below a threshold, refused or accepted."""

import numpy as np

from simulation.world import Kind, Status
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

STEADY = {"dynamics": "steady"}
CALM = {**QUIET, **EAGER}
ASKED = (
    Kind.NO_DOOR, Kind.QUEUE_FULL, Kind.BELOW_THRESHOLD, Kind.REFUSED_SIMPLE,
    Kind.REFUSED_COMPLEX, Kind.ACCEPTED_SIMPLE, Kind.ACCEPTED_COMPLEX,
)  # fmt: skip
ACCEPTED = ASKED[-2:]


def town(service, people=40, severity=0.8, needs=None, others=None, **changes):
    """Everybody needs the one service, asks at once and stays; a world at its start."""
    needs = needs or {"home": {**STEADY, "seeking": 20.0}}
    service = {"helps": dict.fromkeys(needs, 1.0), **service}
    changes = {**CALM, "place.people": people, **changes}
    world = world_of(place(needs, {"house": service, **(others or {})}, **changes))
    world.people.need[:] = severity
    return world


def count(world, *kinds):
    return sum(int(world.events.counts()[kind]) for kind in kinds)


def status(world, value):
    return int(np.count_nonzero(world.people.status == value))


# --- Being let in --------------------------------------------------------------------------------


def test_a_queue_takes_as_many_as_its_limit_and_no_more():
    unlearned = {"model.referral.futility_gain": 0.0}
    world = town({"places": 4.0}, **unlearned, **{"model.referral.queue_limit": 0.5})
    let_pass(world)
    assert count(world, Kind.ACCEPTED_SIMPLE) == 2
    assert count(world, Kind.QUEUE_FULL) == 38
    assert count(world, Kind.REFUSED_SIMPLE, Kind.REFUSED_COMPLEX) == 0
    let_pass(world, 3)
    assert (status(world, Status.ACTIVE), status(world, Status.WAITING)) == (4, 2)
    assert count(let_pass(world), Kind.QUEUE_FULL) == 34


def test_a_threshold_keeps_out_those_below_it():
    world = town({"places": 100.0, "threshold": 0.6})
    world.people.need[:, 0] = np.linspace(0.4, 0.9, 40)
    below = world.people.need[:, 0] < 0.6
    let_pass(world)
    assert set(world.events.of(Kind.BELOW_THRESHOLD)[0]) == set(np.flatnonzero(below))
    assert np.array_equal(world.people.status[:, 0] == Status.NONE, below)
    assert (world.people.stories == 1).all(), "they are assessed all the same"


def test_simple_and_complex_cases_are_accepted_as_the_habit_says():
    changes = {"model.referral.accept_simple": 0.7, "model.referral.accept_complex": 0.3}
    silent = {**STEADY, "seeking": 0.0}
    needs = {"home": {**STEADY, "seeking": 20.0}, "drugs": silent, "pain": silent}
    world = town({"places": 1e6, "helps": {"home": 1.0}}, 20_000, needs=needs, **changes)
    world.people.need[:, 1:] = 0.1
    world.people.need[10_000:, 1:] = 0.5  # above what shows, and two of them
    let_pass(world)
    for kind, chance in ((Kind.ACCEPTED_SIMPLE, 0.7), (Kind.ACCEPTED_COMPLEX, 0.3)):
        assert abs(count(world, kind) - 10_000 * chance) < 4 * np.sqrt(10_000 * 0.21)
