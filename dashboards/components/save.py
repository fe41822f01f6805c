"""Buttons that print a page or save it as a file that needs nothing else."""

import itertools
from collections.abc import Callable
from typing import Any

import solara

_numbers = itertools.count(1)


@solara.component_vue("save.vue", vuetify=False)
def _Save(
    label: str = "",
    can_save: bool = False,
    download: dict[str, Any] | None = None,
    event_save: Callable[[Any], None] | None = None,
) -> None:
    """Two buttons."""


@solara.component
def Save(name: str, page: str) -> Any:
    """Print, and save ``page``, a whole HTML page, under ``name``."""
    download, set_download = solara.use_state(None)

    def save(_: Any) -> None:
        made = {"id": str(next(_numbers)), "name": name, "kind": "text/html", "text": page}
        set_download(made)

    _Save(label="Save as a file", can_save=bool(page), download=download, event_save=save)
