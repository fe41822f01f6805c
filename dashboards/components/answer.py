"""What follows from a comparison: words first, then charts, then tables."""

from collections.abc import Callable, Sequence
from typing import Any

import solara

from dashboards.charts import lines
from dashboards.state.preview import Preview
from dashboards.state.replay import Shown
from experiments.findings.formatting import number
from experiments.findings.narrative import CAUTION, ground, headline, row
from experiments.report.html import element, paragraphs, together
from experiments.report.tables import departures, measures, others
from simulation.measures import MEASURES, PRIMARY

from .chart import Chart
from .choice import Choice
from .text import Block
from .waiting import Waiting

MEASURE_CHOICES = [(name, measure.label) for name, measure in MEASURES.items()]
GOODHART = (
    "What services record as a success when a case closes, beside what was still true some months "
    "later, in the same scale. The gap between them is what a target cannot see."
)


def Answer(shown: Shown, query: str) -> Any:
    """The answer in plain words, and of which settings it is; a preview is marked as one."""
    called = _called(shown.names)
    if shown.comparison is not None:
        tag = "Before the last change" if shown.replaying else "Updating …" if shown.stale else ""
        said, preview = headline(shown.comparison, called), False
    elif shown.preview is not None:
        tag, preview = "Preview of the settings before" if shown.replaying else "Preview", True
        said = _of_preview(shown.preview, called)
    else:
        tag, said, preview = "", "Simulating. The first answer takes a few seconds.", False
    inside = element("p", *([element("span", tag, class_="tag")] if tag else []), said)
    return solara.HTML(
        tag="div", unsafe_innerHTML=str(inside),
        classes=["answer", "preview"] if preview or tag else ["answer"],
        attributes={"aria-live": "polite", "id": "answer", "data-of": "" if tag else query},
    )  # fmt: skip


def Graph(shown: Shown, measure: str, on_measure: Callable[[str], None]) -> Any:
    """The measure that is chosen, under both systems."""
    with solara.Div(classes=["whole"]) as graph:
        Choice("measure", "Measure", measure, MEASURE_CHOICES, on_measure)
        for spec in _main(shown, measure):
            Chart(spec)
        if shown.comparison is None and shown.preview is None:
            Waiting("The chart comes with the first runs.")
        Block(element("p", MEASURES[measure].help, class_="note"))
        if shown.comparison is not None and measure != PRIMARY:
            Block(element("p", _of_measure(shown, measure)))
    return graph


def Gaps(shown: Shown) -> Any:
    """The Goodhart gap of each system, once there are runs."""
    with solara.Div() as graphs:
        if shown.comparison is not None:
            Block(together(element("h2", "Reported beside true: the Goodhart gap"),
                           element("p", GOODHART)))  # fmt: skip
            with solara.Div(classes=["two"]):
                for spec in _gaps(shown):
                    Chart(spec)
    return graphs


def Behind(shown: Shown) -> Any:
    """The tables: other measures, what differs, and what it stands on."""
    found = shown.comparison
    if found is None:
        return solara.Div()
    return Block(
        together(
            element("h2", "The other measures, in words"),
            others(found, lines.LETTERS, 1),
            element("h2", "All measures"),
            measures(found, lines.LETTERS, 1),
            element("h2", "What differs between A and B"),
            departures(found, lines.LETTERS),
            element("h2", "What it stands on"),
            paragraphs(ground(found, _called(shown.names))),
            element("div", element("p", CAUTION), class_="caution"),
        )
    )


def _called(names: Sequence[str]) -> list[str]:
    """What sentences call the systems."""
    return [f"{letter} ({name})" for letter, name in zip(lines.LETTERS, names, strict=True)]


def _main(shown: Shown, measure: str) -> list[str]:
    """The chart of the chosen measure, where it is known by quarter."""
    if shown.comparison is not None:
        if measure in shown.comparison.quarters:
            quarters = lines.of_run(shown.comparison, measure)
            return [lines.over_time(quarters, measure, shown.names)]
    elif shown.preview is not None and measure in shown.preview.a.quarters:
        quarters = lines.of_preview(shown.preview, measure)
        return [lines.over_time(quarters, measure, shown.names, preview=True)]
    return []


def _gaps(shown: Shown) -> list[str]:
    assert shown.comparison is not None
    reported = lines.of_run(shown.comparison, lines.RECORDED)
    lasting = lines.of_run(shown.comparison, lines.LASTED)
    scale = [*reported, *lasting]
    return [
        lines.gap(reported[side], lasting[side], side, shown.names[side], scale)
        for side in range(2)
    ]


def _of_measure(shown: Shown, measure: str) -> str:
    assert shown.comparison is not None
    first, second, gap, span, said = row(shown.comparison, measure)
    return (
        f"{MEASURES[measure].label}: A {first}, B {second} ({MEASURES[measure].unit}). "
        f"Difference {gap} (95 % interval {span}): {said}."
    )


def _of_preview(preview: Preview, called: Sequence[str]) -> str:
    values = [one.primary for one in (preview.a, preview.b)]
    return (
        f"One small run of each, {preview.people} people for {preview.weeks // 52} years: "
        f"{MEASURES[PRIMARY].label.lower()} {number(values[0])} with {called[0]}, "
        f"{number(values[1])} with {called[1]}. It shows a tendency; the full comparison follows."
    )
