"""Choice of the person to follow: by contrast, typical, by number, or by needs."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("person.vue", vuetify=False)
def Person(
    way: str = "most",
    number: str = "",
    like: list[str] = [],
    needs: list[Any] = [],
    most: int = 0,
    event_choose: Callable[[dict[str, Any]], None] | None = None,
) -> None:
    """Native radio buttons, a number, and the place's needs to tick."""
