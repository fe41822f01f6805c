"""Start: what this is and is not, and where to go."""

from typing import Any

import solara

from dashboards.components.text import Block, bullets
from dashboards.sitemap import PAGES, Card, Entry
from experiments.report.html import Html, element, together

LEAD = (
    "A city has people whose needs are entangled, services that refer to one another, and those "
    "who commission them. Allied shows what tends to happen to these people, these services and "
    "this money if the same city is commissioned one way or another."
)
IS = (
    "A place to think: every rule and number is written down, and you can change it.",
    "A fair test: both systems meet the same people and the same chances, so what differs follows "
    "from how they are commissioned.",
    "Able to say that a favourite idea loses. Where it does, the page says so.",
)
IS_NOT = (
    "A forecast. It tells what tends to happen in a simulated place under stated assumptions.",
    "For decisions about individuals. Nobody in it exists.",
    "Proof that an alliance works. Most of what is known about working together is uncontrolled "
    "before and after; many numbers here are assumptions, and each carries a mark that says so.",
)
TRUST = (
    "Gaming, trust and co-operation are not written in. Services start alike and learn from what "
    "pays; with nothing at stake they stay as they were.",
    "Every answer carries its uncertainty, and says how many more runs would settle it.",
    "The first measure, good weeks, was named before any result was seen.",
    "The same settings and seed give the same numbers, here and from the command line.",
)
DISTRUST = (
    "Sizes of effects rest on assumptions that nobody has measured. Trust directions that hold "
    "over many settings more than numbers.",
    "The place is like Plymouth in size and kind; it is not Plymouth.",
    "What was left out cannot matter here, however much it does outside: About lists it.",
)


@solara.component
def Page() -> Any:
    """The first page."""
    cards = [_card(entry, entry.card) for entry in PAGES if entry.card]
    with solara.Div() as page:
        Block(
            together(
                element("h1", "The same city, commissioned two ways"),
                element("p", LEAD, class_="lead"),
                element("div", *cards, class_="cards"),
                element(
                    "div",
                    _said("What this is", IS),
                    _said("What this is not", IS_NOT),
                    _said("Why it can be trusted", TRUST),
                    _said("Where it cannot", DISTRUST),
                    class_="two",
                ),
            )
        )
    return page


def _card(page: Entry, card: Card) -> Html:
    link = element("a", card.title, href=page.path, data_go="")
    return element(
        "div",
        element("h2", link),
        element("p", card.text),
        class_="card warm" if card.warm else "card",
    )


def _said(title: str, texts: tuple[str, ...]) -> Html:
    return element("section", element("h2", title), bullets(texts))
