"""The figure of a sensitivity analysis: what matters most, and whether that has settled."""

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.sensitivity import Analysis
from simulation.measures import MEASURES

from .svg import BLUE, FAINT, GREY, looks, settings

MOST_ROWS, MOST_LINES = 15, 5


def draw(found: Analysis) -> Figure:
    """Parameters by rank with their intervals, and beside them the first few as samples grow."""
    rows = min(len(found.table), MOST_ROWS)
    with settings():
        figure = Figure(figsize=(11, 1.7 + 0.3 * max(rows, 4)), layout="constrained")
        ranks, growth = figure.subplots(1, 2, width_ratios=(1.25, 1))
        _ranks(ranks, found, rows)
        _growth(growth, found)
        unit = MEASURES[found.measure].label
        figure.suptitle(f"{unit}: {found.how.title}, {found.scenario}", x=0.01, ha="left")
    return figure


def save(found: Analysis, path: Path) -> None:
    """Draw into a file; the same results give the same bytes."""
    nothing = dict.fromkeys(("Date", "Creator")) if path.suffix == ".svg" else None
    with settings():
        draw(found).savefig(path, dpi=150, facecolor="white", metadata=nothing)


def axis_label(found: Analysis) -> str:
    """What the index counts."""
    how, unit = found.how, MEASURES[found.measure].unit
    return f"{how.main_label} ({unit})" if found.method == "morris" else f"{how.main_label} (ST)"


def _ranks(axes: Axes, found: Analysis, rows: int) -> None:
    table = found.table[:rows]
    places = range(rows)
    axes.errorbar(
        table[found.how.main],
        places,
        xerr=table["half"],
        fmt="o",
        color=BLUE,
        capsize=3,
        label="index, 95 % interval",
    )
    axes.plot(
        table["luck"],
        places,
        "|",
        color=GREY,
        markersize=11,
        markeredgewidth=2,
        label="luck alone",
    )
    axes.set_yticks(places, [key.removeprefix("commissioning.") for key in table["key"]])
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.grid(axis="y", color=FAINT, alpha=0.25)
    axes.set_xlabel(axis_label(found))
    axes.legend(frameon=False, loc="lower right", fontsize=9)
    left_out = len(found.table) - rows
    axes.set_title(f"The first {rows}; {left_out} more below" if left_out else "All", loc="left")


def _growth(axes: Axes, found: Analysis) -> None:
    for place, key in enumerate(found.table["key"][:MOST_LINES]):
        line = found.convergence[found.convergence["key"] == key]
        colour, dash, marker = looks(place)
        low, high = line["index"] - line["half"], line["index"] + line["half"]
        axes.fill_between(line["samples"], low, high, color=colour, alpha=0.12, linewidth=0)
        axes.plot(
            line["samples"],
            line["index"],
            color=colour,
            linestyle=dash,
            marker=marker,
            label=key.removeprefix("commissioning."),
        )
    axes.set_ylim(bottom=0)
    axes.set_xticks(sorted(found.convergence["samples"].unique()))
    axes.set_xlabel(found.how.block)
    axes.set_title("As they grow in number", loc="left")
    axes.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(1, 0.5))
