"""One of a few answers, as large native radio buttons."""

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("options.vue", vuetify=False)
def _Options(
    legend: str = "",
    options: list[str] = [],
    chosen: int = -1,
    event_choose: Callable[[int], None] | None = None,
) -> None:
    """Radio buttons; ``choose`` is sent with the place of one."""


def Options(
    legend: str, options: Sequence[str], chosen: int | None, on_choose: Callable[[int], None]
) -> Any:
    """A question with its answers, the chosen one marked."""
    return _Options(
        legend=legend,
        options=list(options),
        chosen=-1 if chosen is None else chosen,
        event_choose=lambda place: on_choose(int(place)),
    )
