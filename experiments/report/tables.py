"""The tables of a report."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from experiments.findings.assumptions import (
    GROUPS,
    Assumption,
    called,
    plausible,
    readable,
)
from experiments.findings.assumptions import assumptions as assumed
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import number
from experiments.findings.judgement import described
from experiments.findings.narrative import by_luck, grouped, opening, row
from experiments.findings.statistics import estimate
from simulation.parameters import MARKS
from simulation.parameters.lookup import declaration
from simulation.scenario import diff
from simulation.world import QUARTERS_A_YEAR
from simulation.world.hours import HOURS_COLUMNS, USES

from .figure_data import hours_means
from .html import Html, element, folded, paragraphs, table, together

WORDS_ONLY = ("pack", "words")
"""Tables of a scenario that nothing simulated depends on."""


def departures(comparison: Comparison, names: Sequence[str]) -> Html:
    """Every value in which the scenarios differ; levers say what they are."""
    first, *others = comparison.scenarios
    paths = dict.fromkeys(
        one.path
        for other in others
        for one in diff(first, other)
        if one.path.partition(".")[0] not in WORDS_ONLY
    )
    if not paths:
        return element("p", "They do not differ in anything that is simulated.")
    rows = []
    for path in paths:
        declared = declaration(path)
        values = [
            readable(_value_at(scenario.to_dict(), path)) for scenario in comparison.scenarios
        ]
        label, unit = (called(declared, path), declared.unit) if declared else ("", "")
        rows.append([together(f"{label} ", element("code", path)), *values, unit])
    columns = ["What differs", *names, "Unit"]
    return table("All that differs between them", columns, rows, range(1, len(names) + 1))


def _value_at(data: object, path: str) -> object:
    for key in path.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return data


def years(comparison: Comparison, names: Sequence[str], measures: Sequence[str]) -> Html:
    """The numbers behind the figures over time: means over the replicates, by year."""
    columns = ["Year", *(f"{described(m).label}, {name}" for m in measures for name in names)]
    quarters = comparison.quarters[measures[0]].shape[2]
    rows = []
    for start in range(0, quarters, QUARTERS_A_YEAR):
        cells = [
            number(_mean(comparison.quarters[m][i, :, start : start + QUARTERS_A_YEAR]))
            for m in measures
            for i in range(len(names))
        ]
        rows.append([str(start // QUARTERS_A_YEAR + 1), *cells])
    made = table("Means by year after the fork", columns, rows, range(1, len(columns)), grid=True)
    return folded("The numbers behind these figures", made)


def _mean(values: np.ndarray) -> float:
    return estimate(values.ravel()).mean


def measures(comparison: Comparison, names: Sequence[str], other: int) -> Html:
    """Both means, the paired difference with its interval, and what may be said of it."""
    rows = []
    for key in comparison.measures:
        measure = described(key)
        label = together(f"{measure.label} ", element("small", measure.unit))
        rows.append([label, *row(comparison.judge(key, other))])
    columns = ["Measure", names[0], names[other], "Difference", "95 % interval", "Reading"]
    return table(f"{names[other]} against {names[0]}", columns, rows, range(1, 5))


def others(comparison: Comparison, names: Sequence[str], other: int) -> Html:
    """The other measures by what can be said of them, a list for each group."""
    found = grouped(comparison, other)
    groups = [
        together(
            element("h3", opening(group, names[other])),
            element("ul", *(_named(label, note) for label, note in each), class_="names"),
        )
        for group, each in found.items()
    ]
    return together(*groups, paragraphs(by_luck(found)))


def _named(label: str, note: str) -> Html:
    return element("li", label, *([Html(" "), element("small", f"({note})")] if note else []))


def hours(comparison: Comparison, names: Sequence[str]) -> Html:
    """Mean share of hours by use, in per cent."""
    rows = [
        [name.capitalize(), *(number(100 * share, 1) for share in hours_means(comparison, way))]
        for way, name in zip(HOURS_COLUMNS, USES.values(), strict=True)
    ]
    return table("Share of hours, %", ["Use", *names], rows, range(1, len(names) + 1))


def marks(comparison: Comparison) -> Html:
    """How many parameters there are of each mark, and what the marks mean."""
    counted = Counter(
        row.parameter.mark
        for rows in assumed(comparison.scenarios[0]).values()
        for row in rows
        if row.parameter.mark
    )
    rows = [[mark, means, str(counted[mark])] for mark, means in MARKS.items()]
    return table("How well they are known", ["Mark", "What it means", "Parameters"], rows, (2,))


def assumptions(comparison: Comparison, names: Sequence[str]) -> Html:
    """All parameters, a fold for each table of the scenario file."""
    each = [assumed(scenario) for scenario in comparison.scenarios]
    parts = []
    for group, title in GROUPS.items():
        by_path = [{row.path: row for row in found.get(group, ())} for found in each]
        paths = dict.fromkeys(path for rows in by_path for path in rows)
        if paths and group not in WORDS_ONLY:
            rows = [_assumption([rows.get(path) for rows in by_path], names) for path in paths]
            columns = ["Parameter", "Value", "Unit", "Plausible", "Mark", "Source"]
            parts.append(folded(f"{title} ({len(rows)})", table(title, columns, rows)))
    return together(*parts)


def _assumption(found: Sequence[Assumption | None], names: Sequence[str]) -> list[str]:
    """One parameter; its value by scenario where the scenarios differ."""
    values = [readable(one.value) if one else "–" for one in found]
    if len(set(values)) == 1:
        value: str = values[0]
    else:
        value = "; ".join(f"{name}: {v}" for name, v in zip(names, values, strict=True))
    one = next(one for one in found if one)
    declared = one.parameter
    label = together(f"{called(declared, one.path)} ", element("code", one.path))
    return [label, value, declared.unit, plausible(declared), declared.mark, declared.source]
