"""All rooms that are open, and who may do what in them."""

import threading
import time
from collections import OrderedDict

from .keys import same
from .room import Player, Room, Setup

MOST_ROOMS = 40
HOURS_KEPT = 12  # that a room is kept after anything happened in it

_rooms: "OrderedDict[str, Room]" = OrderedDict()
_lock = threading.Lock()


def open_room(setup: Setup) -> Room:
    """Open a room; those longest unused are closed when there are too many."""
    room = Room(setup)
    with _lock:
        _forget()
        _rooms[room.code] = room
    return room


def _forget() -> None:
    oldest = time.monotonic() - HOURS_KEPT * 3600
    for code in [code for code, room in _rooms.items() if room.touched < oldest]:
        del _rooms[code]
    while len(_rooms) >= MOST_ROOMS:
        del _rooms[min(_rooms, key=lambda code: _rooms[code].touched)]


def close_room(room: Room) -> None:
    """Forget a room and everything in it."""
    with _lock:
        _rooms.pop(room.code, None)
    with room.change():
        room.players.clear()


def room_of(code: str) -> Room | None:
    """The room of a code, or None."""
    with _lock:
        return _rooms.get(code)


def room_of_host(code: str, key: str) -> Room | None:
    """The room of a code, for whoever opened it and for nobody else."""
    room = room_of(code)
    return room if room is not None and same(room.host_key, key) else None


def player_of(room: Room, key: str) -> Player | None:
    """Whose key this is in a room, or None."""
    return next((player for known, player in list(room.players.items()) if same(known, key)), None)
