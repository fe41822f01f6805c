"""Queues: who comes first is found without sorting everybody, and is who a sort would find."""

import numpy as np
import pytest

from simulation.week.access.queue import _foremost
from simulation.world import Kind, Status, joined
from tests.unit.simulation.week.access.test_referral import ACCEPTED, STEADY, count, status, town
from tests.worlds import let_pass


def sorted_first(service, claim, free):
    """By service, within it the strongest claims, as many as are free."""
    order = np.lexsort((-claim, service))
    left, first = free.copy(), []
    for i in order:
        if left[service[i]]:
            left[service[i]] -= 1
            first.append(i)
    return first


@pytest.mark.parametrize("seed", range(20))
def test_those_who_come_first_have_the_strongest_claims(seed):
    rng = np.random.default_rng(seed)
    free = rng.integers(0, 6, 8)
    service = rng.choice(np.flatnonzero(free), 60)
    claim = rng.permutation(60) / 60
    order, clear = _foremost(service, claim, free)
    assert clear
    assert order.tolist() == sorted_first(service, claim, free)


def test_nobody_hopes_where_there_are_no_services():
    order, clear = _foremost(np.empty(0, int), np.empty(0), np.empty(0, int))
    assert clear
    assert not order.size


@pytest.mark.parametrize(
    ("claims", "clear"),
    [([0.3, 0.2, 0.1], True), ([0.3, 0.3, 0.1], False), ([0.3, 0.2, 0.2], False),
     ([0.3, 0.2, 0.1, 0.1], True), ([0.1, 0.1, 0.2, 0.3], False)],
)  # fmt: skip
def test_equal_claims_are_noticed_where_they_matter(claims, clear):
    """Two places; of the last claims nothing follows, unless they might have been among them."""
    assert _foremost(np.zeros(len(claims), int), np.array(claims), np.array([2]))[1] == clear


def queue_of_two_kinds(allocation):
    """Twenty have waited a while; twenty worse off are new to the queue. Then places come free."""
    changes = {"model.referral.queue_limit": 50.0, "commissioning.allocation": allocation}
    world = town({"places": 1.0, "helps": {"home": 0.0001}}, **changes)
    world.people.need[:20], world.people.need[20:] = 0.5, 0.1
    let_pass(world, 10)
    world.people.need[20:] = 0.9
    let_pass(world)
    world.services.beds += 10
    let_pass(world)
    started = world.events.of(Kind.STARTED)[0]
    assert started.size == 10
    return started


def test_first_come_first_served():
    assert (queue_of_two_kinds(allocation=0.0) < 20).all()


def test_by_need_the_worst_come_first():
    assert (queue_of_two_kinds(allocation=1.0) >= 20).all()


def test_by_benefit_those_come_first_whom_it_helps_most():
    changes = {"commissioning.allocation": 1.0, "model.referral.queue_limit": 50.0}
    needs = {name: {**STEADY, "seeking": 20.0} for name in ("home", "drugs")}
    house = {"places": 20.0, "helps": {"home": 1.0, "drugs": 0.5}}
    world = town(house, needs=needs, **changes)
    world.people.need[:20], world.people.need[20:] = (0.8, 0.1), (0.1, 0.8)
    started = let_pass(world).events.of(Kind.STARTED)
    assert started[1].tolist() == [0] * 20


def test_the_queue_is_left_at_the_stated_rate():
    changes = {"model.seeking.quit_waiting": 0.2, "model.referral.queue_limit": 50.0}
    world = town({"places": 400.0, "helps": {"home": 0.0001}}, people=20_000, **changes)
    let_pass(world)
    taken, left = count(world, *ACCEPTED), count(world, Kind.QUIT_WAITING)
    assert abs(left - 0.2 * taken) < 4 * np.sqrt(0.2 * taken)
    assert status(world, Status.WAITING) == taken - left - 400


def test_a_wait_of_many_years_is_known_to_the_week():
    """So that the case is judged by the odds of the week in which it was accepted."""
    changes = {"model.referral.queue_limit": 50.0, "model.support.effect": 0.0}
    changes |= {"model.support.early_weeks": 4, "model.support.longest_weeks": 4}
    world = let_pass(town({"places": 1.0}, **changes))
    waits = world.people.status[:, 0] == Status.WAITING
    world.services.beds[:] = 0.0
    let_pass(world, 299)
    world.services.beds[:] = 100.0
    let_pass(world, 6)
    closed = joined([cases for _, cases in world.pending])
    accepted = (closed.began - closed.waited)[waits[closed.track]]
    assert accepted.size == waits.sum() > 30
    assert not accepted.any()
