"""Staff who move: where from, where to, when, and who has to agree."""

import numpy as np
import pytest

from simulation.week.commissioners.contracts import commission
from simulation.week.commissioners.staff_moves import transfer
from tests.unit.simulation.week.commissioners.test_contracts import NEEDS, bottleneck
from tests.worlds import QUIET, let_pass, place, world_of


def test_staff_leave_where_there_is_room_and_arrive_weeks_later_where_there_is_none():
    world = bottleneck(14)  # the first quarter's end
    wanted, near, far = world.services.staff
    assert (wanted, far) == (4.0, 4.0)
    assert 3.0 < near < 4.0
    ((due, moving),) = world.services.in_transit
    assert moving[0] == pytest.approx(4.0 - near)
    assert due == 13 + 5
    let_pass(world, 5)
    assert world.services.staff[0] == pytest.approx(8.0 - near)
    assert not world.services.in_transit


def test_newcomers_are_less_effective_at_first():
    before, after = bottleneck(18).services, bottleneck(19).services
    assert after.staff[0] > before.staff[0]
    assert after.skill[0] < before.skill[0]


def test_staff_cross_purses_only_as_far_as_they_are_merged():
    lost = [4.0 - bottleneck(14, merged).services.staff[2] for merged in (0.0, 0.5, 1.0)]
    assert lost[0] == 0
    assert 0 < lost[1] < lost[2]


def test_a_service_keeps_its_least_staff():
    world = bottleneck(400, 1.0, **{"model.money.least_staff": 0.75, "model.money.move_rate": 1.0})
    assert world.services.staff[1:].tolist() == pytest.approx([3.0, 3.0])
    assert world.services.money == pytest.approx(600_000)


def asked(share, weeks=14, **changes):
    return bottleneck(weeks, **{"commissioning.consensus_share": share, **changes})


def test_what_all_must_agree_to_comes_later():
    for weeks, talks in ((14, 0), (27, 13), (23, 9)):
        changes = {"model.steering.consensus_weeks": talks, "model.culture.affiliation_start": 1.0}
        before, after = (asked(1.0, w, **changes).services.staff for w in (weeks - 1, weeks))
        assert before[1] == 4.0
        assert after[1] < 4.0


def test_facilitation_halves_the_talks():
    changes = {"commissioning.facilitation": 1.0, "model.steering.consensus_weeks": 10}
    assert asked(1.0, 18, **changes).services.staff[1] == 4.0
    assert asked(1.0, 19, **changes).services.staff[1] < 4.0


def test_who_neither_belongs_nor_wishes_well_blocks_and_who_does_either_agrees():
    now = {"model.steering.consensus_weeks": 0, "model.referral.fading": 0.0}
    now, given = {**now, "model.money.turnover": 0.0}, {}
    for name, affiliation, goodwill in (
        ("neither", 0.0, 0.0), ("belongs", 1.0, 0.0), ("wishes well", 0.0, 1.0),
    ):  # fmt: skip
        world = asked(1.0, 13, **now)
        world.culture.affiliation[:], world.services.goodwill[:] = affiliation, goodwill
        commission(world)
        given[name] = 4.0 - world.services.staff[1]
    assert given["neither"] == 0
    assert given["belongs"] == pytest.approx(given["wishes well"], rel=0.05)
    assert given["belongs"] > 0


def test_who_loses_unasked_bears_a_grudge_and_who_agreed_bears_none():
    now = {"model.steering.consensus_weeks": 0}
    imposed, agreed = (asked(share, **now).services for share in (0.0, 1.0))
    lost = (4.0 - imposed.staff[1]) / 4.0
    assert lost > 0
    kept = 1 - imposed_loss() * lost
    assert imposed.goodwill[1, 0] == pytest.approx(kept * agreed.goodwill[1, 0], rel=1e-6)
    assert imposed.goodwill[0, 1] == pytest.approx(agreed.goodwill[0, 1])
    assert imposed.goodwill[2, 0] == pytest.approx(agreed.goodwill[2, 0])


def imposed_loss():
    return place(NEEDS).model.money.imposed_loss


# --- One transfer --------------------------------------------------------------------------------


def empty_teams(**changes):
    """Three teams of four workers without a case; nobody is asked."""
    team = {"helps": {"home": 1.0}, "staff": 4.0, "caseload": 10.0}
    services = dict.fromkeys(("one", "other", "third"), team)
    return world_of(place(NEEDS, services, **QUIET, **changes))


def test_what_one_gives_up_another_gets_and_no_more():
    world, everybody = empty_teams(), np.ones((3, 3), bool)
    moved = transfer(world, np.array([2.0, -1.0, 0.0]), everybody, 0)
    np.testing.assert_allclose(moved, [1, -1, 0])
    np.testing.assert_allclose(world.services.staff, [5, 3, 4])
    assert world.services.places.tolist() == [50, 30, 40]


def test_what_is_offered_is_cut_to_what_is_wanted():
    world, everybody = empty_teams(), np.ones((3, 3), bool)
    moved = transfer(world, np.array([1.0, -1.0, -1.0]), everybody, 0)
    np.testing.assert_allclose(moved, [1, -0.5, -0.5])


def test_nobody_moves_between_pools():
    world, each_alone = empty_teams(), np.eye(3, dtype=bool)
    assert not transfer(world, np.array([1.0, -1.0, 0.0]), each_alone, 0).any()
    assert world.services.staff.tolist() == [4, 4, 4]


def test_staff_on_the_way_count_nowhere_until_they_arrive():
    world, everybody = empty_teams(), np.ones((3, 3), bool)
    transfer(world, np.array([1.0, -1.0, 0.0]), everybody, 3)
    np.testing.assert_allclose(world.services.staff, [4, 3, 4])
    ((due, staff),) = world.services.in_transit
    assert due == world.clock + 3
    np.testing.assert_allclose(staff, [1, 0, 0])


def test_places_in_use_are_not_given_up():
    world, everybody = empty_teams(), np.ones((3, 3), bool)
    world.services.active[:] = 0, 35, 0
    np.testing.assert_allclose(transfer(world, np.array([2.0, -2.0, 0.0]), everybody, 0)[1], -0.5)
