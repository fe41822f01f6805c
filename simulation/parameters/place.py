"""The place: its people, needs, services and money. No domain word stands in code."""

from typing import Literal

from .commissioning import Commissioning
from .declare import Section, name_field, param, text_field


class Place(Section):
    """The place as a whole."""

    people: int = param(
        1700, "People", "people", low=0, high=20_000_000, plausible=(1000, 2200), mark="D",
        source="Plymouth stock of people with multiple disadvantage, from F3, F7, F8",
        help="People present when the shared past begins.",
    )  # fmt: skip
    arrivals: float = param(
        0.085, "Arrivals", "share of people a year", low=0, high=2, plausible=(0.03, 0.15),
        help="New people a year, as a share of the number at the start.",
    )  # fmt: skip
    peers: int = param(
        4, "Peers", "people", low=0, high=20, plausible=(0, 8),
        help="How many others influence each person.",
    )  # fmt: skip
    budget: float = param(
        0.0, "Yearly budget", "£ a year", low=0, high=1e12, mark="F", source="F11",
        help="What all purses hold together; checked against their sum.",
    )  # fmt: skip
    price_year: int = param(2019, "Price year", "year", low=1900, high=2200)
    worker_cost: float = param(
        50_000.0, "Cost of a full-time worker", "£ a year", low=1, high=1e7,
        plausible=(40_000, 60_000), help="Salary with on-costs and overheads.",
    )  # fmt: skip
    past: Commissioning = Commissioning()


class Need(Section):
    """One of the needs people may have."""

    label: str = name_field("What the need is called")
    prevalence: float = param(
        0.5, "Prevalence at the start", "share of people", low=0, high=1, plausible=(0.05, 0.95),
        help="Share of people, now and among arrivals, who have this need, each need by itself. "
        "Where the place states combinations, in [mix], they say it instead.",
    )  # fmt: skip
    dynamics: Literal["tipping", "steady"] = param(
        "tipping", "Own dynamics", "form",
        help="tipping: below a person's tipping point it heals, above it grows; steady: it moves "
        "only when something moves it.",
    )  # fmt: skip
    recovered: float = param(
        0.35, "Recovered below", "severity", low=0.01, high=1, plausible=(0.25, 0.45),
        help="Severity under which a week counts as good and a case as recovered.",
    )  # fmt: skip
    success: float = param(
        0.35, "Sustained below", "severity", low=0.01, high=1, plausible=(0.25, 0.45),
        help="Severity under which a settled case counts as a sustained success.",
    )  # fmt: skip
    shocks: float = param(
        1.0, "Shocks relative to other needs", "factor", low=0, high=20, plausible=(0.5, 2)
    )
    seeking: float = param(
        1.0, "Help-seeking relative to other needs", "factor", low=0, high=20, plausible=(0.3, 3)
    )


class Mix(Section):
    """People who have the same combination of needs, where the place counts them so."""

    share: float = param(
        ..., "Share", "share of people", low=0, high=1,
        help="Share of people, now and among arrivals, with this combination; all add up to one.",
    )  # fmt: skip
    needs: dict[str, float] = param(
        {}, "Needs they have", "chance",
        help="By need: 1, everybody of this combination has it; 0, or left out, nobody; between, "
        "each with this chance.",
    )  # fmt: skip


class Entanglement(Section):
    """How needs pull on one another."""

    c: float = param(
        0.5, "Entanglement", "0 to 1", low=0, high=1, plausible=(0, 1),
        help="0: needs are independent; towards 1 an untreated need pulls treated ones back.",
    )  # fmt: skip
    up: float = param(
        0.012, "Upward pull", "severity a week", low=0, high=0.5, plausible=(0.005, 0.03),
        help="How fast worse needs pull a better one up.",
    )  # fmt: skip
    down: float = param(
        0.0012, "Downward pull", "severity a week", low=0, high=0.5, plausible=(0, 0.03),
        help="How fast better needs pull a worse one down.",
    )  # fmt: skip
    form: Literal["drift", "trigger", "impaired"] = param(
        "drift", "Form of coupling", "form",
        help="drift: needs pull on each other week by week; trigger: other needs set off shocks; "
        "impaired: other needs blunt support.",
    )  # fmt: skip
    pull: dict[str, dict[str, float]] = param(
        {}, "Who pulls on whom", "weight",
        help="For a need, the weight of each other need's pull on it; rows are scaled to sum to "
        "one, and a need left out is pulled on by all others alike.",
    )  # fmt: skip


class Value(Section):
    """Something that matters to people, beside or instead of a need."""

    label: str = name_field("What it is called")
    reads: str = name_field("What it reads", "The name of a need, or one of: trust, safety, ties.")
    weight: float = param(
        1.0, "How much it matters on average", "weight", low=0, high=100, plausible=(0.2, 5)
    )


class Service(Section):
    """One service. Its capacity comes from a purse, or is stated as staff or places."""

    label: str = name_field("What the service is called")
    kind: str = text_field("Kind", help="What sort of service it is, for people to read.")
    access: Literal["referral", "self", "drop_in", "outreach"] = param(
        "referral", "How people come in", "form",
        help="referral: through another service; self: also unreferred; outreach: it also looks "
        "for people; drop_in: contact without a queue or a case.",
    )  # fmt: skip
    helps: dict[str, float] = param(
        ..., "What it does", "effect",
        help="Effect by need: 1 is the standard strength of support; negative does harm.",
    )  # fmt: skip
    paid_in: Literal["staff", "beds"] = param(
        "staff", "What its money buys", "form", help="Staff who carry cases, or beds."
    )
    staff: float | None = param(None, "Staff, if no purse pays", "full-time staff", low=0, high=1e6)
    places: float | None = param(None, "Places, if no purse pays", "places", low=0, high=1e7)
    caseload: float = param(
        20.0, "Cases a worker carries", "people", low=1, high=200, plausible=(8, 40), mark="F",
        source="F29; navigators R-M", help="Places for each full-time worker.",
    )  # fmt: skip
    bed_week: float = param(
        350.0, "Cost of a bed", "£ a week", low=1, high=1e5, plausible=(210, 490), mark="R",
        source="unit costs, R-L/M",
    )  # fmt: skip
    threshold: float = param(
        0.0, "Threshold", "severity", low=0, high=1, plausible=(0, 0.7),
        help="A need less severe than this is not taken on.",
    )  # fmt: skip


class Purse(Section):
    """Money for one domain, and the services it funds."""

    label: str = name_field("Whose money it is")
    amount: float = param(..., "Amount", "£ a year", low=0, high=1e12, mark="D", source="F11")
    funds: dict[str, float] = param(
        {}, "What it funds", "share", help="Share of the amount by service; sums to one."
    )


class Proxy(Section):
    """A number that stands for success: what can be counted, reported and paid for."""

    label: str = name_field("What it is called")
    counts: Literal["recorded", "sustained", "whole", "seen"] = param(
        "recorded", "What it counts", "form",
        help="recorded: the service's own record of success at closing; sustained: still "
        "recovered at the check; whole: change over all the person's needs; seen: begun in time.",
    )  # fmt: skip
    per: Literal["closure", "presenter"] = param(
        "closure", "For each", "form",
        help="closure: every closed case counts; presenter: one who has come back does not.",
    )  # fmt: skip
    window: int = param(
        3, "In time means within", "weeks", low=0, high=520, plausible=(1, 26), mark="F",
        source="F16", help="Used by a proxy that counts who was seen in time.",
    )  # fmt: skip
    target: float = param(
        0.5, "Target", "share", low=0, high=1, plausible=(0.3, 0.9), mark="F", source="F28",
        help="The level asked for at the start.",
    )  # fmt: skip
    gameable: float = param(
        0.2, "Gameable", "chance", low=0, high=1, plausible=(0, 1),
        help="Chance that the check reads the service's own record instead of the person.",
    )  # fmt: skip
    noise: float = param(
        0.2, "Noise", "standard deviation", low=0, high=5, plausible=(0, 0.5),
        help="Error of the check, where it reads the person.",
    )  # fmt: skip
    cost: float = param(
        0.0, "Cost of checking", "contacts a case", low=0, high=20, plausible=(0, 3),
        help="Contacts it takes to measure one case; counted as recording.",
    )  # fmt: skip


class Crisis(Section):
    """A kind of crisis."""

    label: str = name_field("What it is called")
    hazard: float = param(
        ..., "Hazard", "a week, where the needs it reads are at their worst", low=0, high=10,
        plausible=(0.02, 0.6), mark="calibrated", source="cost per head, F35 to F37",
        help="Grows with the square of the needs it reads.",
    )  # fmt: skip
    needs: dict[str, float] = param(
        {}, "Needs it reads", "weight", help="Weights by need; left empty, all alike."
    )
    effect: dict[str, float] = param(
        {}, "Severity it adds", "severity", help="Severity added by need when it happens."
    )
    cost: float = param(
        0.0, "Public cost", "£ each", low=0, high=1e7, plausible=(100, 5000), mark="R",
        source="unit costs, R-L/M", help="What one costs the public purse.",
    )  # fmt: skip


class After(Section):
    """A raised hazard for some weeks after support for a need ends."""

    weeks: int = param(2, "For how long", "weeks", low=1, high=52, mark="F", source="F33")
    factor: float = param(
        1.0, "Hazard multiplied by", "factor", low=0, high=100, plausible=(1, 10), mark="F",
        source="F33",
    )  # fmt: skip
    on: float = param(
        1.0, "While supported", "factor", low=0, high=10, plausible=(0.4, 1), mark="F",
        source="F33",
    )  # fmt: skip
    off: float = param(
        1.0, "Needing it, unsupported", "factor", low=0, high=10, plausible=(1, 2), mark="F",
        source="F33",
    )  # fmt: skip


class Exit(Section):
    """A way of leaving the place for ever."""

    label: str = name_field("What it is called")
    hazard: float = param(
        ..., "Hazard", "a week", low=0, high=1, plausible=(0.0005, 0.005), mark="calibrated",
        source="F31 to F35",
        help="Fatal: a week where all needs are at their worst, growing with the square of their "
        "mean. Not fatal: the same for everybody.",
    )  # fmt: skip
    fatal: bool = param(False, "Fatal", "yes or no", help="Whether it is a death.")
    after: dict[str, After] = param(
        {}, "Support and its end", "factor",
        help="By need: how support for it, lacking it, and its recent end change a fatal hazard.",
    )  # fmt: skip
