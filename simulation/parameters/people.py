"""Constants of people: how they live, and how they come to ask for help."""

from .declare import Section, param


class Life(Section):
    """How people's needs, strengths and trust move by themselves."""

    tipping: float = param(
        0.12, "Speed of healing and worsening", "a week", low=0, high=1, plausible=(0.10, 0.15),
        help="Rate a of a n (1 - n)(n - tipping point), for needs that tip.",
    )  # fmt: skip
    tipping_point: float = param(
        0.35, "Tipping point", "severity", low=0, high=1, plausible=(0.3, 0.45),
        help="Severity above which a need grows, for a person of middling strength.",
    )  # fmt: skip
    tipping_strength: float = param(
        0.4, "Strength moves the tipping point", "severity a strength", low=0, high=1,
        plausible=(0.1, 0.6),
    )  # fmt: skip
    severe_from: float = param(
        0.45, "Least severity at the start of those who have a need", "severity", low=0, high=1,
        plausible=(0.35, 0.6),
    )  # fmt: skip
    severe_to: float = param(
        0.95, "Greatest severity at the start of those who have a need", "severity", low=0, high=1,
        plausible=(0.8, 1),
    )  # fmt: skip
    mild_from: float = param(
        0.01, "Least severity at the start of those who do not", "severity", low=0, high=1,
        plausible=(0, 0.05),
    )  # fmt: skip
    mild_to: float = param(
        0.25, "Greatest severity at the start of those who do not", "severity", low=0, high=1,
        plausible=(0.1, 0.35),
    )  # fmt: skip
    least: float = param(
        0.01, "Least severity", "severity", low=0.0001, high=0.1,
        help="No need is ever wholly gone: 0 would absorb.",
    )  # fmt: skip
    noise: float = param(
        0.02, "Noise in needs", "severity, standard deviation a week", low=0, high=0.3,
        plausible=(0.005, 0.04),
    )  # fmt: skip
    shocks: float = param(
        0.0085, "Shocks", "chance a need and week", low=0, high=1, plausible=(0.0048, 0.0112),
        mark="calibrated", source="burden, F16 and F35 to F37",
        help="Sudden worsenings that nobody sent.",
    )  # fmt: skip
    turns: float = param(
        0.005, "Turns for the better", "chance a need and week", low=0, high=1,
        plausible=(0.002, 0.008), help="Multiplied by what turns without strength + strength.",
    )  # fmt: skip
    turns_alone: float = param(
        0.5, "Turns without strength", "factor", low=0, high=5, plausible=(0.2, 1)
    )
    turn_keeps: float = param(
        0.4, "What a turn leaves", "share of the severity", low=0, high=1, plausible=(0.2, 0.7),
        help="At most: after a turn for the better, severity is a random share up to this.",
    )  # fmt: skip
    worth: float = param(
        0.5, "Trust, safety or ties lost that still count as well", "share", low=0, high=1,
        plausible=(0.3, 0.7), help="Below this, what matters to people beside needs is well.",
    )  # fmt: skip
    jump_low: float = param(
        0.15, "Smallest jump", "severity", low=0, high=1, plausible=(0.05, 0.25)
    )
    jump_high: float = param(0.55, "Largest jump", "severity", low=0, high=1, plausible=(0.4, 0.7))
    trigger_usual: float = param(
        0.25, "Other needs that set off shocks as usual", "squared severity", low=0.01, high=1,
        plausible=(0.1, 0.4), help="In the trigger form.",
    )  # fmt: skip
    impair: float = param(
        0.8, "Blunting by other needs", "share", low=0, high=1, plausible=(0, 1),
        help="In the impaired form: share of support lost where all other needs are at their "
        "worst and c is 1.",
    )  # fmt: skip
    peer_pull: float = param(
        0.002, "Peers' pull on strength", "share a week", low=0, high=1, plausible=(0, 0.02)
    )
    peers_hope: float = param(
        0.0005, "Hope from peers who are well", "share a week", low=0, high=1,
        plausible=(0, 0.003), help="Strength gained where all peers are well.",
    )  # fmt: skip
    strength_from_support: float = param(
        0.003, "Strength gained in support", "share a week", low=0, high=1, plausible=(0, 0.01),
        help="For each need that is supported.",
    )  # fmt: skip
    strength_from_crisis: float = param(
        0.005, "Strength lost in a crisis", "share a crisis", low=0, high=1, plausible=(0, 0.02)
    )
    strength_from_bounce: float = param(
        0.003, "Strength lost in a bounce", "share a bounce", low=0, high=1, plausible=(0, 0.02)
    )
    strength_return: float = param(
        0.004, "Strength drifts back to middling", "share a week", low=0, high=1,
        plausible=(0, 0.02),
    )  # fmt: skip
    strength_middling: float = param(
        0.25, "Middling strength", "0 to 1", low=0, high=1, plausible=(0.15, 0.4),
        help="The mean at the start, too.",
    )  # fmt: skip
    trust_from: float = param(
        0.3, "Least trust at the start", "0 to 1", low=0, high=1, plausible=(0.1, 0.5)
    )
    trust_to: float = param(
        0.7, "Greatest trust at the start", "0 to 1", low=0, high=1, plausible=(0.5, 0.9)
    )
    trust_return: float = param(
        0.01, "Trust drifts back to the middle", "share a week", low=0, high=1,
        plausible=(0, 0.03),
    )  # fmt: skip
    dependency_gain: float = param(
        0.004, "Dependency grows in support", "share a week", low=0, high=1, plausible=(0, 0.02),
        help="For each need that is supported.",
    )  # fmt: skip
    dependency_fades: float = param(
        0.01, "Dependency fades", "share a week", low=0, high=1, plausible=(0.002, 0.03),
        help="Always; out of support nothing makes up for it.",
    )  # fmt: skip
    dependency_saps: float = param(
        0.5, "Strength not gained by the dependent", "share", low=0, high=1, plausible=(0, 1),
        help="Share of the strength gained in support that is lost at full dependency.",
    )  # fmt: skip
    dependency_drains: float = param(
        0.004, "Strength lost to dependency", "share a week", low=0, high=1, plausible=(0, 0.01),
        help="At full dependency.",
    )  # fmt: skip


class Seeking(Section):
    """How people come to ask, and stop asking."""

    seek: float = param(
        0.05, "Help-seeking", "chance a week", low=0, high=1, plausible=(0.03, 0.15),
        help="For an unmet need, at middling trust; multiplied by readiness + trust.",
    )  # fmt: skip
    readiness: float = param(
        0.5, "Readiness to ask without trust", "factor", low=0, high=5, plausible=(0.2, 1),
        help="People ask, and visit drop-ins, in proportion to this + trust.",
    )  # fmt: skip
    hide: float = param(
        0.2, "Trust below which people hide", "0 to 1", low=0, high=1, plausible=(0, 0.35)
    )
    hidden_keeps: float = param(
        0.2, "Asking by those who hide", "factor", low=0, high=1, plausible=(0, 0.6),
        help="Multiplies help-seeking; outreach finds them all the same, and a drop-in is open "
        "to them.",
    )  # fmt: skip
    outreach: float = param(
        0.03, "Found by outreach", "chance a week", low=0, high=1, plausible=(0, 0.1),
        help="Added, whatever the trust, for needs that an outreach service helps.",
    )  # fmt: skip
    drop_in: float = param(
        0.05, "Visits to a drop-in", "chance a week", low=0, high=1, plausible=(0.01, 0.2),
        help="For a need a drop-in helps, multiplied by readiness + trust.",
    )  # fmt: skip
    hand_over: float = param(
        0.5, "Hand-over by a joint worker", "chance a week", low=0, high=1, plausible=(0.1, 0.8),
        help="A worker who works jointly refers the person's other unmet needs on at this rate "
        "instead of waiting for them to ask.",
    )  # fmt: skip
    quit_waiting: float = param(
        0.04, "Dropping out of a queue", "chance a week", low=0, high=1, plausible=(0.02, 0.08),
        source="shape of F18",
    )  # fmt: skip
    warm_keeps: float = param(
        0.6, "Dropping out after a warm handover", "factor", low=0, high=2, plausible=(0.35, 1.05),
        mark="F", source="F63: odds of attending 0.96 (0.79 to 1.18); prototype 0.35",
        help="Multiplies dropping out of the queue for those handed over warm.",
    )  # fmt: skip
    quit_support: float = param(
        0.016, "Dropping out of support", "chance a week", low=0, high=1, plausible=(0.01, 0.04),
        mark="calibrated", source="F28: 30 % drop out", help="Multiplied by how little they trust.",
    )  # fmt: skip
    quit_untrusting: float = param(
        1.3, "Dropping out of support without trust", "factor", low=1, high=5, plausible=(1, 2),
        help="People drop out of support in proportion to this - trust.",
    )  # fmt: skip
    warmth_keeps: float = param(
        0.25, "Warmth keeps people", "share", low=0, high=1, plausible=(0, 0.5),
        help="Share by which full warmth lowers dropping out of queues and support, and full "
        "expertise raises it.",
    )  # fmt: skip
