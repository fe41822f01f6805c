"""Numbers in plans: of any library, whole where they must be, and none beyond reckoning."""

from typing import Any

import numpy as np
import pytest

from experiments.plans.reader import plan_from_dict
from simulation.scenario import ScenarioError
from tests.places import small, village

BASE: dict[str, Any] = {"scenarios": [small(village())], "seeds": 1}
WHOLE = "place.people"


@pytest.mark.parametrize(
    "levels",
    [[15, 16], [15.0, 16.0], np.array([15, 16]), np.array([15.0, 16.0]), range(15, 17)],
    ids=repr,
)
def test_whole_numbers_may_come_in_any_form(levels: Any) -> None:
    made = plan_from_dict(BASE | {"vary": {WHOLE: levels}}).make()
    assert list(made.points) == [(15,), (16,)]
    assert made.kinds == {WHOLE: int}


@pytest.mark.parametrize("levels", [[15, 15.5], [True, False], ["a"], [1e308], [10**400]], ids=str)
def test_a_key_of_whole_numbers_takes_nothing_else(levels: Any) -> None:
    with pytest.raises(ScenarioError, match=r"place.people (is|has) .*; it must be"):
        plan_from_dict(BASE | {"vary": {WHOLE: levels}})


@pytest.mark.parametrize("end", [1e308, -1e308, 10**400, -(10**400), 1e300])
@pytest.mark.parametrize("key", [WHOLE, "commissioning.overhead"])
@pytest.mark.parametrize("design", [{}, {"design": "sobol", "samples": 4}])
def test_ranges_beyond_reckoning_are_refused(end: float, key: str, design: Any) -> None:
    steps = {} if design else {"steps": 3}
    span = {"low": min(end, 1), "high": max(end, 2)} | steps
    with pytest.raises(ScenarioError, match=rf"vary.{key}.* is .*; it must be a number from"):
        plan_from_dict(BASE | design | {"vary": {key: span}})


@pytest.mark.parametrize(
    "seeds", [3, 3.0, np.int64(3), [1, 2, 3], range(1, 4), np.arange(1, 4), np.arange(1.0, 4.0)]
)
def test_seeds_may_be_numbers_of_any_library(seeds: Any) -> None:
    found = plan_from_dict(BASE | {"seeds": seeds}).seeds
    assert found == (1, 2, 3)
    assert all(type(seed) is int for seed in found)


@pytest.mark.parametrize("seeds", [1.5, True, "3", [1.7], [-1], [2**63], [2**64 + 1], [True], -1])
def test_what_is_no_seed_is_refused(seeds: Any) -> None:
    with pytest.raises(ScenarioError, match=r"seeds (is|has) .*; it must be a count"):
        plan_from_dict(BASE | {"seeds": seeds})


def test_other_numbers_of_numpy_count_as_numbers() -> None:
    span = {"low": np.float32(0), "high": np.int64(1)}
    plan = plan_from_dict(
        BASE
        | {"design": "sobol", "samples": np.int64(4), "vary": {"commissioning.pooled_share": span}}
    )
    assert len(plan.make().points) == 4


def test_a_plan_of_too_many_runs_says_so_in_few_words() -> None:
    vary = {f"service.outreach.x{i}": [0, 1] for i in range(300)}
    with pytest.raises(ScenarioError) as refused:
        plan_from_dict(BASE | {"vary": vary})
    assert "the plan has more than 1,000,000,000,000,000 runs" in str(refused.value)
    assert str(refused.value).splitlines()[-1].startswith("… and 2")
