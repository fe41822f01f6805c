"""What is provided: services, the purses that pay for them, and what is counted."""

from typing import Literal

from .declare import Evidence, Section, name_field, param, text_field


class Service(Section):
    """One service. Its capacity comes from a purse, or is stated as staff or places."""

    label: str = name_field("What the service is called")
    kind: str = text_field("Kind", help="What sort of service it is, for people to read.")
    access: Literal["referral", "self", "drop_in", "outreach"] = param(
        "referral",
        "How people come in",
        "form",
        help="referral: through another service; self: also unreferred; outreach: it also looks "
        "for people; drop_in: contact without a queue or a case.",
    )
    helps: dict[str, float] = param(
        ...,
        "What it does",
        "effect",
        help="Effect by need: 1 is the standard strength of support; negative does harm.",
    )
    paid_in: Literal["staff", "beds"] = param(
        "staff", "What its money buys", "form", help="Staff who carry cases, or beds."
    )
    staff: float | None = param(None, "Staff, if no purse pays", "full-time staff", bounds=(0, 1e6))
    places: float | None = param(None, "Places, if no purse pays", "places", bounds=(0, 1e7))
    caseload: float = param(
        20.0,
        "Cases a worker carries",
        "people",
        bounds=(1, 200),
        plausible=(8, 40),
        evidence=Evidence("F", "F29; navigators R-M"),
        help="Places for each full-time worker.",
    )
    bed_week: float = param(
        350.0,
        "Cost of a bed",
        "£ a week",
        bounds=(1, 1e5),
        plausible=(210, 490),
        evidence=Evidence("R", "unit costs, R-L/M"),
    )
    threshold: float = param(
        0.0,
        "Threshold",
        "severity",
        bounds=(0, 1),
        plausible=(0, 0.7),
        help="A need less severe than this is not taken on.",
    )


class Purse(Section):
    """Money for one domain, and the services it funds."""

    label: str = name_field("Whose money it is")
    amount: float = param(
        ..., "Amount", "£ a year", bounds=(0, 1e12), evidence=Evidence("D", "F11")
    )
    funds: dict[str, float] = param(
        {}, "What it funds", "share", help="Share of the amount by service; sums to one."
    )


class Proxy(Section):
    """A number that stands for success: what can be counted, reported and paid for."""

    label: str = name_field("What it is called")
    counts: Literal["recorded", "sustained", "whole", "seen"] = param(
        "recorded",
        "What it counts",
        "form",
        help="recorded: the service's own record of success at closing; sustained: still "
        "recovered at the check; whole: change over all the person's needs; seen: begun in time.",
    )
    per: Literal["closure", "presenter"] = param(
        "closure",
        "For each",
        "form",
        help="closure: every closed case counts; presenter: one who has come back does not.",
    )
    window: int = param(
        3,
        "In time means within",
        "weeks",
        bounds=(0, 520),
        plausible=(1, 26),
        evidence=Evidence("F", "F16"),
        help="Used by a proxy that counts who was seen in time.",
    )
    target: float = param(
        0.5,
        "Target",
        "share",
        bounds=(0, 1),
        plausible=(0.3, 0.9),
        evidence=Evidence("F", "F28"),
        help="The level asked for at the start.",
    )
    gameable: float = param(
        0.2,
        "Gameable",
        "chance",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Chance that the check reads the service's own record instead of the person.",
    )
    noise: float = param(
        0.2,
        "Noise",
        "standard deviation",
        bounds=(0, 5),
        plausible=(0, 0.5),
        help="Error of the check, where it reads the person.",
    )
    cost: float = param(
        0.0,
        "Cost of checking",
        "contacts a case",
        bounds=(0, 20),
        plausible=(0, 3),
        help="Contacts it takes to measure one case; counted as recording.",
    )
