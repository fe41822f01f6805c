"""Rooms of the workshop: what a presenter shows, for the second screens that follow."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable

import solara

MOST_ROOMS = 200
_rooms: "OrderedDict[str, str]" = OrderedDict()
_changed = threading.Condition()


def new_code() -> str:
    """A room code that cannot be guessed."""
    return secrets.token_hex(4)


def publish(code: str, shown: str) -> None:
    """Tell the second screens of a room what to show; the least recently used rooms are dropped."""
    with _changed:
        if _rooms.get(code) != shown:
            _rooms[code] = shown
            _rooms.move_to_end(code)
            while len(_rooms) > MOST_ROOMS:
                _rooms.popitem(last=False)
            _changed.notify_all()


def use_room(code: str) -> str | None:
    """What the presenter of a room shows now; None where nobody has begun."""
    shown, set_shown = solara.use_state(_rooms.get(code))

    def follow() -> Callable[[], None]:
        off = threading.Event()

        def watch() -> None:
            last = None
            while not off.is_set():
                with _changed:
                    _changed.wait(timeout=1.0)
                    now = _rooms.get(code)
                if now != last and not off.is_set():
                    last = now
                    set_shown(now)

        threading.Thread(target=watch, daemon=True).start()
        return off.set

    solara.use_effect(follow, [code])
    return shown
