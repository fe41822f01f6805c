"""Intervals, verdicts, and how many replicates would settle a question."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from experiments.findings.formatting import and_list, estimated, number
from experiments.findings.statistics import (
    MOST_REPLICATES_FORETOLD,
    Estimate,
    difference,
    estimate,
    replicates_to_settle,
    verdict,
)  # fmt: skip

NAN = float("nan")


def gap(mean: float, half: float, n: int = 20) -> Estimate:
    """A difference with a given half-width; its deviation is left at what that implies for 20."""
    return Estimate(mean, mean - half, mean + half, half * math.sqrt(n) / 2.093, n)


def test_the_interval_is_students() -> None:
    found = estimate(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    assert found.mean == 3.0
    assert found.high - found.mean == pytest.approx(2.7764451 * math.sqrt(2.5 / 5))
    assert found.mean - found.low == pytest.approx(found.high - found.mean)


def test_what_is_not_a_number_is_left_out() -> None:
    with_gaps = estimate(np.array([1.0, NAN, 2.0, 3.0, NAN]))
    assert with_gaps == estimate(np.array([1.0, 2.0, 3.0]))


@pytest.mark.parametrize(("values", "n"), [([], 0), ([NAN], 0), ([4.0], 1), ([4.0, NAN], 1)])
def test_fewer_than_two_values_have_no_interval(values: list[float], n: int) -> None:
    found = estimate(np.array(values))
    assert found.n == n
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert math.isnan(found.mean) == (n == 0)


def test_differences_are_paired_and_second_minus_first() -> None:
    first, second = np.array([10.0, 20.0, 30.0]), np.array([11.0, 21.0, 31.0])
    found = difference(first, second)
    assert (found.mean, found.low, found.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("mean", "half", "expected"),
    [
        (3.0, 1.0, "matters"),
        (-3.0, 1.0, "matters"),
        (0.5, 0.2, "small"),
        (1.5, 1.0, "clear"),
        (0.1, 0.5, "same"),
        (0.0, 0.0, "same"),
        (0.5, 2.0, "unclear"),
        (0.5, NAN, "unknown"),
    ],
)
def test_verdicts_with_one_as_the_smallest_that_matters(
    mean: float, half: float, expected: str
) -> None:
    assert verdict(gap(mean, half), 1.0) == expected


@given(
    mean=st.floats(-5, 5), deviation=st.floats(0.01, 20), smallest=st.floats(0, 2),
    n=st.integers(3, 60),
)  # fmt: skip
def test_the_replicates_foretold_settle_it_if_all_is_as_estimated(
    mean: float, deviation: float, smallest: float, n: int
) -> None:
    values = np.resize([-1.0, 1.0], n) * deviation
    now = estimate(values - values.mean() + mean)
    needed = replicates_to_settle(now, smallest)
    before = verdict(now, smallest)
    if before not in ("clear", "unclear") or needed is None:
        return
    assert n < needed <= MOST_REPLICATES_FORETOLD
    half = float(stdtrit(needed - 1, 0.975)) * now.deviation / math.sqrt(needed)
    then = Estimate(mean, mean - half, mean + half, now.deviation, needed)
    still_open = ("unclear",) if before == "unclear" else ("clear", "unclear")
    assert verdict(then, smallest) not in still_open


def test_a_difference_of_nothing_is_never_settled_where_nothing_is_too_small() -> None:
    assert replicates_to_settle(gap(0.0, 1.0), 0.0) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567.8, "1,234,568"), (31.456, "31.5"), (0.40137, "0.401"), (-0.00042, "-0.000420"),
        (0.0, "0"), (NAN, "not known"),
    ],
)  # fmt: skip
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_an_estimate_has_the_digits_its_interval_allows() -> None:
    assert estimated(gap(1.26966, 0.0837)) == ("1.27", "1.19", "1.35")
    assert estimated(gap(1.26966, 0.0837), signed=True)[0] == "+1.27"
    assert estimated(gap(-981.2, 55.0)) == ("-981", "-1,036", "-926")
    assert estimated(gap(0.001, 2.4)) == ("0.0", "-2.4", "2.4")


def test_names_in_a_row() -> None:
    assert [and_list(["a"]), and_list(["a", "b", "c"])] == ["a", "a, b and c"]
