"""Votes that phones cast on a lesson: one for each phone, counted by option."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

import solara

MOST_BALLOTS = 200  # lessons of rooms whose votes are remembered
MOST_PHONES = 200  # that vote on one lesson
OPTIONS = 3
Counts = tuple[int, int, int]

_ballots: "OrderedDict[tuple[str, str], dict[str, int]]" = OrderedDict()
_rooms: "OrderedDict[str, str]" = OrderedDict()
_changed = threading.Condition()


def ballot_code(room: str) -> str:
    """The code by which phones vote in a presenter's room.

    It does not lead back to the room's own code, with which one could present.
    """
    return hashlib.sha256(f"votes {room}".encode()).hexdigest()[:8]


def open_ballots(room: str) -> None:
    """Let phones vote in a presenter's room."""
    with _changed:
        _rooms[ballot_code(room)] = room
        _rooms.move_to_end(ballot_code(room))
        while len(_rooms) > MOST_BALLOTS:
            _rooms.popitem(last=False)


def room_of_ballots(code: str) -> str | None:
    """The presenter's room in which a code lets phones vote; None where there is none."""
    return _rooms.get(code)


def cast(room: str, lesson: str, voter: str, option: int) -> None:
    """Count a phone's vote; another one of the same phone takes its place."""
    if not 0 <= option < OPTIONS:
        return
    with _changed:
        ballot = _ballots.setdefault((room, lesson), {})
        if voter in ballot or len(ballot) < MOST_PHONES:
            ballot[voter] = option
        while len(_ballots) > MOST_BALLOTS:
            _ballots.popitem(last=False)
        _changed.notify_all()


def vote_of(room: str, lesson: str, voter: str) -> int | None:
    """What a phone voted for, by the option's place; None where it has not."""
    return _ballots.get((room, lesson), {}).get(voter)


def counted(room: str, lesson: str) -> Counts:
    """Votes of phones by option."""
    votes = list(_ballots.get((room, lesson), {}).values())
    return votes.count(0), votes.count(1), votes.count(2)


def use_counts(room: str, lesson: str) -> Counts:
    """Votes of phones by option, drawn again as they come in."""
    _, draw = solara.use_state(counted(room, lesson))

    def follow() -> Callable[[], None]:
        off = threading.Event()

        def watch() -> None:
            last: Counts | None = None
            while not off.is_set():
                with _changed:
                    _changed.wait(timeout=1.0)
                    now = counted(room, lesson)
                if now != last and not off.is_set():
                    last = now
                    draw(now)

        threading.Thread(target=watch, daemon=True).start()
        return off.set

    solara.use_effect(follow, [room, lesson])
    return counted(room, lesson)
