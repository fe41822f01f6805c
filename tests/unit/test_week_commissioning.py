"""Money: what it buys, who wins and loses it, and where it moves."""

import numpy as np
import pytest

from tests.worlds import EAGER, QUIET, let_pass, place, world_of

NEEDS = {"home": {"dynamics": "steady"}}
HELPS = {"helps": {"home": 1.0}}


# --- What money buys -----------------------------------------------------------------------------


def funded(amount, funds, services, **changes):
    services = {name: {**HELPS, **service} for name, service in services.items()}
    purse = {"city": {"label": "City", "amount": amount, "funds": funds}}
    # purses and what they fund come together
    data = place(NEEDS, {name: {**s, "staff": 0.0} for name, s in services.items()}).to_dict()
    data["purse"] = purse
    for name in funds:
        data["service"][name]["staff"] = None
    return world_of(type(place(NEEDS)).from_dict(data).override(changes)).services


@pytest.mark.parametrize("amount", [0.0, 40_000.0, 500_000.0, 1_000_000.0])
def test_money_buys_staff_and_staff_make_places(amount):
    services = funded(
        amount, {"team": 0.6, "clinic": 0.4}, {"team": {"caseload": 20.0}, "clinic": {"caseload": 7.0}},
        **{"place.worker_cost": 50_000.0},
    )  # fmt: skip
    np.testing.assert_allclose(services.staff, [amount * 0.6 / 50_000, amount * 0.4 / 50_000])
    assert services.places.tolist() == [int(amount * 0.6 / 50_000 * 20), int(amount * 0.4 / 50_000 * 7)]
    assert services.money == pytest.approx(amount)


def test_money_buys_beds():
    services = funded(364_000.0, {"hostel": 1.0}, {"hostel": {"paid_in": "beds", "bed_week": 350.0}})
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


def rivals(weeks, **changes):
    """Two teams of one purse, in a third a team of another; the first succeeds more often."""
    data = place(
        {"home": {**NEEDS["home"], "seeking": 1.0}},
        {name: {**HELPS, "staff": 4.0, "caseload": 10.0} for name in ("good", "poor", "apart")},
    ).to_dict()
    data["service"]["poor"]["helps"] = {"home": 0.05}
    for name in data["service"]:
        data["service"][name]["staff"] = None
    data["purse"] = {
        "one": {"label": "One", "amount": 400_000.0, "funds": {"good": 0.5, "poor": 0.5}},
        "two": {"label": "Two", "amount": 200_000.0, "funds": {"apart": 1.0}},
    }
    data["proxy"] = {"done": {"label": "Done", "counts": "sustained", "gameable": 0.0, "noise": 0.0}}
    levers = {"commissioning.contract_weeks": 52, "place.people": 60}
    scenario = type(place(NEEDS)).from_dict(data).override({**QUIET, **levers, **changes})
    world = world_of(scenario, 3)
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
    data = place({"home": NEEDS["home"], "idle": {**NEEDS["home"], "prevalence": 0.0}}).to_dict()
    service = place(NEEDS, {"x": {**HELPS, "staff": 1.0, "caseload": 10.0}}).to_dict()["service"]["x"]
    data["service"] = {
        name: {**service, "staff": None, "helps": {need: 0.01}}
        for name, need in (("wanted", "home"), ("near", "idle"), ("far", "idle"))
    }
    data["purse"] = {
        "one": {"label": "One", "amount": 400_000.0, "funds": {"wanted": 0.5, "near": 0.5}},
        "two": {"label": "Two", "amount": 200_000.0, "funds": {"far": 1.0}},
    }
    levers = {"commissioning.open_book": 1.0, "commissioning.purses_merged": merged}
    levers |= {"model.money.move_weeks": 5, "model.money.inflate": 0.0}
    scenario = type(place(NEEDS)).from_dict(data).override({**QUIET, **EAGER, **levers, **changes})
    world = world_of(scenario, 3)
    world.people.need[:] = 0.8, 0.1
    return let_pass(world, weeks)


def test_staff_leave_where_there_is_room_and_arrive_weeks_later_where_there_is_none():
    world = bottleneck(14)  # the first quarter's end
    wanted, near, far = world.services.staff
    assert (wanted, far) == (4.0, 4.0)
    assert 3.0 < near < 4.0
    (due, moving), = world.services.in_transit
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
    assert bottleneck(100, 1.0, **{"commissioning.open_book": 0.0}).services.staff.tolist() == [4.0] * 3


# --- Targets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ratchet", [0.0, 0.5, 1.0])
def test_targets_ratchet_up_to_what_was_recorded(ratchet):
    changes = {"commissioning.target_ratchet": ratchet, "commissioning.contract_weeks": 520}
    changes |= {"proxy.done.target": 0.1}
    world = rivals(52, **changes)
    counted, closed = world.services.counted[:, 0].copy(), world.services.closed.copy()
    let_pass(world)
    rate = np.divide(counted, closed, out=np.full(3, 0.1), where=closed > 0)
    expected = 0.1 + ratchet * np.maximum(rate - 0.1, 0)
    np.testing.assert_allclose(world.services.target[:, 0], expected, atol=0.02)
    assert (world.services.target[0, 0] > 0.1) == (ratchet > 0)


def test_a_success_matters_most_near_the_target():
    changes = {"commissioning.target_threshold": 1.0, "commissioning.review_weeks": 26}
    world = rivals(79, **changes)
    services = world.services
    away = services.counted[:, 0] / services.closed - services.target[:, 0]
    order = np.argsort(np.abs(away))
    assert services.stake[order[0], 0] > services.stake[order[-1], 0]
    assert (services.stake <= 1).all()
    assert (rivals(79, **{**changes, "commissioning.target_threshold": 0.0}).services.stake == 1).all()
