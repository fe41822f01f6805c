"""What surrounds every page: skip link, name, navigation, and the foot of the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import solara

from dashboards.processes import painted
from experiments.report.html import element

from .text import Block

THEME = Path(__file__).parents[1] / "theme.css"
PAGES = (
    ("/", "Start"),
    ("/compare", "Compare"),
    ("/life", "A life"),
    ("/watch", "Watch it happen"),
    ("/matters", "What matters most"),
    ("/workshop", "Workshop"),
    ("/report", "Report"),
    ("/about", "About"),
)
OF_A_COMPARISON = ("/compare", "/life", "/watch", "/report")
"""Pages that show the two systems which their address names."""

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
    query = _use_kept(here, router.search)
    title = {**dict(PAGES), "/guide": "Facilitator's guide"}.get(here, "Allied")
    bare = here == "/screen"
    with solara.Div(classes=["allied"]) as frame:
        solara.Title(f"{title} – Allied" if title != "Allied" else "Allied")
        if not bare:
            _Frame(
                here=here, pages=[_page(path, label, query) for path, label in PAGES],
                event_stands=lambda _: painted.set(),
            )  # fmt: skip
        solara.v.Html(tag="main", attributes={"id": "content", "tabindex": "-1"}, children=children)
        if not bare:
            Block(element("p", FOOT), tag="footer", class_="foot")
    return frame


def _use_kept(here: str, search: str | None) -> str:
    """The comparison a session looked at last, as the query of an address."""
    last = solara.use_ref("")
    if here in OF_A_COMPARISON:
        # It rests on the model, which the first page does not and need not wait for.
        from dashboards.state.settings import Settings, read

        settings = read(search).settings
        last.current = "" if settings == Settings() else f"?{settings.query()}"
    return str(last.current)


def _page(path: str, label: str, query: str) -> dict[str, str]:
    return {"path": path, "to": path + (query if path in OF_A_COMPARISON else ""), "label": label}
