"""The place as a whole. No word of any domain stands in code."""

from .commissioning import Commissioning
from .declare import Evidence, Section, param


class Place(Section):
    """The place as a whole."""

    people: int = param(
        1700,
        "People",
        "people",
        bounds=(0, 20_000_000),
        plausible=(1000, 2200),
        evidence=Evidence(
            "D", "Plymouth stock of people with multiple disadvantage, from F3, F7, F8"
        ),
        help="People present when the shared past begins.",
    )
    arrivals: float = param(
        0.085,
        "Arrivals",
        "share of people a year",
        bounds=(0, 2),
        plausible=(0.03, 0.15),
        help="New people a year, as a share of the number at the start.",
    )
    peers: int = param(
        4,
        "Peers",
        "people",
        bounds=(0, 20),
        plausible=(0, 8),
        help="How many others influence each person.",
    )
    budget: float = param(
        0.0,
        "Yearly budget",
        "£ a year",
        bounds=(0, 1e12),
        evidence=Evidence("F", "F11"),
        help="What all purses hold together; checked against their sum.",
    )
    price_year: int = param(2019, "Price year", "year", bounds=(1900, 2200))
    worker_cost: float = param(
        50_000.0,
        "Cost of a full-time worker",
        "£ a year",
        bounds=(1, 1e7),
        plausible=(40_000, 60_000),
        help="Salary with on-costs and overheads.",
    )
    past: Commissioning = Commissioning()


class Mix(Section):
    """People who have the same combination of needs, where the place counts them so."""

    share: float = param(
        ...,
        "Share",
        "share of people",
        bounds=(0, 1),
        help="Share of people, now and among arrivals, with this combination; all add up to one.",
    )
    needs: dict[str, float] = param(
        {},
        "Needs they have",
        "chance",
        help="By need: 1, everybody of this combination has it; 0, or left out, nobody; between, "
        "each with this chance.",
    )
