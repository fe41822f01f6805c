"""A row of buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import solara


@dataclass(frozen=True)
class Button:
    """One button; the ``main`` one of a row stands out."""

    id: str
    label: str
    main: bool = False
    off: bool = False


@solara.component_vue("buttons.vue", vuetify=False)
def _Buttons(
    label: str = "", buttons: list[Any] = [], event_press: Callable[[str], None] | None = None
) -> None:
    """Native buttons; ``press`` is sent with the id of one."""


def Buttons(label: str, buttons: Sequence[Button], on_press: Callable[[str], None]) -> Any:
    """A row of buttons, named for those who cannot see that they belong together."""
    return _Buttons(
        label=label,
        buttons=[vars(one) for one in buttons],
        event_press=lambda id: on_press(str(id)),
    )
