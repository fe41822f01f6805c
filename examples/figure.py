"""A picture of a comparison: what services record, what is so, and how people's weeks are.

    allied compare target_driven alliance --out out/first
    python examples/figure.py out/first picture.svg

It reads what ``--out`` wrote, so it shows how to draw one's own from the same tables. Lines are
means over the replicates, bands hold nine replicates in ten.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from allied.script import Picture, script
from experiments.errors import InputError
from experiments.report.svg import FAINT, GREY, looks, settings
from experiments.store import read_manifest
from simulation.measures import MEASURES
from simulation.scenario import load_scenario

BAND = (0.05, 0.95)
SO, SAID = "sustained_success", "recorded_success"


def draw(folder: Path) -> Figure:
    """The figure of a folder of results."""
    scenarios, numbers = read_manifest(folder)["scenarios"], folder / "quarters.parquet"
    if not numbers.exists():
        raise InputError(f"{folder} holds no comparison: it has no {numbers.name}.")
    quarters = pd.read_parquet(numbers)
    titles = [load_scenario(folder / about["file"]).pack.title for about in scenarios.values()]
    with settings():
        figure = Figure(figsize=(3.4 * (len(titles) + 1), 3.3), layout="constrained")
        *each, last = figure.subplots(1, len(titles) + 1)
        for place, (name, title) in enumerate(zip(scenarios, titles, strict=True)):
            rows = quarters[quarters.scenario == name]
            _said_and_so(each[place], rows, title, looks(place)[0])
            _line(last, rows, "good_weeks", *looks(place), title)
        last.set_title("Good weeks", loc="left", fontweight="bold")
        last.set_ylabel(MEASURES["good_weeks"].unit)
        last.margins(y=0.3)
        last.legend(frameon=False, loc="lower right")
        figure.supxlabel("Years after the fork", fontsize=10)
    return figure


def _said_and_so(axes: Axes, rows: pd.DataFrame, title: str, colour: str) -> None:
    """Recorded and sustained success of one scenario, the gap between them shaded."""
    years, said = _line(axes, rows, SAID, GREY, (0, (4, 1.5)), "", "Recorded at closing")
    _, so = _line(axes, rows, SO, colour, "-", "", "Truly well three months on")
    axes.fill_between(years, so, said, color=FAINT, alpha=0.25, linewidth=0)
    axes.set_title(title, loc="left", fontweight="bold")
    axes.set_ylabel("share of closed cases")
    axes.set_ylim(0, 1)
    axes.legend(frameon=False, loc="upper left")


def _line(
    axes: Axes, rows: pd.DataFrame, measure: str, colour: str, dash: object, marker: str, label: str
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and band of a measure by quarter; returns the years and the mean."""
    by_quarter = rows.groupby("first_week")[measure]
    years = (np.unique(rows.first_week) + 6.5) / 52
    mean = by_quarter.mean().to_numpy()
    ends = [by_quarter.quantile(end).to_numpy() for end in BAND]
    axes.fill_between(years, *ends, color=colour, alpha=0.18, linewidth=0)
    axes.plot(
        years, mean, color=colour, linestyle=dash, marker=marker, markevery=4, label=label,
        markersize=4,
    )  # fmt: skip
    return years, mean


def save(folder: Path, picture: Path) -> None:
    """Draw a folder of results into a file; the same results give the same bytes."""
    nothing = dict.fromkeys(("Date", "Creator")) if picture.suffix == ".svg" else None
    with settings():
        draw(folder).savefig(picture, dpi=150, facecolor="white", metadata=nothing)


def main(folder: Path, picture: Picture) -> None:
    save(folder, picture)


if __name__ == "__main__":
    script(main)
