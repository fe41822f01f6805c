"""A vote on a lesson, from a phone."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import solara

from dashboards.components.game import Join
from dashboards.components.options import Options
from dashboards.components.problems import Problems
from dashboards.components.text import Block
from dashboards.play.keys import new_key
from dashboards.state.ballots import cast, room_of_ballots, vote_of
from dashboards.state.presentation import read_presentation
from dashboards.state.rooms import use_room
from experiments.report.html import element, together

KEPT = "Votes are counted in the memory of the presenter's computer, without a name."


@solara.component
def Page() -> Any:
    """The page; its address says which room, and has a key that is this phone's alone."""
    router = solara.use_router()
    asked = dict(parse_qsl(router.search or ""))
    code = "".join(letter for letter in asked.get("room", "").lower() if letter.isalnum())[:8]
    room = room_of_ballots(code)
    made = solara.use_memo(new_key, [])
    voter = asked.get("me", "")[:40]

    def enter(data: dict[str, str]) -> None:
        wanted = "".join(c for c in str(data.get("code", "")).lower() if c.isalnum())[:8]
        router.push(f"/vote?{urlencode({'room': wanted, 'me': made})}")

    with solara.Div(classes=["seat"]) as page:
        Block(element("h1", "Your vote"))
        if room is None or not voter:
            wrong = ["There is no vote with that code."] if code and room is None else []
            Problems("You are not in yet", wrong)
            Join(code=code if room else "", named=False, event_join=enter)
        else:
            _Ballot(room, voter)
        Block(element("p", KEPT, class_="note"))
    return page


@solara.component
def _Ballot(room: str, voter: str) -> Any:
    """The question of the lesson that the presenter shows, while it is open."""
    shown = read_presentation(use_room(room))
    _, draw = solara.use_state(0)
    with solara.Div() as page:
        if shown.lesson is None:
            Block(element("p", "The lesson begins soon.", role="status"))
            return page
        lesson = shown.declared
        Block(together(element("h2", lesson.title), element("p", lesson.question)))

        def vote(option: int) -> None:
            cast(room, lesson.id, voter, option)
            draw(option + 1)

        if shown.step == 0:
            Options(
                "What do you expect?",
                lesson.options,
                vote_of(room, lesson.id, voter),
                vote,
            )
        else:
            Block(element("p", "The vote is closed. Look at the screen.", role="status"))
    return page
