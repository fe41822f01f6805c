"""A page that shows a room is drawn again whenever what it shows of the room changes."""

import threading
from collections.abc import Callable, Hashable

import solara

from .room import Room

View = Callable[[Room], Hashable]


def all_of(room: Room) -> Hashable:
    """A view for pages that show everything: every change is one of theirs."""
    return room.version


def of_seat(key: str) -> View:
    """A view for the phone with a key: the stage of the game, and what is its own."""

    def view(room: Room) -> Hashable:
        player = room.players.get(key)
        seat = player.seat if player else ""
        answers = frozenset(room.answers.get(seat, {}).items())
        own = (seat, player.ready, answers) if player else None
        others = frozenset(one.seat for one in room.players.values()) if not seat else None
        return room.stage, len(room.journal.rounds), own, others, len(room.rows)

    return view


def use_changes(room: Room | None, view: View = all_of, of: str = "") -> None:
    """Draw the component that asks again whenever the view of the room is another.

    ``of`` says whose view it is, so that another one is followed when that changes.
    """
    _, draw = solara.use_state(view(room) if room else None)

    def follow() -> Callable[[], None] | None:
        if room is None:
            return None
        off = threading.Event()

        def watch() -> None:
            seen = -1
            while not off.is_set():
                with room.changed:
                    if room.version == seen:
                        room.changed.wait(timeout=2)
                    seen, now = room.version, view(room)
                if not off.is_set():
                    draw(now)

        threading.Thread(target=watch, daemon=True).start()
        return off.set

    solara.use_effect(follow, [room.code if room else "", of])
