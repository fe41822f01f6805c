"""Seeds, replicates, jobs and limits, asked for in Python."""

from typing import Any

import numpy as np
import pytest

from experiments.compare import compare
from experiments.errors import InputError
from experiments.limits import HIGHEST_SEED
from experiments.numbers import seeds_of, whole_number
from experiments.sensitivity import sensitivity
from experiments.sweep import Settings
from tests.places import lonely, small

PLACE = small(lonely(), run__weeks=2, run__past_weeks=1)


@pytest.mark.parametrize("seeds", [[1, 2], range(1, 3), np.arange(1, 3), np.array([1.0, 2.0])])
def test_seeds_may_be_numbers_of_any_library(seeds: Any) -> None:
    assert seeds_of(seeds) == [1, 2]


@pytest.mark.parametrize(
    "seeds", [[1.7], [-1], ["a"], [None], [True], [HIGHEST_SEED + 1], [2**64 + 1], [], [1, 1]]
)
def test_what_is_no_seed_is_refused(seeds: Any) -> None:
    with pytest.raises(InputError, match=r"[Ss]eed.* must be"):
        compare([PLACE, PLACE], seeds=seeds)


@pytest.mark.parametrize("value", [0, 1.5, "a", True, None, float("nan"), 1e308])
def test_counts_that_make_no_sense_are_refused(value: Any) -> None:
    with pytest.raises(InputError, match=r"The count is .*; it must be a whole number"):
        whole_number(value, "The count")
    if value is not None:
        for refused in (
            lambda: compare([PLACE, PLACE], jobs=value),
            lambda: compare([PLACE, PLACE], replicates=value),
            lambda: Settings(jobs=value),
            lambda: sensitivity(PLACE, samples=value),
            lambda: sensitivity(PLACE, replicates=value),
        ):
            with pytest.raises(InputError, match="it must be"):
                refused()


@pytest.mark.parametrize("value", ["a", float("nan"), -1, 0, True])
def test_a_time_limit_is_a_number_of_seconds(value: Any) -> None:
    with pytest.raises(InputError, match=r"The time limit is .*; it must be seconds above 0"):
        Settings(time_limit=value)


def test_numbers_of_numpy_are_numbers_everywhere() -> None:
    found = compare([PLACE, PLACE], replicates=np.int64(2), jobs=np.int64(1))
    assert found.seeds == (1, 2)
    assert Settings(jobs=np.int8(2), time_limit=np.float32(1.5)).jobs == 2
