"""Lines over time with bands, as plain data that ``components/chart.vue`` draws."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboards.rounding import rounded
from dashboards.state.preview import Preview
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import number
from experiments.report.figure_data import limits, middle
from simulation.measures import MEASURES
from simulation.world import WEEKS_A_QUARTER, WEEKS_A_YEAR

BLUE, ORANGE, ORANGE_INK = "#12436D", "#F46A25", "#A63C05"
LOOKS = (
    {"colour": BLUE, "ink": BLUE, "dash": ""},
    {"colour": ORANGE, "ink": ORANGE_INK, "dash": "9 4"},
)
"""The two systems are told apart by colour, by dash and by a letter at the line."""

LETTERS = ("A", "B")
RECORDED, LASTED = "recorded_success", "sustained_success"
DIGITS = 5  # of the numbers that are sent
Series = NDArray[np.float64]


def over_time(
    quarters: Sequence[Series],
    measure: str,
    names: Sequence[str],
    preview: bool = False,
    sides: int = 2,
    replay: bool = False,
) -> str:
    """A measure under two systems: means, and bands that hold the middle 90 % of the runs.

    Parameters
    ----------
    quarters
        For each system, values of shape (seeds, quarters).
    measure, names
        What is drawn, and what the systems are called.
    preview
        Whether these are single small runs.
    sides
        How many of the systems are drawn; the scale is that of all.
    replay
        Whether the lines are drawn gradually.
    """
    series = [
        {"name": f"{letter}: {name}", "end": letter, **look, **_line(values)}
        for letter, name, look, values in zip(LETTERS, names, LOOKS, quarters, strict=True)
    ]
    label, unit = MEASURES[measure].label, MEASURES[measure].unit
    return _chart(label, unit, series[:sides], quarters, preview=preview, replay=replay)


def gap(reported: Series, lasted: Series, side: int, name: str, scale: Sequence[Series]) -> str:
    """One system's reported success beside lasting success, with the gap between them shaded."""
    look = LOOKS[side]
    series = [
        {
            "name": MEASURES[RECORDED].label,
            "end": "reported",
            **look,
            "dash": "2 4",
            **_line(reported),
        },
        {"name": MEASURES[LASTED].label, "end": "lasting", **look, "dash": "", **_line(lasted)},
    ]
    for one in series:
        one["low"] = one["high"] = []
    title = f"{LETTERS[side]}: {name}"
    return _chart(title, MEASURES[RECORDED].unit, series, scale, between=look["colour"])


def quarters_of_comparison(comparison: Comparison, measure: str) -> list[Series]:
    """A measure by quarter, (seeds, quarters), for each system."""
    return list(comparison.quarters[measure])


def quarters_of_preview(preview: Preview, measure: str) -> list[Series]:
    """The same for single runs."""
    return [one.quarters[measure][None, :] for one in (preview.a, preview.b)]


def _line(values: Series) -> dict[str, list[float | None]]:
    mean, low, high = middle(values)
    if len(values) < 2:
        low = high = np.empty(0)
    return {
        name: [rounded(value, DIGITS) for value in values]
        for name, values in (("mean", mean), ("low", low), ("high", high))
    }


def _chart(
    title: str,
    unit: str,
    series: list[dict[str, Any]],
    scale: Sequence[Series],
    preview: bool = False,
    between: str = "",
    replay: bool = False,
) -> str:
    longest = max(len(one["mean"]) for one in series)
    years = (np.arange(longest) + 0.5) * WEEKS_A_QUARTER / WEEKS_A_YEAR
    chart = {
        "title": title,
        "unit": unit,
        "series": series,
        "preview": preview,
        "between": between,
        "replay": replay,
        "x": years.round(4).tolist(),
        "y": limits(scale),
        "alt": _alt_text(title, unit, series),
        "every": WEEKS_A_YEAR // WEEKS_A_QUARTER,
    }
    return json.dumps(chart, allow_nan=False)


def _alt_text(title: str, unit: str, series: list[dict[str, Any]]) -> str:
    """The chart in words, for screen readers."""
    said = []
    for one in series:
        known = [value for value in one["mean"] if value is not None]
        if known:
            said.append(f"{one['name']}: from {number(known[0])} to {number(known[-1])}")
    return f"{title}, {unit}, over time. {'; '.join(said)}. The table below has the numbers."
