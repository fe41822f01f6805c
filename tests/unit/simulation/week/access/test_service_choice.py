"""Choosing a service: which doors are found, and how far those who refer expect them to open."""

import numpy as np
import pytest

from simulation.week.access.service_choice import choose_service
from simulation.week.access.service_choice import hope as hope_of
from simulation.world import Asked, Kind, Mode, Status
from tests.unit.simulation.week.access.test_referral import CALM, STEADY, count, town
from tests.worlds import QUIET, let_pass, place, world_of

NEEDS = {"home": {"dynamics": "steady"}, "drugs": {"dynamics": "steady"}}


def three(book=0.0, **changes):
    """One service for the home, two for drugs, all known by half."""
    services = {
        "house": {"helps": {"home": 1e-9}, "places": 200.0},
        "clinic": {"helps": {"drugs": 1e-9}, "places": 100.0},
        "ward": {"helps": {"drugs": 1e-9}, "places": 300.0},
    }
    changes = {**QUIET, "place.people": 40, **changes, "place.past.open_book": book}
    world = world_of(place(NEEDS, services, **changes))
    world.services.knowledge[:] = 0.5
    world.services.know_themselves()
    return world


def hope(world, itself):
    return hope_of(world.record, world.levers.open_book, itself)


def test_where_nothing_was_futile_and_the_book_is_closed_hope_is_whole():
    np.testing.assert_allclose(hope(three(), itself=True), 1.0)


def test_who_knows_nobody_but_itself_has_no_hope_elsewhere():
    world = three()
    np.testing.assert_allclose(hope(world, itself=False)[0], [0, 1])
    world.services.knowledge[:] = 0.0
    world.services.know_themselves()
    np.testing.assert_allclose(hope(world, itself=True), [[1, 0], [0, 1], [0, 1]])
    assert not hope(world, itself=False).any()


def test_hope_falls_by_what_was_futile_the_larger_service_counting_more():
    world = three()
    world.services.futility[0] = 0.0, 0.0, 0.8
    assert hope(world, itself=True)[0, 1] == pytest.approx(1 - 0.8 * 300 / 400)


@pytest.mark.parametrize("book", [0.0, 0.5, 1.0])
def test_an_open_book_shows_whether_there_is_room(book):
    world = three(book)
    limit = 1 + world.constants.referral.queue_limit
    world.services.active[:] = 0, 100 * limit, 300 * limit
    least = world.constants.referral.least_room
    assert hope(world, itself=True)[0, 1] == pytest.approx(1 - book * (1 - least))


@pytest.mark.parametrize(("futility", "handed"), [(0.0, 40), (1.0, 0)])
def test_joint_workers_hand_over_where_there_is_hope(futility, handed):
    joint = {
        "model.support.joint": 0.9999,
        "model.seeking.hand_over": 1.0,
        "model.seeking.seek": 0.0,
    }
    sure = {"services.learning.floor": 0.0001, "model.referral.accept_simple": 0.9999}
    world = three(**joint, **sure, **{"model.referral.accept_complex": 0.9999})
    people = world.people
    people.need[:] = 0.8
    people.service[:, 0], people.mode[:, 0] = 0, Mode.JOINT | Mode.HOLD
    world.enter(Status.ACTIVE, np.arange(0, 80, 2))
    world.services.futility[:] = futility
    events = let_pass(world).events
    referred = sum(
        events.of(kind)[0].size for kind in (Kind.ACCEPTED_SIMPLE, Kind.ACCEPTED_COMPLEX)
    )
    assert referred == handed


def test_a_service_without_places_is_no_door():
    world = town({"places": 0.0})
    let_pass(world, 5)
    assert count(world, Kind.NO_DOOR) == 40
    assert not world.people.status.any()
    assert (world.people.bounces == 5).all()


@pytest.mark.parametrize("access", ["self", "referral"])
def test_only_what_is_known_can_be_found(access):
    world = town({"places": 100.0, "access": access}, network={"community": {"house": 0.0}})
    assert count(let_pass(world), Kind.NO_DOOR) == 40


def test_a_front_door_knows_every_service():
    changes = {"network": {"community": {"house": 0.0}}, "commissioning.shared_front_door": 1.0}
    assert count(let_pass(town({"places": 100.0}, **changes)), Kind.NO_DOOR) == 0


@pytest.mark.parametrize("luck", [0.0, 0.3, 1 - 2.0**-30, 1 - 2.0**-53])
def test_nobody_is_sent_where_their_need_is_not_helped(luck):
    """Not even with the worst of luck."""
    services = {
        name: {"helps": {need: 1.0}, "places": 10.0}
        for name, need in (("a", "drugs"), ("b", "home"), ("c", "home"), ("d", "drugs"))
    }
    world = world_of(place({"home": {}, "drugs": {}}, services))
    one, no = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=bool)
    asked = Asked(one, one, one, one + world.services.community, no, no)
    chosen = choose_service(world.record, asked, no, np.array([luck]), world.levers.open_book)
    assert chosen[0] in (1, 2)


def test_an_open_book_sends_people_where_there_is_room():
    waiting = {}
    for book in (0.0, 1.0):
        service = {"helps": {"home": 0.0001}, "places": 20.0}
        changes = {**CALM, "place.people": 60, "commissioning.open_book": book}
        changes |= {"network": {"community": {"near": 1.0, "far": 0.2}}, "model.seeking.seek": 0.1}
        world = world_of(place({"home": STEADY}, {"near": service, "far": service}, **changes))
        world.people.need[:] = 0.8
        waiting[book] = sum(let_pass(world).services.waiting.sum() for _ in range(20))
    assert 0 < waiting[1.0] < waiting[0.0] / 2
