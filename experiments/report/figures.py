"""The figures of a report."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from experiments.findings.comparison import Comparison
from experiments.findings.formatting import number
from experiments.findings.judgement import described
from experiments.findings.narrative import reading
from simulation.world import WEEKS_A_QUARTER, WEEKS_A_YEAR
from simulation.world.hours import HOURS_COLUMNS, USES

from .figure_data import hours_means, limits, middle
from .html import Html
from .svg import BLUE, FAINT, GREY, INK, ORANGE, PINK, TURQUOISE, WIDTH, inline, looks, settings

HOURS_COLOURS = (BLUE, TURQUOISE, PINK, ORANGE, GREY)
ROOM = 42  # characters of a scenario's name
PLAIN: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1}
"""What stands behind text that lines would cross."""


@dataclass(frozen=True)
class End:
    """Where a line ends, to write its name there."""

    name: str
    colour: str
    year: float
    first: float
    last: float


def over_time(
    comparison: Comparison, names: Sequence[str], measure: str, together: Sequence[str] = ()
) -> Html:
    """A measure by quarter: the mean of the replicates, and a band that holds most of them.

    Parameters
    ----------
    comparison, names
        What to draw, and what to call the scenarios.
    measure
        What to draw over time.
    together
        Measures that are to share this figure's scale.
    """
    with settings():
        figure = Figure(figsize=(WIDTH, 2.9), layout="constrained")
        scale = [comparison.quarters[other] for other in (measure, *together)]
        ends = draw_course(figure.subplots(), comparison.quarters[measure], names, scale)
        figure.axes[0].set_title(described(measure).unit, loc="left")
        return inline(figure, measure, _told(measure, ends))


def draw_course(
    axes: Axes,
    quarters: NDArray[np.float64],
    names: Sequence[str],
    scale: Sequence[NDArray[np.float64]] = (),
) -> list[End]:
    """Draw a mean by quarter with its band for each scenario, its name where its line ends.

    Parameters
    ----------
    quarters
        (scenarios, seeds, quarters).
    names
        What to call the scenarios.
    scale
        Numbers that the scale is to hold; by default those that are drawn.
    """
    years = (np.arange(quarters.shape[2]) + 0.5) * WEEKS_A_QUARTER / WEEKS_A_YEAR
    ends: list[End] = []
    for scenario, name in enumerate(_short(names)):
        mean, low, high = middle(quarters[scenario])
        colour, dash, marker = looks(scenario)
        axes.fill_between(years, low, high, color=colour, alpha=0.2, linewidth=0)
        axes.plot(years, mean, color=colour, linestyle=dash, marker=marker, markevery=4)
        known = np.flatnonzero(np.isfinite(mean))
        if len(known):
            ends.append(End(name, colour, years[known[-1]], mean[known[0]], mean[known[-1]]))
    axes.set_ylim(limits(scale or [quarters]))
    axes.set_xlim(0, max(years[-1:], default=1) + WEEKS_A_QUARTER / WEEKS_A_YEAR / 2)
    _name_ends(axes, ends)
    axes.set_xlabel("Years after the fork")
    return ends


def _read(comparison: Comparison, measure: str, other: int = 1) -> str:
    return reading(comparison.judge(measure, other))


def _short(names: Sequence[str]) -> list[str]:
    """Names as figures have room for them."""
    return [name if len(name) <= ROOM else f"{name[: ROOM - 1].rstrip()}…" for name in names]


def _name_ends(axes: Axes, ends: list[End]) -> None:
    """Write each scenario's name beside the end of its line, none covering another."""
    low, high = axes.get_ylim()
    apart = 0.2 * (high - low)
    lowest, places = low, []
    for end in sorted(ends, key=lambda end: end.last):
        places.append((end, max(end.last, lowest)))
        lowest = places[-1][1] + apart
    too_high = max(0.0, lowest - apart - high)
    years = axes.get_xlim()[1]
    for end, place in places:
        axes.annotate(
            textwrap.fill(end.name, 14),
            (end.year, end.last),
            (1.06 * years, place - too_high),
            va="center",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": end.colour, "shrinkA": 1, "shrinkB": 3},
        )


def _told(measure: str, ends: list[End]) -> str:
    """What a figure over time shows, in words."""
    declared = described(measure)
    lines = [f"{end.name}: from {number(end.first)} to {number(end.last)}" for end in ends]
    return f"{declared.label} ({declared.unit}) by quarter. {'; '.join(lines) or 'No data'}."


def forest(
    comparison: Comparison, names: Sequence[str], measures: Sequence[str], name: str, reach: float
) -> Html:
    """Differences with their intervals, each as a percentage of the first scenario's mean.

    Parameters
    ----------
    comparison, names
        What to draw, and what to call the scenarios.
    measures
        One row each.
    name
        A word that no other figure has.
    reach
        Percentage at which the scale ends, both ways; what lies beyond is an arrow.
    """
    others = range(1, len(names))
    each = 0.42 + 0.14 * (len(others) - 1)
    with settings():
        figure = Figure(figsize=(WIDTH, 0.9 + each * len(measures)), layout="constrained")
        axes = figure.subplots()
        axes.axvline(0, color=INK, linewidth=1)
        for row, measure in enumerate(measures):
            _label(axes, comparison, measure, row, reach)
            for other in others:
                beneath = 0.1 if len(others) == 1 else 0.38 * (other - 1) / (len(others) - 1)
                _dot(axes, comparison, measure, other, row + beneath, reach)
        axes.set(xlim=(-1.02 * reach, 1.02 * reach), ylim=(len(measures) - 0.4, -0.7), yticks=[])
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x", color=FAINT, linewidth=0.3)
        axes.set_xlabel(textwrap.fill(f"% of the mean under {_short(names)[0]}", 44))
        if len(others) > 1:
            _key(figure, axes, _short(names))
        told = [
            f"{described(measure).label}, {names[other]}: {_read(comparison, measure, other)}"
            for measure in measures
            for other in others
        ]
        return inline(figure, name, f"Differences with intervals. {'; '.join(told)}.")


def _label(axes: Axes, comparison: Comparison, measure: str, row: int, reach: float) -> None:
    """What a row is, and what it says where it says one thing alone."""
    set_so: dict[str, Any] = {"va": "center", "zorder": 1.6, "bbox": PLAIN}
    axes.text(-reach, row - 0.3, described(measure).label, **set_so)
    if len(comparison.labels) == 2:
        said, _, _ = _read(comparison, measure).partition(", needs")  # the table says how many
        axes.text(reach, row - 0.3, said, ha="right", **set_so)


def _key(figure: Figure, axes: Axes, names: Sequence[str]) -> None:
    """Which mark is which scenario."""
    for other in range(1, len(names)):
        colour, _, marker = looks(other)
        axes.plot([], [], marker=marker, color=colour, label=names[other])
    figure.legend(loc="outside upper left", frameon=False)


def _dot(
    axes: Axes, comparison: Comparison, measure: str, other: int, height: float, reach: float
) -> None:
    """One difference: filled where it is clear; an arrow where it lies off the scale."""
    mean, low, high = percentages(comparison, measure, other)
    colour, _, marker = looks(other)
    if not np.isfinite(mean):
        if other == 1:
            axes.text(0.02 * reach, height, "no percentage", va="center", fontsize=9)
        return
    if np.isfinite(low):
        ends = np.clip([low, high], -reach, reach)
        axes.plot(ends, [height, height], color=colour, linewidth=1.5)
    is_clear = comparison.judge(measure, other).is_clear
    inside = abs(mean) <= reach
    shape = marker if inside else (">" if mean > 0 else "<")
    axes.plot(
        [np.clip(mean, -reach, reach)],
        [height],
        marker=shape,
        markersize=6,
        color=colour,
        markerfacecolor=colour if is_clear else "white",
        clip_on=False,
    )
    if not inside:
        side, said = "right" if mean > 0 else "left", f"{mean:+.0f} %".replace("-", "−")
        axes.text(
            np.sign(mean) * 0.94 * reach,
            height,
            said,
            ha=side,
            va="center",
            fontsize=9,
            bbox=PLAIN,
        )


def percentages(comparison: Comparison, measure: str, other: int) -> tuple[float, float, float]:
    """A difference and its interval as percentages of the first scenario's mean."""
    gap, first = comparison.difference(measure, other), comparison.mean(measure).mean
    if not first or not np.isfinite(first):
        return (float("nan"),) * 3
    mean, low, high = (100 * value / abs(first) for value in (gap.mean, gap.low, gap.high))
    return mean, low, high


def reach_of(comparison: Comparison, measures: Sequence[str]) -> float:
    """A round percentage that holds most differences with their intervals, at most 100."""
    ends = [
        max(abs(end) for end in percentages(comparison, measure, other))
        for measure in measures
        for other in range(1, len(comparison.labels))
    ]
    finite = [end for end in ends if np.isfinite(end)]
    most = float(np.percentile(finite, 75)) if finite else 0.0
    return next((float(reach) for reach in (5, 10, 20, 50) if most <= reach), 100.0)


def hours_split(comparison: Comparison, names: Sequence[str]) -> Html:
    """Shares of hours by what they are spent on, one bar a scenario."""
    with settings():
        figure = Figure(figsize=(WIDTH, 0.9 + 0.7 * len(names)), layout="constrained")
        axes = figure.subplots()
        left = np.zeros(len(names))
        rows = np.arange(len(names))
        for way, name, colour in zip(HOURS_COLUMNS, USES.values(), HOURS_COLOURS, strict=True):
            share = 100 * np.nan_to_num(hours_means(comparison, way))
            axes.barh(rows, share, 0.5, left, color=colour, edgecolor="white", label=name)
            ink = "white" if colour in (BLUE, PINK, GREY) else "black"
            for row in rows[share >= 3]:
                middle = left[row] + share[row] / 2
                axes.text(middle, row, f"{share[row]:.0f}", ha="center", va="center", color=ink)
            left += share
        for row, name in enumerate(_short(names)):
            axes.text(0, row - 0.38, name, va="center")
        axes.set(xlim=(0, 100), ylim=(len(names) - 0.6, -0.6), yticks=[])
        axes.set_xlabel("% of hours")
        axes.spines["left"].set_visible(False)
        figure.legend(loc="outside upper left", ncols=3, frameon=False, handlelength=1)
        return inline(
            figure, "hours", "Share of hours by use; the table beside it has the numbers."
        )
