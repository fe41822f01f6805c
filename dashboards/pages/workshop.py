"""Workshop: lessons to present, and the second screen that follows the presenter."""

from dataclasses import replace
from typing import Any

import solara

from dashboards.components.game import Origin
from dashboards.components.invitation import Invitation
from dashboards.components.presenter import Presenter
from dashboards.components.scene import Scene
from dashboards.components.text import Block, bullets
from dashboards.lessons import LESSONS
from dashboards.lessons.results import results
from dashboards.lessons.reveal import reveal
from dashboards.state.ballots import ballot_code, open_ballots, use_counts
from dashboards.state.presentation import STEPS, Presentation, read_presentation
from dashboards.state.rooms import new_code, publish, use_room
from experiments.lives.english import capital, count
from experiments.report.html import element, folded, together

LEAD = (
    f"{capital(count(len(LESSONS)))} short lessons. Each asks for a prediction, reveals what the "
    "runs gave, replays it, and ends with questions and one commitment. Nothing is simulated while "
    "the room waits, and nothing needs the internet."
)
VOTING = (
    "Phones can vote: the second screen shows a QR code until the first lesson begins. Or they "
    "open the page /vote of this dashboard and type the code "
)
KEYS = (
    "Keys: the right arrow or space goes on, the left arrow goes back, Escape comes back to this "
    "list, F fills the screen. Votes stand in the address of the page, so a reload keeps them."
)


@solara.component
def Page() -> Any:
    """The presenter's page."""
    router = solara.use_router()
    code = solara.use_memo(new_code, [])
    found = read_presentation(router.search)
    presentation = found if found.room else replace(found, room=code)
    phones = use_counts(presentation.room, presentation.lesson or "")
    open_ballots(presentation.room)
    shown = presentation.with_phones(phones)
    publish(presentation.room, shown.query())

    def go(to: Presentation) -> None:
        router.push(f"/workshop?{to.query()}")

    if presentation.lesson is None:
        return _Index(presentation)
    with solara.Div() as page:
        Presenter(
            steps=[step.capitalize() for step in STEPS],
            step=presentation.step,
            screen=f"/screen?room={presentation.room}",
            event_move=lambda by: go(presentation.moved(1 if by > 0 else -1)),
            event_leave=lambda _: go(Presentation(presentation.room)),
        )
        Scene(shown, lambda votes: go(replace(presentation, votes=_three(votes))))
        if presentation.step == 0:
            said = f"Votes from phones: {sum(phones)}. They are shown with the reveal."
            Block(element("p", said, role="status"), class_="noprint")
        lesson = presentation.declared
        ask = reveal(lesson, results()[lesson.id]).ask if presentation.step else ""
        said = bullets(text for text in (ask, *lesson.said) if text)
        Block(
            folded(
                f"Notes for the presenter ({lesson.minutes} minutes): what tends to be said", said
            ),
            class_="noprint",
        )
    return page


@solara.component
def _Index(presentation: Presentation) -> Any:
    """The list of lessons."""
    cards = []
    for place, lesson in enumerate(LESSONS, 1):
        to = f"/workshop?{replace(presentation, lesson=lesson.id).query()}"
        cards.append(
            element(
                "div",
                element("h2", element("a", f"{place}. {lesson.title}", href=to, data_go="")),
                element("p", lesson.idea),
                element("p", f"{lesson.minutes} minutes", class_="note"),
                class_="card",
            )
        )
    screen = element(
        "a",
        "Open the second screen",
        href=f"/screen?room={presentation.room}",
        target="_blank",
        rel="noopener",
        class_="button",
    )
    guide = element("a", "Facilitator's guide", href="/guide", data_go="", class_="button")
    return Block(
        together(
            element("h1", "Workshop"),
            element("p", LEAD, class_="lead"),
            element("p", KEYS),
            element("p", screen, " It follows what you show here; drag it to the projector."),
            element("p", guide, " Timings, aims, questions and what tends to be said, to print."),
            element("p", VOTING, element("strong", ballot_code(presentation.room)), "."),
            element("div", *cards, class_="cards"),
        )
    )


@solara.component
def Screen() -> Any:
    """The second screen: what the presenter shows, large, without anything to press."""
    room = read_presentation(solara.use_router().search).room
    origin, set_origin = solara.use_state("")
    shown = use_room(room)
    presentation = read_presentation(shown)
    if shown is None or presentation.lesson is None:
        text = "The lesson begins soon." if shown else "Waiting for the presenter."
        with solara.Div(classes=["screen"]) as page:
            Origin(event_origin=set_origin)
            Block(together(element("h1", "Allied"), element("p", text, class_="lead")))
            if shown:
                Invitation("/vote", ballot_code(room), ballot_code(room), origin)
        return page
    with solara.Div(classes=["screen"]) as page:
        Scene(presentation)
    return page


def _three(votes: list[int]) -> tuple[int, int, int]:
    a, b, c = (max(0, int(vote)) for vote in votes)
    return a, b, c
