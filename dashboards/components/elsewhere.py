"""The way from one page of a comparison to the others."""

from typing import Any

from dashboards.state.settings import Settings
from experiments.report.html import Html, element

from .text import Block

PAGES = (
    ("/compare", "compare them"), ("/life", "follow a life"), ("/watch", "watch it happen"),
    ("/report", "take a report"),
)  # fmt: skip


def Elsewhere(settings: Settings, here: str) -> Any:
    """Links to the other pages, with the same two systems."""
    links = [
        element("a", label, href=f"{path}?{settings.query()}", data_go="")
        for path, label in PAGES
        if path != here
    ]
    return Block(element("p", "The same two systems: ", *_between(links), class_="noprint"))


def _between(links: list[Html]) -> list[Html | str]:
    return [part for link in links for part in (link, " · ")][:-1]
