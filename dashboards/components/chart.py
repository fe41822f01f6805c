"""A chart that is drawn in the browser, with its table and its file."""

from typing import Any

import solara


@solara.component_vue("chart.vue", vuetify=False)
def _Chart(spec: str = "{}") -> None:
    """Lines over time; ``spec`` is what ``charts.lines`` makes."""


def Chart(spec: str) -> Any:
    """A chart on a page; its spec is sent as text, which Solara compares quickly."""
    return _Chart(spec=spec)
