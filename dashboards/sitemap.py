"""The pages, in the order of the navigation; each is a module of the folder ``pages``.

Addresses, navigation, the cards of the first page and the links between pages are made from this
table. A page's module is imported when the page is first shown: most rest on the model, which
takes a second to import.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """What the first page says of a page; ``warm`` sets the card apart by colour."""

    title: str
    text: str
    warm: bool = False


@dataclass(frozen=True)
class Entry:
    """One page.

    Attributes
    ----------
    path, label
        Its address, and what the navigation and the title of the window call it.
    module, component
        Where it is, and the name of its component there.
    card
        What the first page says of it, if it does.
    invites
        For pages that show the two systems which their address names: what a link to it from
        another such page says; empty for all other pages.
    in_navigation
        Whether it has a place in the bar.
    bare
        Whether it is shown without bar and foot.
    """

    path: str
    label: str
    module: str
    component: str = "Page"
    card: Card | None = None
    invites: str = ""
    in_navigation: bool = True
    bare: bool = False


PAGES = (
    Entry("/", "Start", "start"),
    Entry(
        "/compare",
        "Compare",
        "compare",
        card=Card(
            "Compare two ways",
            "Move a lever and see what follows: the same people, the same past and the same luck, "
            "commissioned in two ways, with how sure one can be.",
        ),
        invites="compare them",
    ),
    Entry(
        "/life",
        "A life",
        "life",
        card=Card(
            "Follow a life",
            "One person in both systems: the doors they knock on, the waits, the times they tell "
            "their story.",
        ),
        invites="follow a life",
    ),
    Entry(
        "/watch",
        "Watch it happen",
        "watch",
        card=Card(
            "Watch it happen",
            "Three hundred people among the services of a city, week by week, side by side.",
        ),
        invites="watch it happen",
    ),
    Entry(
        "/matters",
        "What matters most",
        "matters",
        card=Card(
            "What matters most",
            "Which levers move the result, and where the alliance does not win.",
        ),
    ),
    Entry(
        "/workshop",
        "Workshop",
        "workshop",
        card=Card(
            "Run a workshop",
            "Short lessons with a vote before each reveal. Nothing to wait for, nothing "
            "needs the internet.",
            warm=True,
        ),
    ),
    Entry(
        "/play",
        "Play the city",
        "play",
        card=Card(
            "Play the city",
            "A room runs the services from its phones, quarter by quarter, and then sees the truth "
            "and the same luck in other hands.",
            warm=True,
        ),
    ),
    Entry("/seat", "Your seat", "seat", in_navigation=False, bare=True),
    Entry("/vote", "Your vote", "vote", in_navigation=False, bare=True),
    Entry("/board", "The city as reported", "board", in_navigation=False, bare=True),
    Entry("/guide", "Facilitator's guide", "guide", in_navigation=False),
    Entry("/screen", "Second screen", "workshop", "Screen", in_navigation=False, bare=True),
    Entry(
        "/report",
        "Report",
        "report",
        card=Card(
            "Take a report",
            "Figures, tables, settings and seeds of your comparison, to print or to send.",
        ),
        invites="take a report",
    ),
    Entry("/about", "About", "about"),
)
