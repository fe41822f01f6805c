"""Play the city: the facilitator's page, from opening a room to the debrief."""

import secrets
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import solara

from dashboards.components.buttons import Button, Buttons
from dashboards.components.choice import Choice
from dashboards.components.download import use_download
from dashboards.components.game import Clock, Origin
from dashboards.components.game_views import PersonReveal, Reported, RevealView, debrief
from dashboards.components.invitation import Invitation
from dashboards.components.problems import Problems
from dashboards.components.text import Block, bullets
from dashboards.components.waiting import Waiting
from dashboards.play.jobs import close_round, prepare, show_reveal
from dashboards.play.keys import read_code, shown_code
from dashboards.play.notes import note_for
from dashboards.play.room import Room, Setup
from dashboards.play.rooms import close_room, open_room, room_of_host
from dashboards.play.watching import use_changes
from experiments.report.html import document, element, table, together
from simulation.scenario import load_scenario
from simulation.scenarios import listing

from .board import decided

LEAD = (
    "A room runs the city: some take services, some the commissioners, some follow a person. Each "
    "sees only what that seat sees. After some quarters the truth is revealed, and the same luck "
    "is replayed in other hands."
)
KEPT = (
    "A room lives in the memory of this computer until you close it, or for twelve hours after the "
    "last thing that happened in it. Nicknames and decisions are all that it keeps."
)
START, AGAINST = "target_driven", "alliance"
ROUNDS = (4, 6, 8, 12)
SECONDS = (90, 120, 180, 300)
SEEDS = 10_000


@solara.component
def Page() -> Any:
    """The page; its address holds the room and the key that only the facilitator has."""
    router = solara.use_router()
    asked = dict(parse_qsl(router.search or ""))
    code, key = read_code(asked.get("room", "")), asked.get("host", "")
    room = room_of_host(code, key) if code else None
    use_changes(room)

    def opened(setup: Setup) -> None:
        made = open_room(setup)
        prepare(made)
        router.push(f"/play?{urlencode({'room': made.code, 'host': made.host_key})}")

    with solara.Div() as page:
        if room is None:
            gone = "This room is closed, or the link is not the facilitator's."
            Block(element("h1", "Play the city"))
            Problems("There is no such room", [gone] if code else [])
            _Opening(opened)
        else:
            _Running(room, lambda: router.push("/play"))
    return page


@solara.component
def _Opening(opened: Any) -> Any:
    """What is to be played."""
    start, set_start = solara.use_state(START)
    rounds, set_rounds = solara.use_state(8)
    seconds, set_seconds = solara.use_state(180)
    past = load_scenario(AGAINST).past_key()
    places = [
        (one.name, one.title) for one in listing() if load_scenario(one.name).past_key() == past
    ]

    def go(_: str) -> None:
        seed = secrets.randbelow(SEEDS)
        scenarios = load_scenario(start), load_scenario(AGAINST)
        opened(replace(Setup(*scenarios, seed, rounds), seconds=seconds))

    with solara.Div() as page:
        Block(together(element("p", LEAD, class_="lead")))
        with solara.Div(classes=["three"]):
            Choice("play-start", "The city begins with", start, places, set_start)
            Choice(
                "play-rounds",
                "Quarters to play",
                str(rounds),
                [(str(n), f"{n} quarters") for n in ROUNDS],
                lambda n: set_rounds(int(n)),
            )
            Choice(
                "play-seconds",
                "Time to decide",
                str(seconds),
                [(str(n), f"{n} seconds") for n in SECONDS],
                lambda n: set_seconds(int(n)),
            )
        Buttons("Room", [Button("open", "Open a room", main=True)], go)
        Block(element("p", KEPT, class_="note"))
    return page


@solara.component
def _Running(room: Room, leave: Any) -> Any:
    """The room as the facilitator sees it."""
    origin, set_origin = solara.use_state("")
    use_changes(room)  # the room is the same object all along
    with solara.Div() as page:
        Origin(event_origin=set_origin)
        with solara.Div(classes=["seat-head"]):
            Block(
                together(element("h1", "Play the city"), element("p", _where(room), role="status"))
            )
            if room.seconds_left is not None:
                Clock(seconds=room.seconds_left, stamp=f"{room.code} {room.round}")
        Problems("The quarter was not played", [room.problem] if room.problem else [])
        Steps(room, leave)
        note = note_for(room)
        Block(together(element("strong", note.title), bullets(note.says)), class_="caution")
        if room.stage in ("playing", "revealing"):
            Waiting("Playing …")
        if room.stage == "revealed" and room.revealed is not None:
            RevealView(room.revealed)
            with solara.v.Html(tag="details"):
                solara.v.Html(tag="summary", children=["The lives that could be followed"])
                for told in room.revealed.people.values():
                    PersonReveal(told)
            Keep(room)
        with solara.Div(classes=["two"]):
            with solara.Div():
                Invitation("/seat", room.code, shown_code(room.code), origin)
            People(room)
        if room.stage != "revealed":
            Block(element("h2", "The city, as it is reported"))
            Reported(room.played)
    return page


def _where(room: Room) -> str:
    if room.stage == "lobby":
        return f"{len(room.players)} in the room; the game has not begun."
    if room.stage == "revealed":
        return "The game is over."
    return f"Quarter {room.round} of {room.setup.rounds}. {decided(room)}"


def Steps(room: Room, leave: Any) -> None:
    """What the facilitator can do now."""
    buttons = []
    if room.stage == "lobby":
        buttons.append(Button("begin", "Begin the first quarter", main=True, off=not room.rows))
    if room.stage == "deciding":
        buttons.append(Button("close", "Close the quarter", main=True))
    if room.journal.rounds and room.stage not in ("revealed", "revealing"):
        buttons.append(Button("reveal", "Reveal the truth", main=room.is_over))
    buttons.append(Button("end", "Close the room"))

    def press(id: str) -> None:
        if id == "begin":
            room.begin_round()
        elif id == "close":
            close_round(room)
        elif id == "reveal":
            show_reveal(room)
        elif id == "end":
            close_room(room)
            leave()

    with solara.Div(classes=["row"]):
        Buttons("The game", buttons, press)
        board = element(
            "a",
            "Second screen",
            href=f"/board?room={room.code}",
            target="_blank",
            rel="noopener",
            class_="button",
        )
        Block(board)


def People(room: Room) -> None:
    """Who sits where, and how to give a seat back."""
    with solara.Div():
        seats = room.seats()
        rows = [
            (one.nickname, seats.get(one.seat, "choosing a seat"), "decided" if one.ready else "")
            for one in room.players.values()
        ]
        if rows:
            Block(table("In the room", ("Nickname", "Seat", "Now"), rows))
            with solara.v.Html(tag="details"):
                solara.v.Html(tag="summary", children=["A phone is lost, or somebody has left"])
                found = [Button(one.nickname, one.nickname) for one in room.players.values()]
                Buttons("Give the seat back of", found, room.remove)
        else:
            Block(element("p", "Nobody is in yet. The model plays every seat that nobody takes."))


@solara.component
def Keep(room: Room) -> Any:
    """What can be taken from a game: the sheet to print, and the decisions as data."""
    save, downloading = use_download()
    names = dict(room.nicknames())
    with solara.Div() as page:

        def press(id: str) -> None:
            if id == "sheet" and room.revealed is not None:
                sheet = document("Play the city", debrief(room.revealed, names))
                save("allied-debrief.html", "text/html", sheet)
            elif id == "data":
                save("allied-decisions.csv", "text/csv", room.journal.to_csv(names))

        Buttons(
            "Keep",
            [Button("sheet", "Save the debrief sheet"), Button("data", "Save all decisions (CSV)")],
            press,
        )
        again = (
            f"allied play {room.setup.scenario.name} --seed {room.setup.seed} --rounds "
            f"{len(room.journal.rounds)} --decisions allied-decisions.csv"
        )
        Block(element("p", "To play it again: ", element("code", again), class_="note"))
        downloading()
    return page
