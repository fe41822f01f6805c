"""Constants of steering: how commissioners learn, agree, facilitate and are watched."""

from .declare import Evidence, Section, param


class SteeringConstants(Section):
    """How commissioners act, what agreement and assurance take, and what blame does."""

    rate: float = param(
        0.5,
        "Commissioners learn",
        "weight",
        bounds=(0, 10),
        plausible=(0, 2),
        help="How much a year after which the figures rose adds to the weight of the response "
        "that was stressed in it. At 0 all responses keep the strength the levers give them.",
    )
    stress: float = param(
        0.5,
        "What a commissioner stresses",
        "share",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        help="Share of a commissioner's effort that goes to the response stressed this year.",
    )
    notable: float = param(
        0.05,
        "A rise worth noting",
        "share of cases",
        bounds=(0.001, 1),
        plausible=(0.02, 0.1),
        help="A yearly rise of success, as the commissioner is told of it, that adds one rate.",
    )
    consensus_weeks: int = param(
        13,
        "Weeks to agree",
        "weeks",
        bounds=(0, 104),
        plausible=(4, 52),
        help="Added to decisions where all must agree, without facilitation.",
    )
    consensus_hours: float = param(
        0.06,
        "Hours that agreeing takes",
        "share of hours",
        bounds=(0, 0.3),
        plausible=(0.01, 0.12),
        evidence=Evidence(
            "A", "coordination takes 5 to 10 % of time in silos, 12 to 25 % in alliances (A)"
        ),
        help="Of every service, where all decisions are by consensus.",
    )
    facilitation_hours: float = param(
        0.04,
        "Hours that being brought together takes",
        "share of hours",
        bounds=(0, 0.3),
        plausible=(0.01, 0.08),
        help="Of every service, at full facilitation.",
    )
    facilitation_gain: float = param(
        0.15,
        "What bringing together does",
        "share a quarter",
        bounds=(0, 1),
        plausible=(0.05, 0.4),
        help="How far two services that share people come to know and trust each other in a "
        "quarter of full facilitation; most for those they share most people with.",
    )
    assurance_hours: float = param(
        0.02,
        "Hours that assurance takes",
        "share of hours",
        bounds=(0, 0.3),
        plausible=(0.005, 0.06),
        help="Of every service, at full assurance.",
    )
    assurance_sees: float = param(
        0.5,
        "What assurance shows staff",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.8),
        help="Share of the noise in workers' view of change that full assurance takes away.",
    )
    blame_refusals: float = param(
        1.0,
        "Blame for refusals",
        "factor",
        bounds=(0, 20),
        plausible=(0, 3),
        help="At full blame a refusal costs 1 + this times the goodwill.",
    )
    blame_caution: float = param(
        0.5,
        "Caution under blame",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.9),
        help="At full blame variations of practice are this much smaller, and ideas for "
        "experiments this much rarer.",
    )
    blame_hides: float = param(
        0.5,
        "Failures hidden under blame",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.9),
        help="At full blame this share of what went worse than usual is not looked at, so that "
        "nothing is learned from it.",
    )
    reconciled: float = param(
        0.8,
        "Goodwill after reconciliation",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0.6, 1),
        help="A full reconciliation lifts goodwill that is lower to this.",
    )
    reconciled_trust: float = param(
        0.1,
        "Trust regained by reconciliation",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.3),
        help="Of the trust lacking in those who were ever turned away, at full reconciliation.",
    )
    reconcile_hours: float = param(
        0.3,
        "Hours that reconciliation takes",
        "share of a week's hours",
        bounds=(0, 1),
        plausible=(0.1, 0.6),
    )
