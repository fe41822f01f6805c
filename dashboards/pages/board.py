"""The board: what the whole room sees of a game, large, without anything to press."""

from typing import Any
from urllib.parse import parse_qsl

import solara

from dashboards.components.game import Clock, Origin
from dashboards.components.game_views import Reported, RevealView
from dashboards.components.invitation import Invitation
from dashboards.components.text import Block
from dashboards.components.waiting import Waiting
from dashboards.play.keys import read_code, shown_code
from dashboards.play.room import Room
from dashboards.play.rooms import room_of
from dashboards.play.watching import use_changes
from experiments.report.html import element, together


@solara.component
def Page() -> Any:
    """The page; its address names the room."""
    asked = dict(parse_qsl(solara.use_router().search or ""))
    room = room_of(read_code(asked.get("room", "")))
    origin, set_origin = solara.use_state("")
    use_changes(room)
    with solara.Div(classes=["screen", "board"]) as page:
        Origin(event_origin=set_origin)
        if room is None:
            Block(together(element("h1", "Play the city"), element("p", "No room is open here.")))
        else:
            Stage(room, origin)
    return page


def Stage(room: Room, origin: str) -> None:
    """What is to be seen at each stage."""
    if room.stage == "lobby":
        Block(element("h1", "Play the city"))
        Invitation("/seat", room.code, shown_code(room.code), origin)
        Block(element("p", _who(room), class_="lead", role="status"))
        return
    if room.stage == "revealed" and room.revealed is not None:
        Block(element("h1", "On record, and in truth"))
        RevealView(room.revealed)
        return
    with solara.Div(classes=["seat-head"]):
        Block(
            together(
                element("h1", f"Quarter {room.round} of {room.setup.rounds}"),
                element("p", decided(room), role="status"),
            )
        )
        if room.seconds_left is not None:
            Clock(seconds=room.seconds_left, stamp=f"{room.code} {room.round}")
    if room.stage in ("playing", "revealing") and not room.is_over:
        Waiting("The quarter is being played …")
    if room.stage == "revealing":
        Waiting("The truth is being found out …")
    Block(element("h2", "The city, as it is reported"))
    Reported(room.played)


def _who(room: Room) -> str:
    names = [player.nickname for player in room.players.values()]
    return f"In the room: {', '.join(names)}" if names else "Nobody is in yet."


def decided(room: Room) -> str:
    """How many of those who have something to decide are done."""
    if room.stage != "deciding":
        return ""
    players = [one for one in room.players.values() if one.seat and "person" not in one.seat]
    done = sum(player.ready for player in players)
    return f"{done} of {len(players)} have decided."
