"""The presenter's controls: steps, keys and votes."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("presenter.vue", vuetify=False)
def Presenter(
    steps: list[str] = [],
    step: int = 0,
    screen: str = "",
    event_move: Callable[[int], None] | None = None,
    event_leave: Callable[[Any], None] | None = None,
) -> None:
    """Buttons and keys: arrows, space, Escape and F."""


@solara.component_vue("votes.vue", vuetify=False)
def Votes(
    options: list[str] = [],
    votes: list[int] = [],
    answer: int = -1,
    open_for: bool = True,
    event_vote: Callable[[list[int]], None] | None = None,
) -> None:
    """The options with their votes, typed in or counted up; ``answer`` is marked when known."""
