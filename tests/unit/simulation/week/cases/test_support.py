"""Support: what it does, what it costs of everybody's hours, how cases end and are written down."""

import numpy as np
import pytest

from simulation.world import Kind, Status
from tests.worlds import EAGER, QUIET, let_pass, place, shrunk, world_of

STEADY = {"dynamics": "steady", "seeking": 20.0}
CALM = {**QUIET, **EAGER, "model.support.longest_weeks": 1000, "model.support.hold": 1.0}
CALM |= {"model.support.thin": 0.0, "model.support.joint": 0.0, "model.support.generous": 0.0}
PLAIN = {"commissioning.overhead": 0.0, "commissioning.learning_hours": 0.0}
ENDINGS = (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)


def house(severity=0.8, people=50, needs=None, helps=None, places=100.0, weeks=1, **changes):
    """Everybody is in support from the first week; a world some weeks on."""
    needs = needs or {"home": STEADY}
    service = {"helps": helps or {"home": 1.0}, "places": places}
    changes = {**CALM, **PLAIN, "place.people": people, **changes}
    world = world_of(place(needs, {"house": service}, **changes))
    world.people.need[:] = severity
    return let_pass(world, weeks)


def eased(world):
    """What a week of support leaves of each person's need."""
    before = world.people.need.copy()
    supported = world.people.status[:, 0] == Status.ACTIVE
    assert supported.mean() > 0.9
    return (let_pass(world).people.need / before)[supported]


# --- What support does ---------------------------------------------------------------------------


def test_support_eases_a_need_in_proportion():
    world = house(severity=np.linspace(0.5, 0.9, 50)[:, None])
    world.people.trust[:] = 1.0
    np.testing.assert_allclose(eased(world), 1 - 0.12)


@pytest.mark.parametrize("trust", [0.0, 0.5, 1.0])
def test_support_reaches_people_by_their_trust(trust):
    world = house()
    world.people.trust[:] = trust
    np.testing.assert_allclose(eased(world), 1 - 0.12 * (0.4 + 0.6 * trust))


@pytest.mark.parametrize("effect", [0.5, 1.0, 2.0, -0.5])
def test_support_does_what_the_service_does(effect):
    world = house(severity=0.6, helps={"home": effect})
    world.people.trust[:] = 1.0
    np.testing.assert_allclose(eased(world), 1 - 0.12 * effect)


def test_thin_support_does_less():
    world = house(**{"model.support.thin": 1.0})
    world.people.trust[:] = 1.0
    assert np.median(eased(world)) == pytest.approx(1 - 0.12 * 0.5)


def test_other_needs_blunt_support_where_they_impair():
    needs = {"home": STEADY, "drugs": {"dynamics": "steady", "seeking": 0.0}}
    changes = {"entanglement.form": "impaired", "entanglement.c": 0.5}
    world = house(severity=[0.8, 0.6], needs=needs, **changes)
    world.people.trust[:] = 1.0
    left = eased(world)
    np.testing.assert_allclose(left[:, 0], 1 - 0.12 * (1 - 0.8 * 0.5 * 0.6))
    np.testing.assert_allclose(left[:, 1], 1)


def test_better_practice_helps_more():
    world = house()
    world.people.trust[:] = 1.0
    world.services.practice = world.services.optimum + np.array([0.6, 0.0, 0.0])
    np.testing.assert_allclose(eased(world), 1 - 0.12 * np.exp(-0.5))


def test_those_without_support_are_left_as_they_were():
    world = house(places=10.0, people=200, weeks=3, **{"model.referral.queue_limit": 50.0})
    idle = world.people.status[:, 0] != Status.ACTIVE
    assert np.array_equal(world.people.need[idle, 0], np.full(idle.sum(), 0.8))
    assert (world.people.need[~idle] < 0.8).all()


def test_strength_grows_in_support():
    world = house()
    world.people.strength[:] = 0.25
    supported = world.people.status[:, 0] == Status.ACTIVE
    let_pass(world)
    np.testing.assert_allclose(world.people.strength[supported], 0.25 + 0.004 * 0.75)
    np.testing.assert_allclose(world.people.strength[~supported], 0.25)


def test_a_drop_in_eases_without_a_case():
    service = {"cafe": {"access": "drop_in", "helps": {"home": 1.0}, "staff": 50.0}}
    changes = {**CALM, **PLAIN, "model.seeking.drop_in": 1.0, "place.people": 50}
    world = world_of(place({"home": {**STEADY, "seeking": 0.0}}, service, **changes))
    world.people.need[:], world.people.trust[:] = 0.8, 1.0
    let_pass(world)
    assert world.events.counts()[Kind.DROP_IN] == 50
    np.testing.assert_allclose(world.people.need, 0.8 * (1 - 0.12 * 0.5))
    assert not world.people.status.any()
    assert not world.people.stories.any()


# --- Hours ---------------------------------------------------------------------------------------


def shares(**changes):
    """Hours by use in a full house a few weeks on: direct, recording, coordination, ..."""
    return house(places=50.0, weeks=3, **changes).services.hours[0]


def test_hours_without_any_other_use_are_direct():
    nothing = {"model.effort.recording": 0.0, "model.effort.targets": 0.0}
    np.testing.assert_allclose(shares(**nothing), [1, 0, 0, 0, 0])


def test_overhead_and_learning_take_what_they_are_given():
    hours = shares(**{"commissioning.overhead": 0.3, "commissioning.learning_hours": 0.1})
    assert hours[3:].tolist() == [0.1, 0.3]
    assert hours[0] == pytest.approx(1 - 0.4 - 0.04 - 0.06)


@pytest.mark.parametrize(
    ("mode", "use"), [("generous", 1), ("joint", 2)], ids=["recording", "coordination"]
)
def test_what_a_way_of_working_costs_it_costs_the_services_hours(mode, use):
    plain, changed = shares(), shares(**{f"model.support.{mode}": 1.0})
    active = 50 * 0.9999
    cost = 0.30 * active / (50 / 0.60)
    assert changed[use] - plain[use] == pytest.approx(cost, rel=0.02)
    assert plain[0] - changed[0] == pytest.approx(cost, rel=0.02)


def test_hours_that_are_not_there_are_not_given():
    """Where support would take every hour, half of them in overhead halve support."""
    half = {"model.effort.contact_share": 1.0, "commissioning.overhead": 0.5}
    half |= {"model.effort.recording": 0.0, "model.effort.targets": 0.0}
    world = house(places=50.0, weeks=3, **half)
    world.people.trust[:] = 1.0
    supply = 0.5 * 50 / np.count_nonzero(world.people.status == Status.ACTIVE)
    np.testing.assert_allclose(eased(world), 1 - 0.12 * supply)


# --- Endings -------------------------------------------------------------------------------------


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


def test_trust_grows_with_success_and_falls_with_failure():
    well, failed = house(severity=0.36, weeks=0), house(weeks=0, **{"model.support.hold": 0.0})
    for world, weeks in ((well, 5), (failed, 9)):
        world.people.trust[:] = 0.5
        let_pass(world, weeks)
    assert np.median(well.people.trust) == pytest.approx(0.5 + 0.06 * 0.5)
    assert np.median(failed.people.trust) == pytest.approx(0.5 * 0.93)


# --- Recording -----------------------------------------------------------------------------------


def city(**changes):
    """A shrunken city whose services learn nothing, after a year; and its record."""
    changes = {"services.learning.policy_learning": False, **changes}
    scenario = shrunk("plymouth", 200, run__past_weeks=0, run__weeks=52, **changes)
    world, counts = world_of(scenario, 3), 0
    for _ in range(52):
        counts = counts + let_pass(world).events.counts()
    return world.people, counts


def test_generous_recording_raises_what_is_recorded_and_nothing_else():
    free = {"model.effort.generous": 0.0}
    people, counts = city(**free, **{"model.support.generous": 0.0})
    generous, more = city(**free, **{"model.support.generous": 1.0})
    assert more[Kind.RECORDED] > 1.2 * counts[Kind.RECORDED]
    assert more[Kind.SUSTAINED] == counts[Kind.SUSTAINED]
    assert more[Kind.SETTLED] == counts[Kind.SETTLED]
    assert generous.need.tobytes() == people.need.tobytes()


def test_what_is_recorded_strictly_is_true():
    _, counts = city(**{"model.support.generous": 0.0, "services.learning.floor": 0.0001})
    assert counts[Kind.RECORDED] > 20
    assert counts[Kind.RECORDED_FALSELY] == 0
