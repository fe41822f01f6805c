"""How long to run, what happens on the way, and what the screens call things."""

from typing import Literal

from .declare import Section, param, text_field


class Run(Section):
    """Length and precision of a run."""

    weeks: int = param(
        520,
        "Weeks after the fork",
        "weeks",
        bounds=(0, 5200),
        help="How long the systems are followed once they have gone their own ways.",
    )
    past_weeks: int = param(
        104,
        "Weeks of shared past",
        "weeks",
        bounds=(0, 1040),
        help="How long the place is run under its inherited regime before the fork.",
    )
    precision: Literal["float32", "float64"] = param(
        "float32",
        "Precision of the state",
        "type",
        help="Floating-point type of people's state.",
    )


class Shock(Section):
    """A blow to the people of the place from outside the system."""

    needs: dict[str, float] = param(
        {},
        "Severity added",
        "severity",
        help="Severity added, by need; negative for relief.",
    )
    share: float = param(
        1.0,
        "Share of people hit",
        "share",
        bounds=(0, 1),
        help="Each person present is hit with this chance, the same persons in every scenario.",
    )


class ScheduledEvent(Section):
    """Something that happens at a week: levers set or ramped, a shock, or a one-off change."""

    week: int = param(
        ..., "Week", "weeks after the fork", bounds=(0, 5200), help="The week it begins."
    )
    set: dict[str, float] = param(
        {},
        "Levers set",
        "lever's own",
        help="Levers of [commissioning], by name, and the value each is to reach.",
    )
    pay: dict[str, float] = param(
        {},
        "What comes to be paid for",
        "share",
        help="Shares by proxy, as in [commissioning], that what is paid for is to reach.",
    )
    over: int = param(
        0,
        "Weeks to get there",
        "weeks",
        bounds=(0, 5200),
        help="Levers and pay move in equal steps over this many weeks; 0 means at once.",
    )
    reconcile: float = param(
        0.0,
        "Truth and reconciliation",
        "share",
        bounds=(0, 1),
        help="How far services and people own up to what went wrong between them: goodwill and "
        "trust rise, referrals believed futile are tried again, what people say is heard. It "
        "takes hours in that week.",
    )
    scale_up: float = param(
        0.0,
        "Scale up",
        "share",
        bounds=(0, 1),
        help="How far the practice and habits of the service with the best recorded results are "
        "imposed on all.",
    )
    lift: float = param(
        0.0,
        "Lift and shift",
        "share",
        bounds=(0, 1),
        help="How far practice, habits and pathways that grew in another place are imposed on "
        "this one. The other place has the same services and as many people, its own luck, and "
        "has lived since its fork under the levers this event leads to.",
    )
    like_here: float = param(
        0.0,
        "How alike the other place is",
        "0 to 1",
        bounds=(0, 1),
        help="For lift: 1, what is best there is best here too, and money is spread alike; 0, it "
        "has a best of its own, and spreads its money in its own way.",
    )
    shock: Shock | None = None


class Words(Section):
    """What the screens and reports call things."""

    person: str = text_field("A person", "person")
    people: str = text_field("People", "people")
    service: str = text_field("A service", "service")
    services: str = text_field("Services", "services")
    place: str = text_field("The place", "city")


class Pack(Section):
    """What a scenario is about, for people."""

    title: str = text_field("Title", "Untitled")
    summary: str = text_field("Summary")
    question: str = text_field("The question it answers")
    not_for: str = text_field("What it must not be used for")
