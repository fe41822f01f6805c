"""Closing: when cases end, and whether with the person's agreement."""

import numpy as np
import pytest

from simulation.world import Kind, Status
from tests.unit.simulation.week.cases.test_support import STEADY, house
from tests.worlds import let_pass

AGREED = {"commissioning.shared_endings": 1.0}
ENDINGS = (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
PLANNED = (Kind.COMPLETED, Kind.CLOSED_EARLY, Kind.RAN_OUT)


def events(world, kind):
    return int(world.events.counts()[kind])


def nearly_well(**changes):
    """Everybody in support for one need, well enough that cases end as soon as they may."""
    world = house(weeks=0, people=400, places=1e4, **{"model.support.effect": 0.0, **changes})
    let_pass(world, 4)
    world.people.need[:] = 0.1
    return world


def test_two_queues_left_in_a_week_both_cost_trust():
    both = dict.fromkeys(("home", "drugs"), STEADY)
    changes = {"model.referral.queue_limit": 50.0, "model.support.trust_quit": 0.9}
    helps = {"home": 1e-9, "drugs": 1e-9}
    world = house(needs=both, helps=helps, weeks=3, places=2.0, **changes)
    twice = (world.people.status == Status.WAITING).all(1)
    world.people.trust[:] = 0.5
    impatient = world.scenario.override({"model.seeking.quit_waiting": 1.0})
    world = let_pass(world.fork(impatient))
    assert twice.mean() > 0.9
    np.testing.assert_allclose(world.people.trust[twice], 0.5 * 0.9**2)


def test_without_agreement_nobody_agrees():
    world = nearly_well()
    let_pass(world)
    assert events(world, Kind.COMPLETED) > 390
    assert events(world, Kind.ENDING_AGREED) == 0


def test_an_agreed_ending_takes_its_time():
    """Four weeks on average, so that a quarter of those who are well leave each week."""
    world = nearly_well(**AGREED)
    left = [events(let_pass(world), Kind.COMPLETED) for _ in range(40)]
    mean = np.average(np.arange(1, 41), weights=left)
    assert mean == pytest.approx(4, rel=0.15)
    assert sum(left) > 390


def test_every_planned_ending_is_agreed_where_all_are():
    world = house(**AGREED, **{"model.support.hold": 0.5, "model.support.longest_weeks": 30})
    agreed, ended = 0, 0
    for _ in range(40):
        let_pass(world)
        agreed += events(world, Kind.ENDING_AGREED)
        ended += sum(events(world, kind) for kind in PLANNED)
        assert events(world, Kind.CLOSED_EARLY) == 0, "nobody agrees to end while they are ill"
    assert ended == agreed > 20


def test_whether_an_end_is_to_be_agreed_stands_as_long_as_the_case():
    """Where half are, half are not closed early, neither in the week it is due nor later."""
    changes = {"model.support.hold": 0.0, "model.support.effect": 0.0}
    changes |= {"commissioning.shared_endings": 0.5}
    world = house(weeks=0, people=2000, places=1e5, **changes)
    let_pass(world)
    first = world.people.status[:, 0] == Status.ACTIVE
    open_ = []
    for weeks in (7, 1, 30):
        since = let_pass(world, weeks).people.since[:, 0]
        open_.append(first & (world.people.status[:, 0] == Status.ACTIVE) & (since == 0))
    assert open_[0].sum() == first.sum()
    assert 0.45 < open_[1].sum() / first.sum() < 0.55
    assert np.array_equal(open_[1], open_[2])


def endings(weeks, **changes):
    """How the cases of a house ended, by kind, and how long they were."""
    world = house(weeks=0, **{"model.support.effect": 0.0, **changes})
    found = {kind: [] for kind in ENDINGS}
    for _ in range(weeks):
        let_pass(world)
        for kind in ENDINGS:
            found[kind] += world.events.of(kind)[3].tolist()
    return found


def test_cases_that_are_not_held_are_closed_early():
    found = endings(10, **{"model.support.hold": 0.0})
    assert len(found[Kind.CLOSED_EARLY]) > 45
    assert set(found[Kind.CLOSED_EARLY]) == {8}


def test_cases_that_are_held_run_out_at_last():
    found = endings(60, **{"model.support.longest_weeks": 52})
    assert len(found[Kind.RAN_OUT]) > 45
    assert set(found[Kind.RAN_OUT]) == {52}


def test_cases_are_completed_when_people_are_well_and_not_sooner():
    found = endings(60, **{"model.support.effect": 0.2})
    assert len(found[Kind.COMPLETED]) > 45
    world = house(severity=0.36, weeks=0)
    world.people.trust[:] = 1.0
    let_pass(world, 4)
    assert world.events.counts()[Kind.COMPLETED] == 0
    assert let_pass(world).events.counts()[Kind.COMPLETED] > 45, "no case is shorter than this"


def test_people_leave_support_at_the_stated_rate():
    changes = {"model.seeking.quit_support": 0.2, "place.people": 5000, "model.support.effect": 0.0}
    world = house(places=1e6, weeks=0, **changes)
    world.people.trust[:] = 0.8
    let_pass(world)
    started, left = world.events.counts()[[Kind.STARTED, Kind.QUIT_SUPPORT]]
    assert abs(left - started * 0.2 * 0.5) < 4 * np.sqrt(started * 0.1)
