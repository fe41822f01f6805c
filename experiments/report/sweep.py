"""The page of a sweep's folder: what was run, what was found where, and what failed."""

import html
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.errors import InputError
from experiments.findings.assumptions import readable
from experiments.findings.formatting import and_list, number
from experiments.findings.judgement import described
from experiments.findings.narrative import CAUTION
from experiments.findings.statistics import Verdict, estimate, verdict
from experiments.sensitivity import Analysis, read_analysis
from experiments.store import read_manifest, read_runs
from experiments.store.manifest import own_outcomes
from simulation.measures import MEASURES, PRIMARY
from simulation.parameters.lookup import declaration

from . import sweep_figures
from .html import Html, document, element, folded, paragraphs, section, table, together
from .sensitivity import draw
from .svg import inline, settings

MOST_POINTS = 200
"""Points that the page lists; the folder has all of them."""


def about(folder: Path) -> dict[str, Any]:
    """What the manifest of a sweep's folder says.

    Raises
    ------
    InputError
        Where the folder holds something else, or cannot be read.
    """
    manifest = read_manifest(folder)
    if "points" not in manifest:
        raise InputError(
            f"{folder} holds a comparison or a run, not a sweep; a comparison's report is "
            "report.html in its folder."
        )
    return manifest


def page(folder: Path) -> str:
    """The whole report of a sweep, or of a sensitivity analysis, from what is in its folder.

    Raises
    ------
    InputError
        As ``about``, and where a part is damaged.
    """
    manifest = about(folder)
    analysis = read_analysis(folder) if "sensitivity" in manifest["plan"] else None
    return page_of(read_runs(folder), manifest, analysis)


def page_of(runs: pd.DataFrame, manifest: dict[str, Any], analysis: Analysis | None) -> str:
    """The same from runs and manifest at hand; ``analysis`` of a sensitivity analysis."""
    names = list(manifest["scenarios"])
    title = f"{and_list(names)} at {_count(manifest['points']['count'], 'point')}"
    parts = [
        element("h1", title),
        _short(runs, names, manifest),
        sensitivity_section(analysis) if analysis else Html(""),
        _figures(runs, names, manifest["axes"]),
        _measures(runs, names, manifest),
        _points(runs, names, manifest["axes"]),
        _settings(manifest, names),
        _failures(runs),
        _again(manifest),
    ]
    return document(title, *parts)


def _count(number_of: int, what: str) -> str:
    return f"{number_of:,} {what}{'' if number_of == 1 else 's'}"


def _short(runs: pd.DataFrame, names: list[str], manifest: dict[str, Any]) -> Html:
    failed = int(runs["error"].notna().sum())
    points, seeds = manifest["points"]["count"], len(manifest["seeds"])
    size = points * seeds * len(names)
    made = (
        f"{len(runs):,} of {size:,} runs: {_count(points, 'point')} × "
        f"{_count(len(names), 'scenario')} × {_count(seeds, 'seed')}. {failed:,} failed."
    )
    said = [_ahead(runs, names[0], other) for other in names[1:]]
    mean = runs[PRIMARY].mean()
    if len(names) == 1:
        unit = MEASURES[PRIMARY].unit
        said = [f"{MEASURES[PRIMARY].label}: {number(mean)} {unit}, mean of all runs."]
    return section(
        "In short",
        element("div", paragraphs(said), class_="answer"),
        element("p", made),
        element("div", element("p", CAUTION), class_="caution"),
    )


def _ahead(runs: pd.DataFrame, first: str, other: str) -> str:
    """At how many points another scenario is ahead of the first in what counts."""
    found: Counter[str] = Counter()
    gaps = sweep_figures.differences(runs, first, other)
    for _, gap in gaps.groupby(level="point"):
        one = estimate(gap.to_numpy())
        reading: Verdict = verdict(one)
        told = reading not in ("same", "unclear", "unknown")
        found[("higher" if one.mean > 0 else "lower") if told else "open"] += 1
    total = found.total()
    return (
        f"{MEASURES[PRIMARY].label}: {other} minus {first} is {number(gaps.mean())} as a mean over "
        f"all points. It is clearly higher with {other} at {found['higher']:,} of {total:,} "
        f"points, clearly lower at {found['lower']:,}, and cannot be told at {found['open']:,} "
        "(95 % intervals at each point by itself)."
    )


def sensitivity_section(found: Analysis) -> Html:
    """What a sensitivity analysis found."""
    how = found.how
    rows = [
        [
            together(f"{row['label']} ", element("code", row["key"])),
            f"{readable(row['low'])} to {readable(row['high'])}",
            row["unit"],
            *(number(float(row[name])) for name in (how.main, "half", "luck", *how.more)),
        ]
        for row in found.table.to_dict("records")
    ]
    columns = ["Parameter", "Range", "Unit", how.main_label, "±", "Luck alone"]
    columns += how.more.values()
    about = f"{how.title} of {MEASURES[found.measure].label.lower()}"
    with settings():
        drawn = inline(draw(found), "sensitivity", about)
    return section(
        "What it hangs on",
        element("p", how.meaning),
        element("figure", drawn, style="max-width: 60rem"),
        paragraphs(found.sentences()),
        table(about, columns, rows, range(3, len(columns))),
    )


def _figures(runs: pd.DataFrame, names: list[str], axes: list[str]) -> Html:
    if runs["error"].notna().all() or not axes:
        return Html("")
    drawn = [
        element("figure", element("h3", _named(axis)), sweep_figures.along(runs, names, axis, i))
        for i, axis in enumerate(axes[: sweep_figures.MOST])
    ]
    more = len(axes) - len(drawn)
    note = f" The first {len(drawn)} of {len(axes)} are shown." if more else ""
    minus = f", each minus {names[0]}" if len(names) > 1 else ""
    return section(
        f"{MEASURES[PRIMARY].label} by what was varied",
        element(
            "p",
            f"{MEASURES[PRIMARY].label}{minus}. Dots are means over the points that share a value, "
            "or a fifth of the range, whatever else differs there; bars are 95 % intervals of "
            f"these means over points.{note}",
        ),
        element("div", *drawn, class_="figures"),
    )


def _named(axis: str) -> Html:
    declared = declaration(axis)
    return together(f"{declared.label} " if declared else "", element("code", axis))


def _measures(runs: pd.DataFrame, names: list[str], manifest: dict[str, Any]) -> Html:
    rows = []
    for name in (*MEASURES, *own_outcomes(manifest)):
        measure = described(name)
        means = [runs.loc[runs["scenario"] == one].groupby("point")[name].mean() for one in names]
        cells = [
            number(float(value))
            for mean in means
            for value in (mean.mean(), mean.min(), mean.max())
        ]
        rows.append([together(f"{measure.label} ", element("small", measure.unit)), *cells])
    columns = [f"{one}, {what}" for one in names for what in ("mean", "lowest", "highest")]
    made = table(
        "Means over seeds: mean, lowest and highest point",
        ["Measure", *columns],
        rows,
        range(1, len(columns) + 1),
    )
    return section("All measures", made)


def _points(runs: pd.DataFrame, names: list[str], axes: list[str]) -> Html:
    """The runs point by point: what was varied, how many there are, and the primary measure."""
    rows: list[list[str]] = []
    for point, found in runs.groupby("point"):
        if len(rows) == MOST_POINTS:
            break
        values = [readable(_plain(found[axis].iloc[0])) for axis in axes]
        cells = []
        for name in names:
            mine = found[found["scenario"] == name]
            cells += [str(int(mine["error"].isna().sum())), number(float(mine[PRIMARY].mean()))]
        rows.append([str(point), *values, *cells])
    label = MEASURES[PRIMARY].label.lower()
    columns = ["Point", *axes]
    columns += [text for name in names for text in (f"{name}, runs", f"{name}, {label}")]
    total = runs["point"].nunique()
    about = f"Runs and mean {label} by point"
    if total > MOST_POINTS:
        about += f": the first {MOST_POINTS} of {total:,}; runs/ has all"
    return section("Runs", folded(about, table(about, columns, rows, range(1, len(columns)))))


def _settings(manifest: dict[str, Any], names: list[str]) -> Html:
    plan = manifest["plan"]
    rows = [[key, _stated(value)] for key, value in plan.items() if value not in ({}, [])]
    files = [[name, manifest["scenarios"][name]["file"]] for name in names]
    return section(
        "Settings",
        table("What was asked for", ["Key", "Value"], rows),
        table("The scenarios in full, before what is varied", ["Scenario", "File"], files),
    )


def _stated(value: Any) -> str:
    """A part of a plan, in words."""
    if isinstance(value, dict):
        return "; ".join(f"{key} = {_stated(inside)}" for key, inside in value.items())
    if isinstance(value, list):
        few = value if len(value) <= 12 else [*value[:10], f"… {len(value):,} in all"]
        return ", ".join(map(_stated, few))
    return readable(value)


def _failures(runs: pd.DataFrame) -> Html:
    failed = runs[runs["error"].notna()]
    if failed.empty:
        return section("Failures", element("p", "No run failed."))
    rows = []
    for error, found in failed.groupby("error", sort=False):
        one = found.iloc[0]
        where = f"{one['scenario']}, point {one['point']}, seed {one['seed']}"
        rows.append([str(error), where, f"{len(found):,}"])
    return section(
        "Failures", table("Runs that failed", ["Error", "The first", "Runs"], rows, (2,))
    )


def _again(manifest: dict[str, Any]) -> Html:
    versions = ", ".join(f"{name} {value}" for name, value in manifest["versions"].items())
    continued = [one["command"] for one in manifest.get("continued", [])]
    commands = "\n".join([manifest["command"], *continued])
    return section(
        "How to get the same numbers again",
        element("pre", element("code", Html(html.escape(commands)))),
        element(
            "dl",
            element("dt", "Versions"),
            element("dd", versions),
            element("dt", "Model"),
            element("dd", element("code", manifest["model"])),
        ),
        element("p", "Further versions that made runs are in manifest.json.")
        if continued
        else Html(""),
    )


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
