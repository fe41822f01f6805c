"""Files made here that the browser saves."""

import itertools
from collections.abc import Callable
from typing import Any

import solara

_numbers = itertools.count(1)

Save = Callable[[str, str, str], None]


@solara.component_vue("download.vue", vuetify=False)
def _Download(file: dict[str, Any] | None = None) -> None:
    """Saves a file as it comes, once, and says so."""


def use_download() -> tuple[Save, Callable[[], Any]]:
    """How to save a file (name, kind, text), and the element that does it and says so."""
    file, set_file = solara.use_state(None)

    def save(name: str, kind: str, text: str) -> None:
        set_file({"id": next(_numbers), "name": name, "kind": kind, "text": text})

    return save, lambda: _Download(file=file)
