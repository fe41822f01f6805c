"""What surrounds every page: skip link, name, navigation, and the foot of the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import solara

from dashboards.processes import first_page_shown
from dashboards.sitemap import PAGES, Entry
from experiments.report.html import element

from .text import Block

THEME = Path(__file__).parents[1] / "theme.css"
FOOT = (
    "Not a forecast: what tends to happen in a simulated place under stated assumptions. Not for "
    "decisions about individuals; nobody in it exists."
)


@solara.component_vue("frame.vue", vuetify=False)
def _Frame(
    here: str = "/", pages: list[Any] = [], event_stands: Callable[[Any], None] | None = None
) -> None:
    """The bar with the navigation; a page has a path, where it leads, and a label.

    ``stands`` is sent once it is in the browser.
    """


@solara.component
def Layout(children: list[Any] = []) -> Any:
    """A page in its frame."""
    router = solara.use_router()
    here = "/" + router.parts[0]
    entry = next((one for one in PAGES if one.path == here), None)
    query = _use_last_comparison(entry, router.search)
    with solara.Div(classes=["allied"]) as frame:
        solara.Title(f"{entry.label} – Allied" if entry else "Allied")
        if not (entry and entry.bare):
            _Frame(
                here=here,
                pages=[_link(one, query) for one in PAGES if one.in_navigation],
                event_stands=lambda _: first_page_shown.set(),
            )
        solara.v.Html(tag="main", attributes={"id": "content", "tabindex": "-1"}, children=children)
        if not (entry and entry.bare):
            Block(element("p", FOOT), tag="footer", class_="foot")
    return frame


def _use_last_comparison(entry: Entry | None, search: str | None) -> str:
    """The comparison a session looked at last, as the query of an address."""
    last = solara.use_ref("")
    if entry and entry.invites:
        # It rests on the model, which the first page does not and need not wait for.
        from dashboards.state.settings import Settings, read_settings

        settings = read_settings(search).settings
        last.current = "" if settings == Settings() else f"?{settings.query()}"
    return str(last.current)


def _link(entry: Entry, query: str) -> dict[str, str]:
    to = entry.path + (query if entry.invites else "")
    return {"path": entry.path, "to": to, "label": entry.label}
