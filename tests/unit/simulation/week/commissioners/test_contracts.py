"""Money: what it buys, who wins and loses it, and where it moves."""

import numpy as np
import pytest

from simulation.week.commissioners.contracts import commission
from simulation.world import Status, by_service
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


def test_who_cannot_bid_is_nobodys_rival():
    """A drop-in and a hostel of beds alone share the purse of two teams that compete."""
    services = {
        "one": {}, "other": {}, "cafe": {"access": "drop_in"}, "hostel": {"paid_in": "beds"},
    }  # fmt: skip
    services = {name: {**HELPS, **service} for name, service in services.items()}
    purse = {"city": {"amount": 800_000.0, "funds": dict.fromkeys(services, 0.25)}}
    levers = {"place.past.competition": 1.0, "place.past.contract_weeks": 52}
    proxy = {"done": {"label": "Done", "counts": "sustained"}}
    world = world_of(place(NEEDS, services, purse, proxy=proxy, **QUIET, **levers))
    before = world.services.goodwill.copy()
    relet(world, 1, 0.5, 0.5, 0.5, 0.5)
    loss = 1 - world.constants.money.bidding_loss
    expected = np.ones_like(before)
    expected[0, 1] = expected[1, 0] = loss
    np.testing.assert_allclose(world.services.goodwill, before * expected)


def relet(world, year, *rates):
    """Contracts are let again after a year in which the services succeeded at these rates."""
    world.services.closed[:], world.services.counted[:, 0] = 1, rates
    world.week = 52 * year
    commission(world)
    world.week += 1


def crowded_rivals():
    """Both teams of a purse are full; 0.1 below the mean of a purse loses 2/3 of the stake."""
    levers = {"commissioning.competition": 1.0, "model.money.retender": 0.25}
    changes = {**EAGER, **levers, "place.people": 400, "model.seeking.quit_support": 0.05}
    world = rivals(10, **changes)
    assert (world.services.active == world.services.places).all()
    relet(world, 1, 0.6, 0.4, 0.5)
    return world


def test_a_loser_in_demand_takes_nobody_until_its_cases_have_run_off():
    world = crowded_rivals()
    services = world.services
    np.testing.assert_allclose(services.notice, [[0, 0, 0], [2 / 3, 0, 0], [0, 0, 0]])
    assert services.open_places.tolist() == [40, 33, 40]
    before = services.staff.copy()
    for _ in range(40):
        let_pass(world)
        held = by_service(world.standing(Status.ACTIVE), 3)
        assert (held <= services.places).all()
        assert services.staff.sum() == pytest.approx(12)
        assert services.staff[1] <= before[1]
        before = services.staff.copy()
    np.testing.assert_allclose(services.staff, [4 + 2 / 3, 4 - 2 / 3, 4])
    assert not services.notice.any()


def test_notice_ends_with_the_contract_it_belongs_to():
    world = crowded_rivals()
    services = world.services
    relet(world, 2, 0.4, 0.6, 0.5)
    assert services.notice[1].sum() == 0
    assert services.notice[0, 1] == pytest.approx(services.staff[0] / 6)
    assert services.open_places[1] == services.places[1]


def test_where_competition_has_ended_notice_is_taken_back_when_contracts_fall_due():
    world = crowded_rivals()
    services, staff = world.services, world.services.staff.copy()
    world.set_levers(world.levers.model_copy(update={"competition": 0.0}))
    relet(world, 2, 0.4, 0.6, 0.5)
    assert not services.notice.any()
    assert (services.open_places == services.places).all()
    assert services.staff.tolist() == staff.tolist()


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


def test_a_closed_book_moves_nobody():
    assert (
        bottleneck(100, 1.0, **{"commissioning.open_book": 0.0}).services.staff.tolist()
        == [4.0] * 3
    )


# --- Agreement -----------------------------------------------------------------------------------


def test_agreeing_takes_hours():
    spared, taken = (
        bottleneck(5, **{"commissioning.consensus_share": share}).services.hours[:, 2]
        for share in (0.0, 1.0)
    )
    expected = place(NEEDS).model.steering.consensus_hours
    np.testing.assert_allclose(taken - spared, expected, rtol=1e-6)


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
