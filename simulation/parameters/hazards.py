"""Hazards: crises, and ways of leaving."""

from .declare import Evidence, Section, name_field, param


class Crisis(Section):
    """A kind of crisis."""

    label: str = name_field("What it is called")
    hazard: float = param(
        ...,
        "Hazard",
        "a week, where the needs it reads are at their worst",
        bounds=(0, 10),
        plausible=(0.02, 0.6),
        evidence=Evidence("calibrated", "cost per head, F35 to F37"),
        help="Grows with the square of the needs it reads.",
    )
    needs: dict[str, float] = param(
        {}, "Needs it reads", "weight", help="Weights by need; left empty, all alike."
    )
    effect: dict[str, float] = param(
        {}, "Severity it adds", "severity", help="Severity added by need when it happens."
    )
    cost: float = param(
        0.0,
        "Public cost",
        "£ each",
        bounds=(0, 1e7),
        plausible=(100, 5000),
        evidence=Evidence("R", "unit costs, R-L/M"),
        help="What one costs the public purse.",
    )


class After(Section):
    """A raised hazard for some weeks after support for a need ends."""

    weeks: int = param(2, "For how long", "weeks", bounds=(1, 52), evidence=Evidence("F", "F33"))
    factor: float = param(
        1.0,
        "Hazard multiplied by",
        "factor",
        bounds=(0, 100),
        plausible=(1, 10),
        evidence=Evidence("F", "F33"),
    )
    on: float = param(
        1.0,
        "While supported",
        "factor",
        bounds=(0, 10),
        plausible=(0.4, 1),
        evidence=Evidence("F", "F33"),
    )
    off: float = param(
        1.0,
        "Needing it, unsupported",
        "factor",
        bounds=(0, 10),
        plausible=(1, 2),
        evidence=Evidence("F", "F33"),
    )


class Exit(Section):
    """A way of leaving the place for ever."""

    label: str = name_field("What it is called")
    hazard: float = param(
        ...,
        "Hazard",
        "a week",
        bounds=(0, 1),
        plausible=(0.0005, 0.005),
        evidence=Evidence("calibrated", "F31 to F35"),
        help="Fatal: a week where all needs are at their worst, growing with the square of their "
        "mean. Not fatal: the same for everybody.",
    )
    fatal: bool = param(False, "Fatal", "yes or no", help="Whether it is a death.")
    after: dict[str, After] = param(
        {},
        "Support and its end",
        "factor",
        help="By need: how support for it, lacking it, and its recent end change a fatal hazard.",
    )
