"""The pages at their addresses, as Solara wants them."""

from importlib import import_module
from typing import Any

import solara

from . import processes
from .components.frame import Layout
from .pages import start
from .sitemap import PAGES, Entry


def _component(entry: Entry) -> Any:
    """A component that imports its page's module when it is shown; the first page is there."""
    if entry.path == "/":
        return start.Page

    @solara.component
    def Later() -> Any:
        processes.prepare()  # so that a page opened first of all finds them ready soonest
        return getattr(import_module(f".pages.{entry.module}", __package__), entry.component)()

    return Later


def _route(entry: Entry) -> solara.Route:
    return solara.Route(
        path=entry.path.removeprefix("/") or "/",
        component=_component(entry),
        layout=Layout if entry.path == "/" else None,  # it surrounds all others too
        label=entry.label,
    )


routes = [_route(entry) for entry in PAGES]
