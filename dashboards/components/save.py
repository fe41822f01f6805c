"""Buttons that print a page or save it as a file that needs nothing else."""

from collections.abc import Callable
from typing import Any

import solara

from .download import use_download


@solara.component_vue("save.vue", vuetify=False)
def _Save(label: str = "", event_save: Callable[[Any], None] | None = None) -> None:
    """Two buttons."""


@solara.component
def Save(name: str, page: str) -> Any:
    """Print, and save ``page``, a whole HTML page, under ``name``."""
    save, downloading = use_download()
    with solara.Div(classes=["noprint"]) as buttons:
        _Save(label="Save as a file", event_save=lambda _: save(name, "text/html", page))
        downloading()
    return buttons
