"""Relationships: what referrals that worked or failed teach services about each other."""

import numpy as np
import pytest

from simulation.week.access.relationships import meet, settled_knowledge
from simulation.world import Asked
from tests.unit.simulation.week.access.test_referral import town
from tests.worlds import let_pass, place, world_of


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


def edges(taken, warm=False, **changes):
    """Edges after a week in which the first service sent people to the second."""
    services = {name: {"helps": {"home": 1.0}, "places": 10.0} for name in ("one", "other")}
    world = world_of(place({"home": {}}, services, **changes))
    ones, count = np.ones(len(taken), np.int64), len(taken)
    flags = np.full(count, warm)
    asked = Asked(ones * 0, ones * 0, ones * 0, ones * 0, flags, np.zeros(count, bool))
    before = world.services.knowledge[0, 1], 0.0, 0.5
    meet(world, asked, ones, np.array(taken, bool))
    services = world.services
    after = services.knowledge[0, 1], services.futility[0, 1], services.goodwill[0, 1]
    return before, after, world


STILL = {"model.referral.fading": 0.0}


def test_each_success_teaches_the_same_share_of_what_is_left():
    (known, _, _), after, world = edges([True, True, True], **STILL)
    gain = world.scenario.model.referral.knowledge_gain
    assert after == pytest.approx((1 - (1 - known) * (1 - gain) ** 3, 0.0, 0.5))
    assert world.services.flow[0, 1] == 3


def test_what_fails_is_futile_and_costs_goodwill():
    (known, _, _), after, world = edges([False, False], **STILL, **{"place.past.blame": 0.0})
    model = world.scenario.model.referral
    futile, kept = 1 - (1 - model.futility_gain) ** 2, (1 - model.goodwill_loss) ** 2
    assert after == pytest.approx((known, futile, 0.5 * kept))


def test_warm_referrals_that_work_build_goodwill():
    _, (_, _, cold), _ = edges([True, True], **STILL)
    _, (_, _, warm), world = edges([True, True], warm=True, **STILL)
    gain = world.scenario.model.referral.goodwill_gain
    assert (cold, warm) == (0.5, pytest.approx(1 - 0.5 * (1 - gain) ** 2))


def test_what_is_not_used_fades_but_what_one_knows_of_oneself():
    (known, _, _), (faded, _, goodwill), world = edges([], **{"model.referral.fading": 0.1})
    assert (faded, goodwill) == (pytest.approx(0.9 * known), 0.5)
    assert world.services.knowledge[0, 0] == 1


@pytest.mark.parametrize("successes", [0.0, 1.0, 5.0])
def test_knowledge_settles_where_a_week_changes_nothing(successes):
    referral = place({"home": {}}).model.referral
    settled = settled_knowledge(successes, referral)
    gained = 1 - (1 - settled) * (1 - referral.knowledge_gain) ** successes
    assert gained * (1 - referral.fading) == pytest.approx(settled)
