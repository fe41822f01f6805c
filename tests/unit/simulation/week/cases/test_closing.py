"""Endings: agreed with the person or not, and several in one week."""

import numpy as np
import pytest

from simulation.world import Kind, Status
from tests.unit.simulation.week.cases.test_support import STEADY, house
from tests.worlds import let_pass

AGREED = {"commissioning.shared_endings": 1.0}
PLANNED = (Kind.COMPLETED, Kind.CLOSED_EARLY, Kind.RAN_OUT)


def events(world, kind):
    return int(world.events.counts()[kind])


def nearly_well(**changes):
    """Everybody in support for one need, well enough that cases end as soon as they may."""
    world = house(weeks=0, people=400, places=1e4, **{"model.support.effect": 0.0, **changes})
    let_pass(world, 4)
    world.people.need[:] = 0.1
    return world


def test_two_cases_completed_in_a_week_both_build_trust():
    both = dict.fromkeys(("home", "drugs"), STEADY)
    world = house(needs=both, helps={"home": 1e-9, "drugs": 1e-9}, weeks=6, places=200.0)
    active = (world.people.status == Status.ACTIVE).all(1)
    world.people.need[:], world.people.trust[:] = 0.1, 0.5
    let_pass(world)
    assert active.mean() > 0.9
    np.testing.assert_allclose(world.people.trust[active], 1 - 0.5 * (1 - 0.06) ** 2)


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


def test_an_agreed_ending_strengthens_and_frees():
    changes = {"model.support.ending_weeks": 1, "model.support.trust_success": 0.0}
    changes |= {"model.support.ending_strength": 0.1, "model.support.ending_trust": 0.2}
    changes |= {"model.support.ending_freedom": 0.3, "model.life.strength_from_support": 0.0}
    changes |= {"model.life.strength_return": 0.0, "model.life.dependency_fades": 0.0}
    changes |= {"model.life.dependency_drains": 0.0}
    world = nearly_well(**AGREED, **changes)
    people = world.people
    people.trust[:], people.strength[:], people.dependency[:] = 0.5, 0.5, 0.5
    let_pass(world)
    rows = world.events.of(Kind.ENDING_AGREED)[0]
    assert rows.size > 390
    np.testing.assert_allclose(people.trust[rows], 0.6)
    np.testing.assert_allclose(people.strength[rows], 0.55)
    np.testing.assert_allclose(people.dependency[rows], 0.35)


def test_who_agreed_to_an_end_is_not_let_down_by_it():
    changes = {"model.support.longest_weeks": 10, "model.support.ending_trust": 0.0}
    trust = {}
    for name, lever in (("agreed", AGREED), ("not", {})):
        world = house(weeks=0, **{**changes, **lever, "model.support.effect": 0.0})
        world.people.trust[:] = 0.5
        let_pass(world, 11)
        trust[name] = float(np.median(world.people.trust))
    assert trust == pytest.approx({"agreed": 0.5, "not": 0.5 * 0.93})
