"""Constants of support: what it does, how cases end, how they are settled."""

from .declare import Evidence, Section, param


class SupportConstants(Section):
    """What support does, how cases end, and how they are settled."""

    effect: float = param(
        0.105,
        "Strength of support",
        "share a week",
        bounds=(0, 1),
        plausible=(0.05, 0.20),
        evidence=Evidence("calibrated", "F28: exits from treatment"),
        help="Share of a need that good, full support takes away each week, at full trust.",
    )
    without_trust: float = param(
        0.4, "What support does without trust", "share", bounds=(0, 1), plausible=(0.2, 0.8)
    )
    expertise_gain: float = param(
        0.2,
        "What expertise adds",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.4),
        help="Share by which full expertise raises what support does, and full warmth lowers it.",
    )
    warmth_reach: float = param(
        0.25,
        "Warmth reaches those who trust little",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.5),
        help="Share by which full warmth raises what support does without trust, and full "
        "expertise lowers it.",
    )
    warmth_trust: float = param(
        0.002,
        "Warmth builds trust",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.01),
        help="For each need supported: trust moves towards 1 in full warmth, towards 0 in full "
        "expertise.",
    )
    flexible_gain: float = param(
        0.5,
        "What flexible support adds",
        "share",
        bounds=(0, 5),
        plausible=(0, 1),
        help="Where all other needs that pull on this one are at their worst; nothing where "
        "there is no other need.",
    )
    flexible_strength: float = param(
        0.25,
        "Strength from flexible support",
        "share",
        bounds=(0, 5),
        plausible=(0, 1),
        help="Added to the strength gained in support.",
    )
    flexible_freedom: float = param(
        0.5, "Dependency spared by flexible support", "share", bounds=(0, 1), plausible=(0, 1)
    )
    hold: float = param(
        0.8, "Hold to recovery, at the start", "chance", bounds=(0, 1), plausible=(0.6, 0.95)
    )
    generous: float = param(
        0.1, "Record generously, at the start", "chance", bounds=(0, 1), plausible=(0.02, 0.3)
    )
    joint: float = param(
        0.1, "Work jointly, at the start", "chance", bounds=(0, 1), plausible=(0.02, 0.3)
    )
    thin: float = param(
        0.1, "Park with thin support, at the start", "chance", bounds=(0, 1), plausible=(0.02, 0.3)
    )
    early_weeks: int = param(
        8,
        "A case closed early",
        "weeks",
        bounds=(1, 104),
        plausible=(4, 16),
        help="Length of a case that is not held to recovery.",
    )
    least_weeks: int = param(
        4,
        "Shortest case",
        "weeks",
        bounds=(0, 104),
        plausible=(2, 8),
        help="No case is closed as recovered sooner.",
    )
    finished: float = param(
        0.7,
        "Cases end below",
        "share of the recovery line",
        bounds=(0.05, 1),
        plausible=(0.5, 1),
        help="A case is closed as recovered once severity is this far "
        "under the line at which a week counts as good, so that it is not closed on the edge.",
    )
    longest_weeks: int = param(104, "Longest case", "weeks", bounds=(1, 1040), plausible=(52, 156))
    ending_weeks: int = param(
        4,
        "Weeks to agree an ending",
        "weeks",
        bounds=(1, 104),
        plausible=(2, 12),
        help="On average, for somebody who is well: support goes on until the end is agreed.",
    )
    ending_strength: float = param(
        0.03, "Strength from an agreed ending", "share", bounds=(0, 1), plausible=(0, 0.1)
    )
    ending_trust: float = param(
        0.05, "Trust from an agreed ending", "share", bounds=(0, 1), plausible=(0, 0.15)
    )
    ending_freedom: float = param(
        0.3, "Dependency ended by an agreed ending", "share", bounds=(0, 1), plausible=(0, 0.8)
    )
    generous_success: float = param(
        0.5,
        "Generous recording succeeds",
        "chance",
        bounds=(0, 1),
        plausible=(0.2, 0.9),
        help="Chance that a case not recovered is recorded as a success where the worker records "
        "generously.",
    )
    audit: float = param(
        0.15,
        "Audit",
        "chance",
        bounds=(0, 1),
        plausible=(0, 0.5),
        help="Chance that a false success is found.",
    )
    penalty: float = param(
        2.0,
        "Penalty",
        "weight of one full success",
        bounds=(0, 20),
        plausible=(0, 5),
        help="Cost to the service of a false success found, where success is paid for.",
    )
    settle_weeks: int = param(
        13,
        "Settled after",
        "weeks",
        bounds=(1, 104),
        plausible=(4, 26),
        help="A case is checked this long after it closed, to be paid for and learned from.",
    )
    settle_every: int = param(
        4,
        "Weeks between returns",
        "weeks",
        bounds=(1, 52),
        plausible=(1, 13),
        help="Settled cases and refusals are paid for and learned from once in this many weeks.",
    )
    whole_scale: float = param(
        0.45,
        "One full success, over all needs",
        "severity",
        bounds=(0.01, 5),
        plausible=(0.3, 0.8),
        help="Fall in the sum of needs that counts as one full success.",
    )
    return_weeks: int = param(
        26, "Re-presentation within", "weeks", bounds=(1, 520), plausible=(13, 52)
    )
    trust_success: float = param(
        0.06, "Trust gained by success", "share", bounds=(0, 1), plausible=(0.02, 0.15)
    )
    trust_failed: float = param(
        0.93, "Trust kept when closed unrecovered", "factor", bounds=(0, 1), plausible=(0.85, 1)
    )
    trust_quit: float = param(
        0.97, "Trust kept after dropping out", "factor", bounds=(0, 1), plausible=(0.9, 1)
    )
