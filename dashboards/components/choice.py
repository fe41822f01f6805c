"""One of several, as a native list."""

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("choice.vue", vuetify=False)
def _Choice(
    id: str = "",
    label: str = "",
    value: str = "",
    options: list[Any] = [],
    groups: list[Any] = [],
    event_choose: Callable[[str], None] | None = None,
) -> None:
    """A label and a list."""


def Choice(
    id: str,
    label: str,
    value: str,
    options: Sequence[tuple[str, str]],
    on_choose: Callable[[str], None],
) -> Any:
    """A list of options, each a value and what to call it."""
    shown = [{"value": key, "label": says} for key, says in options]
    return _Choice(id=id, label=label, value=value, options=shown, event_choose=on_choose)
