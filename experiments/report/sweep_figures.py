"""The figures of a sweep's report: the measure that counts, along each thing that was varied."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.findings.formatting import number
from experiments.findings.judgement import described
from experiments.findings.statistics import estimate
from simulation.measures import PRIMARY
from simulation.parameters.lookup import declaration

from .html import Html
from .svg import GREY, WIDTH, inline, looks, settings

MOST = 8
"""Figures on a page."""
LEVELS, PARTS = 8, 5
"""With more levels than this, a range is shown in so many parts."""


def differences(runs: pd.DataFrame, first: str, other: str, measure: str = PRIMARY) -> pd.Series:
    """A measure, by default the one that counts, other minus first, by point and seed."""
    place = ["point", "seed"]
    both: list[Any] = [
        runs[runs["scenario"] == name].set_index(place)[measure] for name in (other, first)
    ]
    return (both[0] - both[1]).dropna()


def along(runs: pd.DataFrame, names: list[str], axis: str, place: int) -> Html:
    """Means over points along an axis, a line for each scenario but the first if there are more.

    Parameters
    ----------
    place
        Number of the figure on its page.
    """
    with settings():
        figure = Figure(figsize=(WIDTH, 2.7), layout="constrained")
        said = draw_along(figure.subplots(), runs, names, axis)
        return inline(figure, f"axis{place}", f"{axis}. {'; '.join(said)}.")


def draw_along(
    axes: Axes, runs: pd.DataFrame, names: list[str], axis: str, measure: str = PRIMARY
) -> list[str]:
    """Draw means of a measure over points along an axis, as ``along``; and what they show."""
    lines = names[1:] or names
    at = runs.groupby("point")[axis].first()
    said = []
    if len(names) > 1:
        axes.axhline(0, color=GREY, linewidth=0.8)
    for line, name in enumerate(lines):
        found = _by_part(_by_point(runs, names, name, measure), at)
        if found.empty:
            continue
        colour, dash, marker = looks(line)
        half = found["high"] - found["mean"]
        axes.errorbar(
            found["x"],
            found["mean"],
            yerr=half.fillna(0),
            color=colour,
            linestyle=dash,
            marker=marker,
            capsize=3,
            label=name,
        )
        ends = [number(float(found["mean"].iloc[i])) for i in (0, -1)]
        said.append(f"{name}: from {ends[0]} to {ends[1]}")
    if at.dtype.kind in "Ob" or pd.api.types.is_string_dtype(at):
        labels = sorted(at.unique(), key=str)
        axes.set_xticks(range(len(labels)), [str(label) for label in labels])
    declared = declaration(axis)
    axes.set_xlabel(declared.unit if declared else axis)
    axes.set_title(described(measure).unit, loc="left")
    if len(lines) > 1:
        axes.legend(frameon=False)
    return said


def _by_point(runs: pd.DataFrame, names: list[str], name: str, measure: str) -> pd.Series:
    """The mean over seeds at each point: of a difference from the first, if there is another."""
    if len(names) > 1:
        return differences(runs, names[0], name, measure).groupby(level="point").mean()
    return runs.groupby("point")[measure].mean().dropna()


def _by_part(values: pd.Series, at: pd.Series) -> pd.DataFrame:
    """Means and their intervals by level of an axis, or by part of its range."""
    where = at.reindex(values.index)
    is_number = pd.api.types.is_numeric_dtype(where) and not pd.api.types.is_bool_dtype(where)
    if not is_number:
        labels = sorted(at.unique(), key=str)
        parts = middle = where.map({label: i for i, label in enumerate(labels)}).astype(float)
    elif where.nunique() <= LEVELS:
        parts = middle = where.astype(float)
    else:
        cuts = np.linspace(float(where.min()), float(where.max()), PARTS + 1)
        parts = pd.Series(np.searchsorted(cuts[1:-1], where.to_numpy()), index=where.index)
        middle = where.astype(float)
    rows = []
    for _, inside in values.groupby(parts):
        one = estimate(inside.to_numpy())
        rows.append((middle.loc[inside.index].mean(), one.mean, one.high))
    return pd.DataFrame(rows, columns=["x", "mean", "high"])
