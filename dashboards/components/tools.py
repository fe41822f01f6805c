"""The buttons of a comparison, as the browser draws them."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("changes.vue", vuetify=False)
def Changes(
    can_undo: bool = False,
    can_redo: bool = False,
    can_replay: bool = False,
    event_undo: Callable[[Any], None] | None = None,
    event_redo: Callable[[Any], None] | None = None,
    event_replay: Callable[[Any], None] | None = None,
    event_pin: Callable[[Any], None] | None = None,
    event_swap: Callable[[Any], None] | None = None,
) -> None:
    """Buttons that change what is compared."""


@solara.component_vue("tools.vue", vuetify=False)
def Tools(
    query: str = "",
    can_csv: bool = False,
    most_bytes: int = 0,
    event_save: Callable[[Any], None] | None = None,
    event_csv: Callable[[Any], None] | None = None,
    event_open_file: Callable[[dict[str, str]], None] | None = None,
) -> None:
    """Buttons that keep and share it."""
