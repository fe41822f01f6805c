"""Money: what it buys, who wins and loses it, and where it moves."""

import numpy as np
import pytest

from tests.worlds import EAGER, QUIET, let_pass, place, world_of

STEADY = {"dynamics": "steady"}
NEEDS = {"home": STEADY}
HELPS = {"helps": {"home": 1.0}}


# --- What money buys -----------------------------------------------------------------------------


def funded(amount, funds, services, **changes):
    """Services that one purse pays for."""
    services = {name: {**HELPS, **service} for name, service in services.items()}
    purses = {"city": {"amount": amount, "funds": funds}}
    return world_of(place(NEEDS, services, purses, **changes)).services


@pytest.mark.parametrize("amount", [0.0, 40_000.0, 500_000.0, 1_000_000.0])
def test_money_buys_staff_and_staff_make_places(amount):
    teams = {"team": {"caseload": 20.0}, "clinic": {"caseload": 7.0}}
    services = funded(amount, {"team": 0.6, "clinic": 0.4}, teams, place__worker_cost=50_000.0)
    np.testing.assert_allclose(services.staff, [amount * 0.6 / 50_000, amount * 0.4 / 50_000])
    assert services.places.tolist() == [
        int(amount * 0.6 / 50_000 * 20),
        int(amount * 0.4 / 50_000 * 7),
    ]
    assert services.money == pytest.approx(amount)


def test_money_buys_beds():
    services = funded(
        364_000.0, {"hostel": 1.0}, {"hostel": {"paid_in": "beds", "bed_week": 350.0}}
    )
    assert services.places.tolist() == [20]
    assert services.staff.tolist() == [0.0]
    assert services.money == pytest.approx(364_000)


def test_dearer_workers_are_fewer():
    team = {"team": {"caseload": 20.0}}
    cheap, dear = (
        funded(1_000_000.0, {"team": 1.0}, team, **{"place.worker_cost": cost}).places[0]
        for cost in (40_000.0, 80_000.0)
    )
    assert (cheap, dear) == (500, 250)


def test_a_drop_in_has_no_places():
    assert funded(500_000.0, {"cafe": 1.0}, {"cafe": {"access": "drop_in"}}).places.tolist() == [0]


# --- Contracts -----------------------------------------------------------------------------------


def sharing(one, other, third):
    """Money for four workers in each of three services, of which the first two share a purse."""
    return {
        "one": {"amount": 400_000.0, "funds": {one: 0.5, other: 0.5}},
        "two": {"amount": 200_000.0, "funds": {third: 1.0}},
    }


def rivals(weeks, **changes):
    """Two teams of one purse and one of another; the first and the last succeed more often."""
    helps = {"good": 1.0, "poor": 0.05, "apart": 1.0}
    teams = {name: {"helps": {"home": effect}, "caseload": 10.0} for name, effect in helps.items()}
    proxy = {"done": {"label": "Done", "counts": "sustained", "gameable": 0.0, "noise": 0.0}}
    levers = {"commissioning.contract_weeks": 52, "place.people": 60, "place.worker_cost": 50_000.0}
    purses = sharing("good", "poor", "apart")
    scenario = place(NEEDS, teams, purses, proxy=proxy, **QUIET, **levers)
    world = world_of(scenario.override(changes), 3)
    world.people.need[:] = 0.6
    return let_pass(world, weeks)


def test_money_follows_the_record_within_a_purse():
    world = rivals(160, **{"commissioning.competition": 1.0})
    good, poor, apart = world.services.staff
    assert good > 4.02
    assert good + poor == pytest.approx(8)
    assert apart == pytest.approx(4)


def test_rivals_think_less_of_each_other():
    bid, spared = (
        rivals(54, **{"commissioning.competition": competition}).services.goodwill
        for competition in (1.0, 0.0)
    )
    assert bid[0, 1] < 0.9 * spared[0, 1]
    assert bid[0, 2] == pytest.approx(spared[0, 2], rel=0.1)


def test_without_competition_staff_stay():
    assert rivals(160, **{"commissioning.competition": 0.0}).services.staff.tolist() == [4.0] * 3


# --- An open book --------------------------------------------------------------------------------


def bottleneck(weeks, merged=0.0, **changes):
    """One team that everybody wants, one of the same purse and one of another that nobody does."""
    needs = {"home": STEADY, "idle": {**STEADY, "prevalence": 0.0}}
    helps = {"wanted": "home", "near": "idle", "far": "idle"}
    teams = {name: {"helps": {need: 0.01}, "caseload": 10.0} for name, need in helps.items()}
    levers = {"commissioning.open_book": 1.0, "commissioning.purses_merged": merged}
    levers |= {"model.money.move_weeks": 5, "model.money.inflate": 0.0}
    scenario = place(needs, teams, sharing(*teams), **QUIET, **EAGER, **levers)
    world = world_of(scenario.override({"place.worker_cost": 50_000.0, **changes}), 3)
    world.people.need[:] = 0.8, 0.1
    return let_pass(world, weeks)


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


def test_a_closed_book_moves_nobody():
    assert (
        bottleneck(100, 1.0, **{"commissioning.open_book": 0.0}).services.staff.tolist()
        == [4.0] * 3
    )


# --- Targets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ratchet", [0.0, 0.5, 1.0])
def test_targets_ratchet_up_to_what_was_recorded(ratchet):
    changes = {"commissioning.target_ratchet": ratchet, "commissioning.contract_weeks": 520}
    changes |= {"proxy.done.target": 0.1}
    services = rivals(52, **changes).services
    assert (services.target == 0.1).all(), "a year has not passed"
    services = rivals(53, **changes).services
    rate = services.counted[:, 0] / services.closed
    expected = 0.1 + ratchet * np.maximum(rate - 0.1, 0)
    np.testing.assert_allclose(services.target[:, 0], expected)
    assert (services.target[0, 0] > 0.1) == (ratchet > 0)


def test_a_success_matters_most_near_the_target():
    changes = {"commissioning.target_threshold": 1.0, "commissioning.review_weeks": 26}
    world = rivals(79, **changes)
    services = world.services
    away = services.counted[:, 0] / services.closed - services.target[:, 0]
    order = np.argsort(np.abs(away))
    assert services.stake[order[0], 0] > services.stake[order[-1], 0]
    assert (services.stake <= 1).all()
    assert (
        rivals(79, **{**changes, "commissioning.target_threshold": 0.0}).services.stake == 1
    ).all()
