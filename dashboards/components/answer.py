"""The result of a comparison: words first, then charts, then tables."""

from collections.abc import Callable, Sequence
from typing import Any

import solara

from dashboards.charts import lines
from dashboards.state.preview import Preview
from dashboards.state.replay import Displayed
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


def Answer(displayed: Displayed, query: str) -> Any:
    """The answer in plain words; a preview, or an answer to earlier settings, is marked."""
    called = _called(displayed.names)
    if displayed.comparison is not None:
        tag = (
            "Before the last change"
            if displayed.replaying
            else "Updating …"
            if displayed.stale
            else ""
        )
        said, preview = headline(displayed.comparison, called), False
    elif displayed.preview is not None:
        tag, preview = "Preview of the settings before" if displayed.replaying else "Preview", True
        said = _of_preview(displayed.preview, called)
    else:
        tag, said, preview = "", "Simulating. The first answer takes a few seconds.", False
    inside = element("p", *([element("span", tag, class_="tag")] if tag else []), said)
    return solara.HTML(
        tag="div",
        unsafe_innerHTML=str(inside),
        classes=["answer", "preview"] if preview or tag else ["answer"],
        attributes={"aria-live": "polite", "id": "answer", "data-of": "" if tag else query},
    )


def Graph(displayed: Displayed, measure: str, on_measure: Callable[[str], None]) -> Any:
    """The chart of the chosen measure under both systems."""
    with solara.Div(classes=["whole"]) as graph:
        Choice("measure", "Measure", measure, MEASURE_CHOICES, on_measure)
        for spec in _main(displayed, measure):
            Chart(spec)
        if displayed.comparison is None and displayed.preview is None:
            Waiting("The chart comes with the first runs.")
        Block(element("p", MEASURES[measure].help, class_="note"))
        if displayed.comparison is not None and measure != PRIMARY:
            Block(element("p", _of_measure(displayed, measure)))
    return graph


def Gaps(displayed: Displayed) -> Any:
    """Charts of each system's Goodhart gap, once there are runs."""
    with solara.Div() as graphs:
        if displayed.comparison is not None:
            Block(
                together(
                    element("h2", "Reported beside true: the Goodhart gap"), element("p", GOODHART)
                )
            )
            with solara.Div(classes=["two"]):
                for spec in _gaps(displayed):
                    Chart(spec)
    return graphs


def Tables(displayed: Displayed) -> Any:
    """The tables: other measures, how the systems differ, and what the comparison rests on."""
    found = displayed.comparison
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
            paragraphs(ground(found, _called(displayed.names))),
            element("div", element("p", CAUTION), class_="caution"),
        )
    )


def _called(names: Sequence[str]) -> list[str]:
    """What sentences call the systems."""
    return [f"{letter} ({name})" for letter, name in zip(lines.LETTERS, names, strict=True)]


def _main(displayed: Displayed, measure: str) -> list[str]:
    """The chart of the chosen measure, if that is recorded by quarter."""
    if displayed.comparison is not None:
        if measure in displayed.comparison.quarters:
            quarters = lines.quarters_of_comparison(displayed.comparison, measure)
            return [lines.over_time(quarters, measure, displayed.names)]
    elif displayed.preview is not None and measure in displayed.preview.a.quarters:
        quarters = lines.quarters_of_preview(displayed.preview, measure)
        return [lines.over_time(quarters, measure, displayed.names, preview=True)]
    return []


def _gaps(displayed: Displayed) -> list[str]:
    assert displayed.comparison is not None
    reported = lines.quarters_of_comparison(displayed.comparison, lines.RECORDED)
    lasting = lines.quarters_of_comparison(displayed.comparison, lines.LASTED)
    scale = [*reported, *lasting]
    return [
        lines.gap(reported[side], lasting[side], side, displayed.names[side], scale)
        for side in range(2)
    ]


def _of_measure(displayed: Displayed, measure: str) -> str:
    assert displayed.comparison is not None
    cells, declared = row(displayed.comparison.judge(measure)), MEASURES[measure]
    return (
        f"{declared.label}: A {cells.first}, B {cells.second} ({declared.unit}). "
        f"Difference {cells.difference} (95 % interval {cells.interval}): {cells.reading}."
    )


def _of_preview(preview: Preview, called: Sequence[str]) -> str:
    values = [one.primary for one in (preview.a, preview.b)]
    return (
        f"One small run of each, {preview.people} people for {preview.weeks // 52} years: "
        f"{MEASURES[PRIMARY].label.lower()} {number(values[0])} with {called[0]}, "
        f"{number(values[1])} with {called[1]}. It shows a tendency; the full comparison follows."
    )
