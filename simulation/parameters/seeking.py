"""Constants of seeking: how people come to ask for help, and stop asking."""

from .declare import Evidence, Section, param


class SeekingConstants(Section):
    """How people come to ask, and stop asking."""

    seek: float = param(
        0.05,
        "Help-seeking",
        "chance a week",
        bounds=(0, 1),
        plausible=(0.03, 0.15),
        help="For an unmet need, at middling trust; multiplied by readiness + trust.",
    )
    readiness: float = param(
        0.5,
        "Readiness to ask without trust",
        "factor",
        bounds=(0, 5),
        plausible=(0.2, 1),
        help="People ask, and visit drop-ins, in proportion to this + trust.",
    )
    hide: float = param(
        0.2, "Trust below which people hide", "0 to 1", bounds=(0, 1), plausible=(0, 0.35)
    )
    hidden_keeps: float = param(
        0.2,
        "Asking by those who hide",
        "factor",
        bounds=(0, 1),
        plausible=(0, 0.6),
        help="Multiplies help-seeking; outreach finds them all the same, and a drop-in is open "
        "to them.",
    )
    outreach: float = param(
        0.03,
        "Found by outreach",
        "chance a week",
        bounds=(0, 1),
        plausible=(0, 0.1),
        help="Added, whatever the trust, for needs that an outreach service helps.",
    )
    drop_in: float = param(
        0.05,
        "Visits to a drop-in",
        "chance a week",
        bounds=(0, 1),
        plausible=(0.01, 0.2),
        help="For a need a drop-in helps, multiplied by readiness + trust.",
    )
    hand_over: float = param(
        0.5,
        "Hand-over by a joint worker",
        "chance a week",
        bounds=(0, 1),
        plausible=(0.1, 0.8),
        help="A worker who works jointly refers the person's other unmet needs on at this rate "
        "instead of waiting for them to ask.",
    )
    quit_waiting: float = param(
        0.04,
        "Dropping out of a queue",
        "chance a week",
        bounds=(0, 1),
        plausible=(0.02, 0.08),
        evidence=Evidence("A", "shape of F18"),
    )
    warm_keeps: float = param(
        0.6,
        "Dropping out after a warm handover",
        "factor",
        bounds=(0, 2),
        plausible=(0.35, 1.05),
        evidence=Evidence("F", "F63: odds of attending 0.96 (0.79 to 1.18); prototype 0.35"),
        help="Multiplies dropping out of the queue for those handed over warm.",
    )
    quit_support: float = param(
        0.016,
        "Dropping out of support",
        "chance a week",
        bounds=(0, 1),
        plausible=(0.01, 0.04),
        evidence=Evidence("calibrated", "F28: 30 % drop out"),
        help="Multiplied by how little they trust.",
    )
    quit_untrusting: float = param(
        1.3,
        "Dropping out of support without trust",
        "factor",
        bounds=(1, 5),
        plausible=(1, 2),
        help="People drop out of support in proportion to this - trust.",
    )
    warmth_keeps: float = param(
        0.25,
        "Warmth keeps people",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.5),
        help="Share by which full warmth lowers dropping out of queues and support, and full "
        "expertise raises it.",
    )
