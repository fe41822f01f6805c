"""Review: services imitate the best they know, and look at how near their targets are."""

import numpy as np
import pytest

from simulation.week.services.review import review_services
from tests.unit.simulation.week.commissioners.test_contracts import rivals
from tests.unit.simulation.week.services.test_decision_learning import at_stake, city
from tests.worlds import let_pass, place, world_of


def test_services_imitate_the_best_paid_they_know():
    changes = at_stake(0.0, **{"services.learning.imitation": 0.5, "services.learning.rate": 0.0})
    world = city(**changes)
    world.services.logit[0] = 2.0
    world.services.usual_pay[0] = 1.0  # fades, but nobody earns anything
    far = world.services.knowledge[:-1, 0] == 0
    gap = np.abs(world.services.logit - world.services.logit[0]).sum((1, 2))
    let_pass(world, 14)
    nearer = np.abs(world.services.logit - world.services.logit[0]).sum((1, 2)) < gap - 1e-9
    assert nearer[1:][~far[1:]].all()


def test_those_who_belong_to_the_whole_imitate_who_does_people_good():
    world = city(**at_stake(0.0, **{"services.learning.imitation": 0.5}))
    services, culture = world.services, world.culture
    services.usual_pay[:], culture.seen[:] = 0.0, 0.0
    services.usual_pay[0], culture.seen[1] = 1.0, 1.0
    services.logit[0], services.logit[1] = 2.0, -2.0
    services.knowledge[:] = 1.0
    culture.affiliation[2:] = np.linspace(0, 1, services.count - 2)
    world.week = -world.scenario.run.past_weeks + 13
    before = services.logit.copy()
    review_services(world)
    moved = (services.logit - before)[2:].mean((1, 2))
    assert (moved[culture.affiliation[2:] < 0.5] > 0).all()
    assert (moved[culture.affiliation[2:] > 0.5] < 0).all()


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


@pytest.mark.parametrize("cliff", [0.0, 0.4, 1.0])
def test_a_stake_falls_with_the_distance_from_the_target_as_stated(cliff):
    house = {"house": {"helps": {"home": 1.0}, "places": 10.0}}
    proxy = {"done": {"label": "Done", "counts": "recorded", "target": 0.5}}
    world = world_of(place({"home": {}}, house, proxy=proxy, commissioning__review_weeks=26))
    world.set_levers(world.levers.model_copy(update={"target_threshold": cliff}))
    world.week = 26
    world.services.counted[:], world.services.closed[:] = 6, 10
    review_services(world)
    away = (0.6 - 0.5) / world.scenario.model.money.near_target
    expected = 1 - cliff + cliff * np.exp(-0.5 * away**2)
    np.testing.assert_allclose(world.services.stake, expected)


def test_nobody_imitates_whom_they_do_not_know():
    world = city(**at_stake(0.0, **{"services.learning.imitation": 0.5}))
    services = world.services
    services.usual_pay[0], services.logit[0] = 1.0, 2.0
    services.knowledge[:-1] = np.eye(services.count)
    world.week, before = 13 - world.scenario.run.past_weeks, services.logit.copy()
    review_services(world)
    assert np.array_equal(services.logit, before)
