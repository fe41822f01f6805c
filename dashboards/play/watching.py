"""A page that shows a room is drawn again whenever anything changes in it."""

import threading
from collections.abc import Callable

import solara

from .room import Room


def use_changes(room: Room | None) -> int:
    """The room's version; the component that asks is drawn again with each."""
    version, set_version = solara.use_state(room.version if room else 0)

    def follow() -> Callable[[], None] | None:
        if room is None:
            return None
        off = threading.Event()

        def watch() -> None:
            last = version
            while not off.is_set():
                with room.changed:
                    if room.version == last:
                        room.changed.wait(timeout=2)
                    now = room.version
                if now != last and not off.is_set():
                    last = now
                    set_version(now)

        threading.Thread(target=watch, daemon=True).start()
        return off.set

    solara.use_effect(follow, [room.code if room else ""])
    return int(version)
