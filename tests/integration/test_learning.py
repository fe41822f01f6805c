"""What services come to do over years: what pays, unless it is punished; practice never by pay."""

import numpy as np
import pytest

from simulation.scenario import load_scenario
from simulation.world import DECISIONS
from tests.unit.simulation.week.services.test_decision_learning import at_stake, city
from tests.worlds import let_pass, world_of

GENEROUS = DECISIONS.index("generous")


def test_with_nothing_at_stake_reinforcement_drifts_nowhere():
    """Roth and Erev's habits wander, since any outcome reinforces; on average they stay.

    How a case is written down is looked at: other habits change how long a case takes, so that
    the longer ones teach less before the end is seen.
    """
    moved = []
    for seed in range(6):
        world = city(seed=seed, **at_stake(0.0, **{"services.learning.rule": "roth_erev"}))
        before = world.services.chance[..., GENEROUS].copy()
        moved.append(let_pass(world, 104).services.chance[..., GENEROUS] - before)
    moved = np.array(moved)
    assert moved.any()
    assert abs(moved.mean()) < 4 * moved.std() / np.sqrt(moved.size)


@pytest.mark.parametrize(("rule", "rate"), [("policy_gradient", 0.3), ("roth_erev", 1.0)])
def test_what_pays_is_done_more(rule, rate):
    """Where a false record pays and is free, services come to record generously."""
    scheme = {"services.learning.rule": rule, "services.learning.rate": rate}
    scheme |= {"model.effort.generous": 0.0, "model.support.generous_success": 1.0}
    scheme |= {"model.support.generous": 0.4}
    drift = {}
    for weight in (0.0, 1.0):
        world = city(156, **at_stake(weight, **scheme))
        drift[weight] = world.services.chance[..., GENEROUS].mean()
    assert drift[1.0] > drift[0.0] + 0.02


def test_those_who_climb_find_what_pays_too():
    """They keep what earned more in total; with nothing at stake, nothing is ever kept."""
    scheme = {"services.learning.rule": "hill_climb", "services.learning.climb_step": 1.0}
    scheme |= {"model.effort.generous": 0.0, "model.support.generous_success": 1.0}
    kept = {}
    for weight in (0.0, 1.0):
        changes = at_stake(weight, **scheme, **{"model.support.generous": 0.4})
        worlds = [city(313, seed, **changes) for seed in range(2)]
        kept[weight] = np.mean([world.services.kept[..., GENEROUS] for world in worlds])
    assert kept[0.0] == pytest.approx(np.log(0.4 / 0.6))
    assert kept[1.0] > kept[0.0] + 0.1


def test_what_is_found_out_and_punished_is_done_less():
    scheme = {"services.learning.rate": 0.3, "model.effort.generous": 0.0}
    scheme |= {"model.support.penalty": 5.0, "model.support.generous": 0.5}
    generous = [
        city(156, **{**at_stake(1.0, **scheme), "model.support.audit": audit})
        .services.chance[..., GENEROUS].mean()
        for audit in (0.0, 1.0)
    ]  # fmt: skip
    assert generous[1] < generous[0] - 0.05


def test_practice_finds_the_best_there_is():
    """Where it stands still, and services have cases enough to see by."""
    still = {"model.practice.drift": 0.0, "model.practice.view_noise": 0.0}
    world = world_of(load_scenario("plymouth").override({"run.past_weeks": 0, **still}), 3)
    services, apart = world.services, []
    for weeks in (0, 150):
        let_pass(world, weeks)
        apart.append(np.linalg.norm(services.practice - services.optimum, axis=1))
    assert apart[1][~services.drop_in].mean() < 0.8 * apart[0][~services.drop_in].mean()


def test_practice_takes_no_notice_of_pay():
    """Any pay: with habits fixed, and staff who bear it, practice is as it would have been."""
    ways = {"services.learning.policy_learning": False, "model.culture.turnover_morale": 0.0}
    one, other = (
        city(78, **{**at_stake(weight), **ways}).services.practice for weight in (0.0, 1.0)
    )
    assert one.tobytes() == other.tobytes()
