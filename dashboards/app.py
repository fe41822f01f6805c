"""The pages and their addresses.

All but the first are imported when they are first shown: they rest on the model, which takes a
second to import, and the first page is not to wait for it.
"""

from importlib import import_module
from typing import Any

import solara

from . import processes
from .components.frame import Layout
from .pages import start


def _later(module: str, name: str = "Page") -> Any:
    """A page of a module that is imported as the page is shown."""

    @solara.component
    def Later() -> Any:
        processes.prepare()  # so that a page opened first of all finds them ready soonest
        return getattr(import_module(f".pages.{module}", __package__), name)()

    return Later


routes = [
    solara.Route(path="/", component=start.Page, layout=Layout, label="Start"),
    solara.Route(path="compare", component=_later("compare"), label="Compare"),
    solara.Route(path="life", component=_later("life"), label="A life"),
    solara.Route(path="watch", component=_later("watch"), label="Watch it happen"),
    solara.Route(path="matters", component=_later("matters"), label="What matters most"),
    solara.Route(path="workshop", component=_later("workshop"), label="Workshop"),
    solara.Route(path="guide", component=_later("guide"), label="Facilitator's guide"),
    solara.Route(path="screen", component=_later("workshop", "Screen"), label="Second screen"),
    solara.Route(path="report", component=_later("report"), label="Report"),
    solara.Route(path="about", component=_later("about"), label="About"),
]
