"""What surrounds every page: skip link, name, navigation, and the foot of the page."""

from pathlib import Path
from typing import Any

import solara

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
FOOT = (
    "Not a forecast: what tends to happen in a simulated place under stated assumptions. Not for "
    "decisions about individuals; nobody in it exists."
)


@solara.component_vue("frame.vue", vuetify=False)
def _Frame(here: str = "/", pages: list[Any] = []) -> None:
    """The bar with the navigation."""


@solara.component
def Layout(children: list[Any] = []) -> Any:
    """A page in its frame."""
    here = "/" + solara.use_router().parts[0]
    title = dict(PAGES).get(here, "Allied")
    bare = here == "/screen"
    with solara.Div(classes=["allied"]) as frame:
        solara.Title(f"{title} – Allied" if title != "Allied" else "Allied")
        if not bare:
            _Frame(here=here, pages=[{"path": path, "label": label} for path, label in PAGES])
        solara.v.Html(tag="main", attributes={"id": "content", "tabindex": "-1"}, children=children)
        if not bare:
            Block(element("p", FOOT), tag="footer", class_="foot")
    return frame
