"""Assessment and intake: thresholds, labels, and where those who are refused are sent."""

import numpy as np
import pytest

from simulation.week.access.service_choice import choose_service
from simulation.world import Asked, Kind
from simulation.world.services import ACCEPT, WARM
from tests.unit.simulation.week.access.test_referral import STEADY, count, town
from tests.worlds import let_pass, place, shrunk, world_of

SILENT = {**STEADY, "seeking": 0.0}
BY_CHOICE = (Kind.REFUSED_SIMPLE, Kind.REFUSED_COMPLEX, Kind.ACCEPTED_SIMPLE, Kind.ACCEPTED_COMPLEX)

# --- Thresholds ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rigidity", [0.0, 0.3, 1.0])
def test_those_below_a_threshold_are_refused_as_rigidly_as_it_is_kept(rigidity):
    changes = {"commissioning.threshold_rigidity": rigidity, "model.referral.threshold_creep": 0.0}
    world = let_pass(town({"places": 1e6, "threshold": 0.9}, 5000, **changes))
    assert count(world, Kind.BELOW_THRESHOLD) / 5000 == pytest.approx(rigidity, abs=0.03)
    assert count(world, Kind.ACCEPTED_SIMPLE) / 5000 == pytest.approx(1 - rigidity, abs=0.03)


@pytest.mark.parametrize(
    ("rigidity", "threshold", "refused"), [(1.0, 0.75, 40), (0.0, 0.75, 0), (1.0, 0.0, 0)]
)
def test_rigid_thresholds_creep_up_where_people_wait(rigidity, threshold, refused):
    changes = {"commissioning.threshold_rigidity": rigidity, "model.referral.threshold_creep": 0.2}
    for busy in (0.0, 1.0):
        world = town({"places": 1e3, "threshold": threshold}, **changes)
        world.services.busy[:] = busy
        assert count(let_pass(world), Kind.BELOW_THRESHOLD) == (refused if busy else 0)


# --- Labels --------------------------------------------------------------------------------------


def labelled(weeks_ago, **changes):
    """Everybody has two other needs that do not show, but were written down some weeks ago."""
    needs = {"home": {**STEADY, "seeking": 20.0}, "drugs": SILENT, "pain": SILENT}
    changes = {"model.referral.accept_complex": 0.5, "model.referral.label_weeks": 10, **changes}
    world = town({"places": 1e6, "helps": {"home": 1.0}}, 400, needs=needs, **changes)
    world.people.need[:, 1:] = 0.1
    world.people.label[:, 1:] = -weeks_ago
    return let_pass(world)


@pytest.mark.parametrize(
    ("effect", "weeks_ago", "counts"), [(1.0, 10, True), (1.0, 11, False), (0.5, 6, False),
                                        (0.5, 5, True), (0.0, 1, False)]
)  # fmt: skip
def test_a_label_sticks_as_long_as_the_lever_says(effect, weeks_ago, counts):
    world = labelled(weeks_ago, commissioning__label_effect=effect)
    complex_ = count(world, Kind.ACCEPTED_COMPLEX, Kind.REFUSED_COMPLEX)
    assert complex_ == count(world, Kind.LABELLED) == (400 if counts else 0)


def test_needs_that_show_are_no_mere_labels():
    world = labelled(1)
    world.people.need[:, 1:] = 0.9
    assert count(let_pass(world), Kind.LABELLED) == 0


# --- Sent on -------------------------------------------------------------------------------------


@pytest.mark.parametrize("luck", [0.0, 0.4, 1 - 2.0**-53])
@pytest.mark.parametrize("door", [False, True])
def test_nobody_is_handed_on_to_who_refused_them(luck, door):
    services = {name: {"helps": {"home": 1.0}, "places": 10.0} for name in "abc"}
    levers = {"commissioning.shared_front_door": 1.0}
    world = world_of(place({"home": {}}, services, **levers))
    refuser, zero = np.array([0, 1, 2]), np.zeros(3, dtype=np.int64)
    for refused in (False, True):
        flags = np.full(3, refused)
        asked = Asked(zero, zero, zero, refuser, flags, flags)
        chosen = choose_service(
            world.record, asked, np.full(3, door), np.full(3, luck), world.levers.open_book
        )
        assert ((chosen >= 0) & (chosen < 3)).all()
        assert not refused or (chosen != refuser).all()


@pytest.mark.parametrize(
    ("threshold", "limit", "reason"),
    [
        (0.9, 50.0, Kind.BELOW_THRESHOLD),
        (0.0, 0.0, Kind.QUEUE_FULL),
        (0.0, 50.0, Kind.REFUSED_SIMPLE),
    ],
)
@pytest.mark.parametrize("complex_", [False, True])
def test_the_habit_for_the_kind_of_case_says_who_is_handed_on(threshold, limit, reason, complex_):
    """Here complex cases always are, for whatever reason they come away; simple ones never."""
    needs = {"home": {**STEADY, "seeking": 20.0}, "drugs": SILENT, "pain": SILENT}
    house, inn = ({"helps": {"home": 1.0}, "places": 1e6} for _ in range(2))
    changes = {"network": {"community": {"inn": 0.0}, "house": {"inn": 1.0}}}
    changes |= {"commissioning.threshold_rigidity": 1.0, "model.referral.queue_limit": limit}
    house |= {"threshold": threshold}
    world = town(house, needs=needs, others={"inn": inn}, **changes)
    world.people.need[:, 1:] = 0.8 if complex_ else 0.1
    world.services.chance[:, :, ACCEPT] = 0.0
    world.services.chance[:, :, WARM] = 0.0, 1.0
    let_pass(world)
    if reason == Kind.REFUSED_SIMPLE and complex_:
        reason = Kind.REFUSED_COMPLEX
    assert count(world, reason) >= 38
    assert world.handed_on.row.size == (count(world, reason) if complex_ else 0)


def test_where_nobody_else_helps_nobody_is_handed_on():
    warm = {"model.referral.warm": 1.0}
    world = let_pass(town({"places": 100.0, "threshold": 0.9}, **warm))
    assert count(world, Kind.BELOW_THRESHOLD) == 40
    assert world.handed_on.row.size == 0
    np.testing.assert_allclose(world.people.bounces, 1)


def test_a_full_queue_assesses_nobody():
    world = town({"places": 4.0}, **{"model.referral.queue_limit": 0.5})
    assert count(let_pass(world), Kind.STORY_TOLD) == 2
    assert world.people.stories.sum() == 2


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


def test_a_shared_front_door_spares_the_telling():
    stories = {}
    for door in (0.0, 1.0):
        scenario = shrunk("plymouth", 200, commissioning__shared_front_door=door)
        world = world_of(scenario, 3).fork(scenario)
        before = world.people.stories.sum()
        let_pass(world, 52)
        stories[door] = world.people.stories.sum() - before
    assert stories[1.0] < 0.8 * stories[0.0]
