"""Numbers of other libraries, whole numbers, and seeds."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation.luck import HIGHEST_SEED, Luck
from simulation.parameters import catalogue
from simulation.parameters.numbers import LARGEST, plain, too_large, whole
from simulation.scenario import Scenario, ScenarioError
from simulation.scenario.errors import MOST_TOLD, told
from tests.places import small, village

WHOLES = [3, 3.0, np.int8(3), np.uint64(3), np.float32(3), np.float64(3), np.array(3)]
NOT_WHOLE = [3.5, True, np.True_, "3", None, float("nan"), float("inf"), 1e308, [3], np.array([3])]


@pytest.fixture(scope="module")
def place() -> Scenario:
    return small(village())


@pytest.mark.parametrize("value", WHOLES, ids=repr)
def test_whole_numbers_of_any_kind_are_ints(value: Any, place: Scenario) -> None:
    assert whole(value) == 3
    assert type(whole(value)) is int
    assert place.override({"place.people": value}) == place.override({"place.people": 3})
    assert Luck(value).seed == 3


@pytest.mark.parametrize("value", NOT_WHOLE, ids=repr)
def test_what_is_no_whole_number_is_refused(value: Any, place: Scenario) -> None:
    assert whole(value) is None
    with pytest.raises(ScenarioError, match=r"place.people is .*; it must be a whole number"):
        place.override({"place.people": value})
    with pytest.raises(ValueError, match=r"The seed is .*; it must be a whole number from 0"):
        Luck(value)


@pytest.mark.parametrize("seed", [-1, HIGHEST_SEED + 1, HIGHEST_SEED + 2, 10**400])
def test_seeds_never_wrap_round(seed: int) -> None:
    with pytest.raises(ValueError, match="The seed is"):
        Luck(seed)


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (np.arange(3), [0, 1, 2]),
        (range(3), [0, 1, 2]),
        (pd.Series([0.5, 1.0]), [0.5, 1.0]),
        ({"a": (np.float32(0.5), np.True_)}, {"a": [0.5, True]}),
        ("text", "text"),
        (None, None),
    ],
    ids=repr,
)
def test_numbers_of_other_libraries_are_taken_as_numbers(value: Any, same: Any) -> None:
    assert plain(value) == same


@pytest.mark.parametrize("value", [1e308, -1e308, 10**400, -(10**400), 2 * LARGEST])
@pytest.mark.parametrize("key", ["place.people", "place.budget", "commissioning.overhead"])
def test_numbers_beyond_reckoning_are_refused_in_a_sentence(
    place: Scenario, key: str, value: float
) -> None:
    with pytest.raises(ScenarioError) as refused:
        place.override({key: value})
    assert [says for says in refused.value.problems if f"{key} is " in says]
    assert all(len(says) < 200 for says in refused.value.problems)


def test_no_bound_is_beyond_what_may_be_stated() -> None:
    bounds = [(p.low, p.high) for p in catalogue()]
    assert not list(too_large(bounds))


def test_long_lists_of_problems_are_cut_and_counted(place: Scenario) -> None:
    with pytest.raises(ScenarioError) as refused:
        place.override({f"place.x{i}": 1 for i in range(300)})
    assert len(refused.value.problems) == 300
    lines = str(refused.value).splitlines()
    assert len(lines) == MOST_TOLD + 1
    assert lines[-1] == "… and 280 more problems."
    assert told(["a"] * MOST_TOLD) == ["a"] * MOST_TOLD
