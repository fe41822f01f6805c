"""Measures: each declared in full, and computed from the sums of a period."""

import math
from collections import defaultdict

import numpy as np
import pytest

from simulation.measures import MEASURES, PRIMARY, Totals
from simulation.recorder import COLUMNS

NOBODY = np.zeros((3, 2), dtype=np.int64)


def value(measure: str, flow: np.ndarray = NOBODY, **sums: float) -> float:
    """A measure where all sums that are not given are 0."""
    return MEASURES[measure](Totals(defaultdict(float, sums), flow))


def test_each_is_declared_in_full() -> None:
    assert PRIMARY in MEASURES
    for name, measure in MEASURES.items():
        assert name == measure.id
        assert measure.better in ("higher", "lower", "neither"), name
        for text in (measure.label, measure.unit, measure.formula):
            assert text, name
            assert text == text.strip(), name
        assert measure.help.endswith("."), name
    assert len({measure.label for measure in MEASURES.values()}) == len(MEASURES)


def test_each_reads_what_is_recorded_and_nothing_else() -> None:
    recorded = dict.fromkeys(COLUMNS, 1.0)
    for name, measure in MEASURES.items():
        assert isinstance(float(measure(Totals(recorded, NOBODY))), float), name


def test_where_nothing_happened_nothing_is_known() -> None:
    assert all(math.isnan(value(name)) for name in MEASURES)


@pytest.mark.parametrize(
    ("measure", "sums", "expected"),
    [
        ("good_weeks", {"good": 30, "cohort": 60}, 26.0),
        ("deaths", {"died": 1, "present": 520}, 100.0),
        ("recorded_success", {"recorded": 2, "completed": 3, "closed_early": 1}, 0.5),
        ("goodhart_gap", {"recorded": 3, "ran_out": 4, "sustained": 1, "settled": 2}, 0.25),
        ("futile_share", {"queue_full": 1, "refused_complex": 1, "accepted_simple": 2}, 0.5),
        ("closed_doors", {"queue_full": 1, "refused_complex": 1, "accepted_simple": 2}, 0.25),
        ("turnover", {"leaving": 1, "size": 40}, 0.1),
        ("direct_share", {"hours_direct": 1, "hours_overhead": 3}, 0.25),
        ("shift_honesty", {"recorded_falsely": 1, "recorded": 4}, 0.75),
    ],
)
def test_a_measure_by_hand(measure: str, sums: dict[str, float], expected: float) -> None:
    assert value(measure, **sums) == pytest.approx(expected)


def test_creaming_is_the_gap_between_shares_and_even_hands_are_at_most_one() -> None:
    sums = {"accepted_simple": 3, "refused_simple": 1, "accepted_complex": 1, "refused_complex": 1}
    assert value("creaming", **sums) == pytest.approx(0.25)
    assert value("shift_people", **sums) == pytest.approx(2 / 3)
    assert value("shift_people", **sums | {"accepted_complex": 99}) == 1
