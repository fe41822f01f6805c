"""The controls of *Play the city*, as the browser draws them."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("decide.vue", vuetify=False)
def Decide(
    questions: list[Any] = [],
    answers: dict[str, str] = {},
    ready: bool = False,
    event_answer: Callable[[dict[str, str]], None] | None = None,
    event_decide: Callable[[bool], None] | None = None,
) -> None:
    """One decision at a time, with native radio buttons."""


@solara.component_vue("clock.vue", vuetify=False)
def Clock(seconds: int = 0, stamp: str = "") -> None:
    """Counts down in the browser; a new ``stamp`` starts it again."""


@solara.component_vue("join.vue", vuetify=False)
def Join(
    code: str = "", named: bool = True, event_join: Callable[[dict[str, str]], None] | None = None
) -> None:
    """A form for the code of a room, unless it is known, and a nickname."""


@solara.component_vue("origin.vue", vuetify=False)
def Origin(event_origin: Callable[[str], None] | None = None) -> None:
    """Nothing that is seen; it tells at which address the browser is."""
