"""A seat: what somebody in the room sees and decides, on their own phone."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import solara

from dashboards.components.buttons import Button, Buttons
from dashboards.components.game import Clock, Decide, Join
from dashboards.components.game_views import (
    CityFacts,
    Facts,
    PersonLife,
    PersonReveal,
    Reported,
    SeatReveal,
)
from dashboards.components.problems import Problems
from dashboards.components.text import Block
from dashboards.components.waiting import Waiting
from dashboards.play.keys import read_code
from dashboards.play.room import Player, Room
from dashboards.play.rooms import player_of, room_of
from dashboards.play.watching import of_seat, use_changes
from experiments.play import COMMISSIONER, questions_of
from experiments.play.seats import PERSON, SERVICE
from experiments.report.html import element, together

KEPT = (
    "Only your nickname and your decisions are kept, in the memory of the computer that runs "
    "the game, until the room is closed. Nothing leaves it."
)
NO_ROOM = "There is no room with that code. Look at the screen and type it again."
GROUPS = (
    ("The commissioners", COMMISSIONER),
    ("A service", SERVICE),
    ("A person to follow", PERSON),
)


@solara.component
def Page() -> Any:
    """The page; its address says which room, and whose seat it is."""
    router = solara.use_router()
    asked = dict(parse_qsl(router.search or ""))
    code, key = read_code(asked.get("room", "")), asked.get("me", "")
    problem, set_problem = solara.use_state("")
    room = room_of(code) if code else None
    use_changes(room, of_seat(key), key)
    player = player_of(room, key) if room is not None and key else None

    def join(data: dict[str, str]) -> None:
        wanted = read_code(str(data.get("code", "")))
        found = room_of(wanted)
        if found is None:
            set_problem(NO_ROOM)
            return
        made, wrong = found.join(str(data.get("name", "")))
        set_problem(wrong)
        if made:
            router.push(f"/seat?{urlencode({'room': wanted, 'me': made})}")

    with solara.Div(classes=["seat"]) as page:
        if room is None or player is None:
            said = problem or (NO_ROOM if code and room is None else "")
            _Joining(code if room else "", bool(key and room), said, join)
        elif not player.seat:
            _Choosing(room, player, key)
        else:
            _Sitting(room, player, key)
    return page


def _Joining(code: str, was_here: bool, problem: str, join: Any) -> None:
    Block(element("h1", "Play the city"))
    if was_here:
        Block(element("p", "Your seat was given back. Join again with a nickname."))
    Problems("You are not in yet", [problem] if problem else [])
    Join(code=code, event_join=join)
    Block(element("p", KEPT, class_="note"))


def _Choosing(room: Room, player: Player, key: str) -> None:
    """The seats that are free, by kind."""
    Block(
        together(
            element("h1", f"Welcome, {player.nickname}"),
            element("p", "Choose a seat. Seats nobody takes are played by the model itself."),
        )
    )
    for label, start in GROUPS:
        free = [
            Button(seat, name)
            for seat, name in room.seats().items()
            if seat.startswith(start) and room.is_free(seat)
        ]
        if free:
            Block(element("h2", label))
            Buttons(label, free, lambda seat: _sit(room, key, seat))


def _sit(room: Room, key: str, seat: str) -> None:
    room.sit(key, seat)


def _Sitting(room: Room, player: Player, key: str) -> None:
    """The seat itself, at whatever stage the game is."""
    seats = room.seats()
    with solara.Div(classes=["seat-head"]):
        Block(
            together(
                element("h1", seats.get(player.seat, player.seat)),
                element("p", _where(room), role="status"),
            )
        )
        if room.stage == "deciding" and room.seconds_left is not None:
            Clock(seconds=room.seconds_left, stamp=f"{room.code} {room.round}")
    if room.stage == "revealed":
        _Revealed(room, player)
        return
    _Seen(room, player)
    if room.stage == "playing":
        Waiting("The quarter is being played …")
    elif room.stage == "revealing":
        Waiting("The truth is being found out …")
    elif room.stage == "deciding":
        _Deciding(room, player, key)
    Buttons("Your seat", [Button("leave", "Change seats")], lambda _: room.stand_up(key))


def _where(room: Room) -> str:
    if room.stage == "lobby":
        return "The game begins soon. Look at the screen."
    if room.stage == "revealed":
        return "The truth, at last."
    return f"Quarter {room.round} of {room.setup.rounds}"


def _Seen(room: Room, player: Player) -> None:
    """What that seat gets to see of the last quarter, and nothing else."""
    played = room.played
    if played is None or not played.quarters:
        return
    last = played.quarters[-1]
    if player.seat == COMMISSIONER:
        CityFacts(played)
        with solara.v.Html(tag="details", children=[]):
            solara.v.Html(tag="summary", children=["What the services report"])
            Reported(played)
    elif player.seat.startswith(SERVICE):
        Facts(last.services[player.seat.removeprefix(SERVICE)].seen)
    else:
        PersonLife(last.people[int(player.seat.removeprefix(PERSON))])


def _Deciding(room: Room, player: Player, key: str) -> None:
    asked = questions_of(room.setup.scenario, player.seat)
    if not asked:
        Block(element("p", "Tell the room what this quarter was like. The others decide now."))
        return
    Decide(
        questions=[
            {
                "id": one.id,
                "text": one.text,
                "unanswered": one.unanswered,
                "options": [
                    {"id": option.id, "label": option.label, "hint": option.hint}
                    for option in one.options
                ],
            }
            for one in asked
        ],
        answers=dict(room.answers.get(player.seat, {})),
        ready=player.ready,
        event_answer=lambda data: room.answer(key, str(data["question"]), str(data["option"])),
        event_decide=lambda ready: room.set_ready(key, bool(ready)),
    )


def _Revealed(room: Room, player: Player) -> None:
    found = room.revealed
    assert found is not None
    if player.seat in found.seats:
        SeatReveal(found.seats[player.seat])
    elif player.seat in found.people:
        PersonReveal(found.people[player.seat])
    Block(together(*(element("p", sentence) for sentence in found.sentences)))
