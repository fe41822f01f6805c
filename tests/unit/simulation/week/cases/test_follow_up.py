"""Follow-up: whether people are well some weeks after their case closed."""

import pytest

from simulation.week.cases.follow_up import _check
from simulation.week.cases.rewards import reward_cases
from tests.unit.simulation.week.cases.test_rewards import settled


def test_running_averages_tell_records_from_truth():
    world, due, truth = settled(**{"services.learning.memory": 1.0, "model.support.audit": 0.0})
    _check(world, due)
    reward_cases(world, due, truth)
    assert world.culture.recorded[0] == pytest.approx(2 / 3)
    assert world.culture.truth[0] == pytest.approx(1 / 3)
    assert world.culture.recorded[1:].tolist() == [0.5, 0.5]
