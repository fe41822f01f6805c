"""Links from one page of a comparison to the others."""

from typing import Any

from dashboards.sitemap import PAGES
from dashboards.state.settings import Settings
from experiments.report.html import Html, element

from .text import Block


def Elsewhere(settings: Settings, here: str) -> Any:
    """Links to the other pages, with the same two systems."""
    links = [
        element("a", page.invites, href=f"{page.path}?{settings.query()}", data_go="")
        for page in PAGES
        if page.invites and page.path != here
    ]
    return Block(element("p", "The same two systems: ", *_between(links), class_="noprint"))


def _between(links: list[Html]) -> list[Html | str]:
    return [part for link in links for part in (link, " · ")][:-1]
