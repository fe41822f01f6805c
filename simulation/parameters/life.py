"""Constants of life: how people's needs, strengths and trust move by themselves."""

from .declare import Evidence, Section, param


class LifeConstants(Section):
    """How people's needs, strengths and trust move by themselves."""

    tipping: float = param(
        0.12,
        "Speed of healing and worsening",
        "a week",
        bounds=(0, 1),
        plausible=(0.10, 0.15),
        help="Rate a of a n (1 - n)(n - tipping point), for needs that tip.",
    )
    tipping_point: float = param(
        0.35,
        "Tipping point",
        "severity",
        bounds=(0, 1),
        plausible=(0.3, 0.45),
        help="Severity above which a need grows, for a person of middling strength.",
    )
    tipping_strength: float = param(
        0.4,
        "Strength moves the tipping point",
        "severity a strength",
        bounds=(0, 1),
        plausible=(0.1, 0.6),
    )
    severe_from: float = param(
        0.45,
        "Least severity at the start of those who have a need",
        "severity",
        bounds=(0, 1),
        plausible=(0.35, 0.6),
    )
    severe_to: float = param(
        0.95,
        "Greatest severity at the start of those who have a need",
        "severity",
        bounds=(0, 1),
        plausible=(0.8, 1),
    )
    mild_from: float = param(
        0.01,
        "Least severity at the start of those who do not",
        "severity",
        bounds=(0, 1),
        plausible=(0, 0.05),
    )
    mild_to: float = param(
        0.25,
        "Greatest severity at the start of those who do not",
        "severity",
        bounds=(0, 1),
        plausible=(0.1, 0.35),
    )
    least: float = param(
        0.01,
        "Least severity",
        "severity",
        bounds=(0.0001, 0.1),
        help="No need is ever wholly gone: 0 would absorb.",
    )
    noise: float = param(
        0.02,
        "Noise in needs",
        "severity, standard deviation a week",
        bounds=(0, 0.3),
        plausible=(0.005, 0.04),
    )
    shocks: float = param(
        0.0085,
        "Shocks",
        "chance a need and week",
        bounds=(0, 1),
        plausible=(0.0048, 0.0112),
        evidence=Evidence("calibrated", "burden, F16 and F35 to F37"),
        help="Sudden worsenings that nobody sent.",
    )
    turns: float = param(
        0.005,
        "Turns for the better",
        "chance a need and week",
        bounds=(0, 1),
        plausible=(0.002, 0.008),
        help="Multiplied by what turns without strength + strength.",
    )
    turns_alone: float = param(
        0.5, "Turns without strength", "factor", bounds=(0, 5), plausible=(0.2, 1)
    )
    turn_keeps: float = param(
        0.4,
        "What a turn leaves",
        "share of the severity",
        bounds=(0, 1),
        plausible=(0.2, 0.7),
        help="At most: after a turn for the better, severity is a random share up to this.",
    )
    worth: float = param(
        0.5,
        "Trust, safety or ties lost that still count as well",
        "share",
        bounds=(0, 1),
        plausible=(0.3, 0.7),
        help="Below this, what matters to people beside needs is well.",
    )
    jump_low: float = param(
        0.15, "Smallest jump", "severity", bounds=(0, 1), plausible=(0.05, 0.25)
    )
    jump_high: float = param(0.55, "Largest jump", "severity", bounds=(0, 1), plausible=(0.4, 0.7))
    trigger_usual: float = param(
        0.25,
        "Other needs that set off shocks as usual",
        "squared severity",
        bounds=(0.01, 1),
        plausible=(0.1, 0.4),
        help="In the trigger form.",
    )
    impair: float = param(
        0.8,
        "Blunting by other needs",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="In the impaired form: share of support lost where all other needs are at their "
        "worst and c is 1.",
    )
    peer_pull: float = param(
        0.002, "Peers' pull on strength", "share a week", bounds=(0, 1), plausible=(0, 0.02)
    )
    peers_hope: float = param(
        0.0005,
        "Hope from peers who are well",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.003),
        help="Strength gained where all peers are well.",
    )
    strength_from_support: float = param(
        0.003,
        "Strength gained in support",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.01),
        help="For each need that is supported.",
    )
    strength_from_crisis: float = param(
        0.005, "Strength lost in a crisis", "share a crisis", bounds=(0, 1), plausible=(0, 0.02)
    )
    strength_from_bounce: float = param(
        0.003, "Strength lost in a bounce", "share a bounce", bounds=(0, 1), plausible=(0, 0.02)
    )
    strength_return: float = param(
        0.004,
        "Strength drifts back to middling",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.02),
    )
    strength_middling: float = param(
        0.25,
        "Middling strength",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0.15, 0.4),
        help="The mean at the start, too.",
    )
    trust_from: float = param(
        0.3, "Least trust at the start", "0 to 1", bounds=(0, 1), plausible=(0.1, 0.5)
    )
    trust_to: float = param(
        0.7, "Greatest trust at the start", "0 to 1", bounds=(0, 1), plausible=(0.5, 0.9)
    )
    trust_return: float = param(
        0.01,
        "Trust drifts back to the middle",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.03),
    )
    dependency_gain: float = param(
        0.004,
        "Dependency grows in support",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.02),
        help="For each need that is supported.",
    )
    dependency_fades: float = param(
        0.01,
        "Dependency fades",
        "share a week",
        bounds=(0, 1),
        plausible=(0.002, 0.03),
        help="Always; out of support nothing makes up for it.",
    )
    dependency_saps: float = param(
        0.5,
        "Strength not gained by the dependent",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Share of the strength gained in support that is lost at full dependency.",
    )
    dependency_drains: float = param(
        0.004,
        "Strength lost to dependency",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.01),
        help="At full dependency.",
    )
