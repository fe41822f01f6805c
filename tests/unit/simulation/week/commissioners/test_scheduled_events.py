"""Events: levers set or ramped, and shocks from outside."""

import numpy as np
import pytest

from tests.worlds import QUIET, let_pass, place, weeks_of, world_of

NEEDS = {"home": {"dynamics": "steady"}, "drugs": {"dynamics": "steady"}}


def course(lever, event, weeks=30, **changes):
    """The value of a lever in every week after the fork."""
    scenario = place(
        NEEDS, event=event, run__weeks=weeks, run__past_weeks=3, place__people=1, **changes
    )
    return [getattr(world.levers, lever) for world in weeks_of(scenario) if world.week >= 0]


def test_a_ramp_moves_in_equal_steps():
    event = {"opening": {"week": 10, "over": 8, "set": {"open_book": 0.9}}}
    values = course("open_book", event, **{"commissioning.open_book": 0.1})
    expected = [0.1] * 10 + [0.1 + 0.8 * step / 8 for step in range(1, 9)] + [0.9] * 12
    assert values == pytest.approx(expected, abs=1e-12)
    assert values[-1] == 0.9


def test_a_lever_without_a_ramp_is_set_at_once():
    event = {"opening": {"week": 10, "set": {"open_book": 0.9}}}
    assert course("open_book", event) == [0.0] * 10 + [0.9] * 20


def test_other_levers_stay():
    event = {"opening": {"week": 10, "over": 8, "set": {"open_book": 0.9}}}
    assert set(course("overhead", event, **{"commissioning.overhead": 0.3})) == {0.3}


def test_levers_that_count_weeks_stay_whole():
    event = {"slower": {"week": 2, "over": 7, "set": {"review_weeks": 20}}}
    values = course("review_weeks", event, **{"commissioning.review_weeks": 13})
    assert all(isinstance(value, int) for value in values)
    assert values == sorted(values)
    assert (values[0], values[-1]) == (13, 20)


def test_of_two_events_the_later_goes_on_from_the_earlier():
    event = {
        "second": {"week": 12, "over": 4, "set": {"open_book": 0.0}},
        "first": {"week": 5, "over": 5, "set": {"open_book": 1.0}},
    }
    values = course("open_book", event)
    assert values[9:12] == [1.0, 1.0, 1.0]
    assert values[12:16] == pytest.approx([0.75, 0.5, 0.25, 0.0])
    assert values[16:] == [0.0] * 14


def test_a_ramp_that_outlasts_the_run_is_cut_short():
    event = {"opening": {"week": 20, "over": 40, "set": {"open_book": 1.0}}}
    assert course("open_book", event)[-1] == pytest.approx(10 / 40)


def test_the_past_is_under_the_inherited_regime():
    scenario = place(
        NEEDS, run__past_weeks=3, run__weeks=3, place__past={"overhead": 0.4},
        commissioning__overhead=0.1,
    )  # fmt: skip
    assert [world.levers.overhead for world in weeks_of(scenario)] == [0.4] * 3 + [0.1] * 3


# --- Shocks --------------------------------------------------------------------------------------


def struck(**shock):
    """Two steady needs of 0.5 of many people, before and after the week of a shock."""
    event = {"flood": {"week": 2, "shock": shock}}
    world = world_of(place(NEEDS, event=event, place__people=4000, **QUIET), seed=3)
    world.people.need[:] = 0.5
    before = let_pass(world, 2).people.need.copy()
    return before, let_pass(world).people.need


def test_a_shock_adds_what_it_says_to_the_share_it_hits():
    before, after = struck(needs={"home": 0.3}, share=0.25)
    rise = after - before
    assert np.isin(rise[:, 0].round(9), [0.0, 0.3]).all()
    hit = np.count_nonzero(rise[:, 0])
    assert abs(hit - 1000) < 4 * np.sqrt(4000 * 0.25 * 0.75)
    assert not rise[:, 1].any()


def test_a_shock_may_hit_everybody_and_may_be_a_relief():
    before, after = struck(needs={"home": -0.2, "drugs": 0.9})
    np.testing.assert_allclose(after[:, 0], before[:, 0] - 0.2)
    np.testing.assert_allclose(after[:, 1], 1.0)


def test_each_shock_hits_its_own():
    hit = []
    for name in ("flood", "fire"):
        event = {name: {"week": 0, "shock": {"needs": {"home": 0.3}, "share": 0.5}}}
        world = world_of(place(NEEDS, event=event, place__people=400, **QUIET), seed=3)
        world.people.need[:] = 0.5
        hit.append(let_pass(world).people.need[:, 0] > 0.6)
    assert 0.35 < np.mean(hit[0] == hit[1]) < 0.65


def test_nothing_happens_in_the_past():
    event = {"flood": {"week": 0, "shock": {"needs": {"home": 0.4}}}}
    scenario = place(NEEDS, event=event, run__past_weeks=5, run__weeks=3, **QUIET)
    burden = [world.people.need[:, 0].mean() for world in weeks_of(scenario, 3)]
    assert max(burden[:5]) == min(burden[:5]) < burden[5]


# --- Reconciliation ------------------------------------------------------------------------------


def reconciled(share):
    """Two services on bad terms, the week before and the week of a reconciliation."""
    services = {name: {"helps": {"home": 1.0}, "staff": 2.0} for name in ("one", "two")}
    event = {"truth": {"week": 2, "reconcile": share}}
    world = world_of(place(NEEDS, services, event=event, **QUIET, place__people=200), seed=3)
    world.people.need[:] = 0.1  # nobody asks
    let_pass(world, 2)
    world.services.goodwill[:], world.services.futility[:] = 0.1, 0.5
    world.people.bounces[:100] = 3
    world.people.trust[:] = 0.4
    return let_pass(world)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_reconciliation_mends_what_went_wrong(share):
    none, world = reconciled(0.0), reconciled(share)
    steering, services = world.constants.steering, world.services
    fading = 1 - world.constants.referral.fading
    assert services.futility[0, 1] == pytest.approx(0.5 * fading * (1 - share))
    expected = 0.1 + share * (steering.reconciled - 0.1)
    assert services.goodwill[0, 1] == pytest.approx(expected, abs=0.01)
    gained = world.people.trust - none.people.trust
    np.testing.assert_allclose(gained[:100], share * steering.reconciled_trust * 0.6)
    assert not gained[100:].any()
    assert (world.culture.heard >= 0.9 * share).all()  # it ages from that week on


def test_a_reconciliation_takes_hours_that_week_only():
    world = reconciled(1.0)
    steering = world.constants.steering
    learning = world.services.hours[:, 3]
    np.testing.assert_allclose(learning, world.levers.learning_hours + steering.reconcile_hours)
    np.testing.assert_allclose(let_pass(world).services.hours[:, 3], world.levers.learning_hours)


def test_goodwill_that_is_high_stays():
    world = world_of(place(NEEDS, {"one": {"helps": {"home": 1.0}, "staff": 1.0}},
                           event={"truth": {"week": 0, "reconcile": 1.0}}, **QUIET))  # fmt: skip
    world.people.need[:] = 0.1
    world.services.goodwill[:] = 0.95
    assert let_pass(world).services.goodwill.min() > 0.9


def test_what_is_paid_for_moves_in_equal_steps():
    paid = {
        "old": {"label": "Old", "counts": "recorded"},
        "new": {"label": "New", "counts": "sustained"},
    }
    event = {"change": {"week": 10, "over": 4, "pay": {"new": 1.0}}}
    scenario = place(
        NEEDS, event=event, proxy=paid, run__weeks=20, run__past_weeks=3, place__people=1,
        **{"commissioning.pay": {"old": 2.0}},
    )  # fmt: skip
    course = [world.pay.tolist() for world in weeks_of(scenario) if world.week >= 0]
    assert course[9] == [1.0, 0.0]
    assert [new for _, new in course[10:14]] == pytest.approx([0.25, 0.5, 0.75, 1.0])
    assert course[-1] == [0.0, 1.0]
