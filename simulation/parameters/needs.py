"""Needs, how they pull on one another, and what matters to people."""

from typing import Literal

from .declare import Section, name_field, param


class Need(Section):
    """One of the needs people may have."""

    label: str = name_field("What the need is called")
    prevalence: float = param(
        0.5,
        "Prevalence at the start",
        "share of people",
        bounds=(0, 1),
        plausible=(0.05, 0.95),
        help="Share of people, now and among arrivals, who have this need, each need by itself. "
        "Where the place states combinations, in [mix], they say it instead.",
    )
    dynamics: Literal["tipping", "steady"] = param(
        "tipping",
        "Own dynamics",
        "form",
        help="tipping: below a person's tipping point it heals, above it grows; steady: it moves "
        "only when something moves it.",
    )
    recovered: float = param(
        0.35,
        "Recovered below",
        "severity",
        bounds=(0.01, 1),
        plausible=(0.25, 0.45),
        help="Severity under which a week counts as good and a case as recovered.",
    )
    success: float = param(
        0.35,
        "Sustained below",
        "severity",
        bounds=(0.01, 1),
        plausible=(0.25, 0.45),
        help="Severity under which a settled case counts as a sustained success.",
    )
    shocks: float = param(
        1.0, "Shocks relative to other needs", "factor", bounds=(0, 20), plausible=(0.5, 2)
    )
    seeking: float = param(
        1.0, "Help-seeking relative to other needs", "factor", bounds=(0, 20), plausible=(0.3, 3)
    )


class Entanglement(Section):
    """How needs pull on one another."""

    c: float = param(
        0.5,
        "Entanglement",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0, 1),
        help="0: needs are independent; towards 1 an untreated need pulls treated ones back.",
    )
    up: float = param(
        0.012,
        "Upward pull",
        "severity a week",
        bounds=(0, 0.5),
        plausible=(0.005, 0.03),
        help="How fast worse needs pull a better one up.",
    )
    down: float = param(
        0.0012,
        "Downward pull",
        "severity a week",
        bounds=(0, 0.5),
        plausible=(0, 0.03),
        help="How fast better needs pull a worse one down.",
    )
    form: Literal["drift", "trigger", "impaired"] = param(
        "drift",
        "Form of coupling",
        "form",
        help="drift: needs pull on each other week by week; trigger: other needs set off shocks; "
        "impaired: other needs blunt support.",
    )
    pull: dict[str, dict[str, float]] = param(
        {},
        "Who pulls on whom",
        "weight",
        help="For a need, the weight of each other need's pull on it; rows are scaled to sum to "
        "one, and a need left out is pulled on by all others alike.",
    )


class Value(Section):
    """Something that matters to people, beside or instead of a need."""

    label: str = name_field("What it is called")
    reads: str = name_field("What it reads", "The name of a need, or one of: trust, safety, ties.")
    weight: float = param(
        1.0, "How much it matters on average", "weight", bounds=(0, 100), plausible=(0.2, 5)
    )
