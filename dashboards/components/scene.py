"""One step of a lesson, as the presenter and the second screen show it."""

from collections.abc import Callable
from typing import Any

import solara

from dashboards.charts import lines
from dashboards.lessons import Lesson
from dashboards.lessons.results import results
from dashboards.lessons.reveal import ANSWERS, numbers, reveal
from dashboards.state.presentation import STEPS, Presentation
from experiments.report.html import element, paragraphs, together

from .chart import Chart
from .presenter import Votes
from .text import Block, bullets


def Scene(presentation: Presentation, on_vote: Callable[[list[int]], None] | None = None) -> Any:
    """The step; votes can be typed in where ``on_vote`` takes them."""
    lesson = presentation.declared
    with solara.Div(classes=["scene"]) as scene:
        Block(together(element("h1", lesson.title), element("p", lesson.idea, class_="lead")))
        {
            "predict": _predict,
            "reveal": _reveal,
            "replay": _replay,
            "discuss": _discuss,
            "commit": _commit,
        }[STEPS[presentation.step]](lesson, presentation, on_vote)
    return scene


def _predict(
    lesson: Lesson, presentation: Presentation, on_vote: Callable[[list[int]], None] | None
) -> None:
    Block(
        together(
            element("p", lesson.setting),
            element("div", element("p", lesson.question), class_="answer"),
        )
    )
    with solara.Div(classes=["two"]):
        _votes(lesson, presentation, on_vote)
        with solara.Div():
            found = results()[lesson.id]
            quarters = lines.quarters_of_comparison(found, lesson.measure)
            Chart(lines.over_time(quarters, lesson.measure, lesson.called, sides=1))


def _reveal(lesson: Lesson, presentation: Presentation, _: Any) -> None:
    found = results()[lesson.id]
    said = reveal(lesson, found)
    answer = ANSWERS.index(said.answer) if said.answer in ANSWERS else -1
    Block(element("div", paragraphs(said.said), class_="answer"))
    with solara.Div(classes=["two"]):
        with solara.Div():
            Chart(
                lines.over_time(
                    lines.quarters_of_comparison(found, lesson.measure),
                    lesson.measure,
                    lesson.called,
                )
            )
        _votes(lesson, presentation, None, answer)


def _replay(lesson: Lesson, _: Presentation, __: Any) -> None:
    found = results()[lesson.id]
    Block(
        together(
            element("p", "Watch both once more. Which line changes most, and when?"),
            element("p", numbers(found, lesson.beside)),
        )
    )
    with solara.Div(classes=["two"]):
        for measure in (lesson.measure, lesson.beside):
            quarters = lines.quarters_of_comparison(found, measure)
            Chart(lines.over_time(quarters, measure, lesson.called, replay=True))


def _discuss(lesson: Lesson, _: Presentation, __: Any) -> None:
    Block(element("div", bullets(lesson.discuss, "ol"), class_="questions"))


def _commit(lesson: Lesson, _: Presentation, __: Any) -> None:
    Block(
        together(
            element("div", element("p", lesson.commit), class_="answer"),
            element("p", "One sentence each, written down, with a name and a date."),
        )
    )


def _votes(lesson: Lesson, presentation: Presentation, on_vote: Any, answer: int = -1) -> None:
    Votes(
        options=list(lesson.options),
        votes=list(presentation.votes),
        answer=answer,
        open_for=on_vote is not None,
        event_vote=on_vote,
    )
