"""A picture of a sweep: how far one scenario is ahead of another, by what was varied.

    allied sweep overhead.toml
    python examples/sweep.py overhead commissioning.overhead commissioning.pooled_share picture.svg

Points of the same luck are paired before they are averaged. Dots are means, bars 95 % intervals.
"""

from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from allied.script import Picture, script
from experiments.errors import InputError
from experiments.findings.assumptions import readable
from experiments.findings.statistics import estimate
from experiments.report.svg import GREY, looks, settings
from experiments.report.sweep import about
from experiments.store import read_runs
from simulation.measures import MEASURES, PRIMARY
from simulation.parameters.lookup import declaration


def differences(folder: Path, *varied: str) -> pd.DataFrame:
    """The second scenario minus the first, by point and seed, with what was varied."""
    manifest = about(folder)
    for key in varied:
        if key not in manifest["axes"]:
            was = ", ".join(manifest["axes"]) or "nothing"
            raise InputError(f"{key} was not varied in {folder}; what was: {was}.")
    if len(manifest["scenarios"]) < 2:
        raise InputError(f"{folder} has a single scenario; a difference needs two.")
    first, second = list(manifest["scenarios"])[:2]
    runs = read_runs(folder).set_index([*manifest["axes"], "seed"])
    values = [runs.loc[runs["scenario"] == name, PRIMARY] for name in (first, second)]
    return (values[1] - values[0]).rename("difference").reset_index()


def draw(folder: Path, across: str, lines: str) -> Figure:
    """The figure of a sweep's folder: one axis across, a line for each level of another."""
    found = differences(folder, across, lines)
    with settings():
        figure = Figure(figsize=(6, 3.6), layout="constrained")
        axes = figure.subplots()
        axes.axhline(0, color=GREY, linewidth=0.8)
        for place, (level, rows) in enumerate(found.groupby(lines)):
            means = [estimate(some.to_numpy()) for _, some in rows.groupby(across)["difference"]]
            colour, dash, marker = looks(place)
            middle = [mean.mean for mean in means]
            axes.errorbar(
                sorted(rows[across].unique()), middle,
                yerr=[mean.high - mean.mean for mean in means],
                color=colour, linestyle=dash, marker=marker, capsize=3, label=readable(level),
            )  # fmt: skip
        axes.set_xlabel(_named(across))
        axes.set_ylabel(f"{MEASURES[PRIMARY].label}, difference\n({MEASURES[PRIMARY].unit})")
        axes.legend(frameon=False, title=_named(lines))
    return figure


def _named(key: str) -> str:
    declared = declaration(key)
    return f"{declared.label} ({declared.unit})" if declared else key


def save(folder: Path, across: str, lines: str, picture: Path) -> None:
    """Draw a sweep's folder into a file; the same results give the same bytes."""
    nothing = dict.fromkeys(("Date", "Creator")) if picture.suffix == ".svg" else None
    with settings():
        draw(folder, across, lines).savefig(picture, dpi=150, facecolor="white", metadata=nothing)


def main(folder: Path, across: str, lines: str, picture: Picture) -> None:
    save(folder, across, lines, picture)


if __name__ == "__main__":
    script(main)
