"""Getting in: asking, being found, referred, assessed, accepted or turned away, and waiting."""

import numpy as np
import pytest

from simulation.week.access.service_choice import choose_service
from simulation.world import Asked, Kind, Status, joined
from tests.worlds import EAGER, QUIET, let_pass, place, shrunk, world_of

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


# --- Asking --------------------------------------------------------------------------------------


def test_who_is_well_does_not_ask():
    world = town({"places": 100.0}, severity=0.3)
    assert count(let_pass(world), *ASKED) == 0


@pytest.mark.parametrize("trust", [0.0, 0.5, 1.0])
def test_people_ask_as_often_as_trust_allows(trust):
    assert_asking(0.1 * (0.5 + trust), trust, **{"model.seeking.hide": 0.0})


@pytest.mark.parametrize(("trust", "asks"), [(0.19, 0.2), (0.21, 1.0)])
def test_those_who_trust_least_hide(trust, asks):
    hides = {"model.seeking.hide": 0.2, "model.seeking.hidden_keeps": 0.2}
    assert_asking(0.1 * (0.5 + trust) * asks, trust, **hides)


def test_outreach_finds_those_who_hide():
    hides = {"model.seeking.hide": 1.0, "model.seeking.hidden_keeps": 0.0}
    house = {"access": "outreach", "places": 0.0}
    assert_asking(0.3, 0.1, house, **hides, **{"model.seeking.outreach": 0.3})


def assert_asking(rate, trust, house=None, **changes):
    """So many of 20,000 people ask or are found in a week as a rate says."""
    needs, changes = {"home": STEADY}, {"model.seeking.seek": 0.1, **changes}
    world = town(house or {"places": 0.0}, 20_000, needs=needs, **changes)
    world.people.trust[:] = trust
    expected = 20_000 * -np.expm1(-rate)
    assert abs(count(let_pass(world), *ASKED) - expected) < 4 * np.sqrt(expected)


def test_outreach_finds_those_who_do_not_ask():
    silent = {"home": {**STEADY, "seeking": 0.0}}
    found = {}
    for access in ("self", "outreach"):
        changes = {"model.seeking.outreach": 0.5}
        world = town({"access": access, "places": 100.0}, needs=silent, **changes)
        found[access] = count(let_pass(world, 1), *ASKED)
    assert found["self"] == 0
    assert 8 < found["outreach"] < 25


def test_outreach_refers_nobody_for_a_need_they_do_not_have():
    silent = {name: {**STEADY, "seeking": 0.0} for name in ("home", "drugs", "pain")}
    world = town({"access": "outreach", "places": 100.0}, needs=silent)
    world.people.need[:] = 0.8, 0.8, 0.1
    for _ in range(40):
        let_pass(world)
        for kind in ASKED:
            assert not (world.events.of(kind)[1] == 2).any()
    assert not world.people.status[:, 2].any()
    assert world.people.status[:, :2].any(0).all()


def test_nobody_asks_for_what_is_being_worked_on():
    world = town({"places": 100.0, "helps": {"home": 0.0001}})
    assert count(let_pass(world), *ASKED) == 40
    assert count(let_pass(world, 20), *ASKED) == 0


# --- Finding a door ------------------------------------------------------------------------------


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
    chosen = choose_service(world, asked, no, np.array([luck]))
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


def test_a_full_queue_assesses_nobody():
    world = town({"places": 4.0}, **{"model.referral.queue_limit": 0.5})
    assert count(let_pass(world), Kind.STORY_TOLD) == 2
    assert world.people.stories.sum() == 2


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


def test_being_turned_away_costs_trust_and_strength():
    unheard_of = {"inn": {"helps": {"home": 1.0}, "places": 1.0}}
    nobody = {"network": {"community": {"inn": 0.0}}}
    world = town({"places": 100.0, "threshold": 0.9}, others=unheard_of, **nobody)
    world.people.trust[:], world.people.strength[:] = 0.5, 0.25
    let_pass(world)
    warm = world.services.chance[0, :, -1]
    assert set(np.round(world.people.trust, 6)) == {round(0.5 * 0.94, 6), round(0.5 * 0.976, 6)}
    assert 0 < np.mean(world.people.trust > 0.48) < 2 * warm.max()
    np.testing.assert_allclose(world.people.strength, 0.25 * (1 - 0.003))


# --- Waiting -------------------------------------------------------------------------------------


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


# --- Telling the story ---------------------------------------------------------------------------


def test_a_shared_front_door_spares_the_telling():
    stories = {}
    for door in (0.0, 1.0):
        scenario = shrunk("plymouth", 200, commissioning__shared_front_door=door)
        world = world_of(scenario, 3).fork(scenario)
        before = world.people.stories.sum()
        let_pass(world, 52)
        stories[door] = world.people.stories.sum() - before
    assert stories[1.0] < 0.8 * stories[0.0]


def test_blame_makes_refusals_cost_more_goodwill():
    left = {}
    for blame in (0.0, 1.0):
        changes = {"commissioning.blame": blame, "model.referral.fading": 0.0}
        changes |= {"model.referral.accept_simple": 0.0, "model.referral.accept_complex": 0.0}
        world = let_pass(town({"places": 100.0}, 10, **changes))
        left[blame] = float(world.services.goodwill[-1, 0])
    model = place({"home": {}}).model
    loss, more = model.referral.goodwill_loss, 1 + model.steering.blame_refusals
    assert left[0.0] < 0.5
    kept = np.log([left[1.0] / 0.5, left[0.0] / 0.5])
    assert kept[0] / kept[1] == pytest.approx(np.log(1 - loss * more) / np.log(1 - loss))
