"""Constants of referral: who is sent where, who is taken on, who waits."""

from .declare import Evidence, Section, param


class ReferralConstants(Section):
    """How services receive people and refer them on."""

    complex_need: float = param(
        0.4,
        "A need that shows",
        "severity",
        bounds=(0, 1),
        plausible=(0.3, 0.6),
        help="Other needs above this, and past labels, make a case complex.",
    )
    complex_count: int = param(
        2, "Other needs that make a case complex", "needs", bounds=(1, 20), plausible=(1, 3)
    )
    accept_simple: float = param(
        0.80,
        "Accept a simple case, at the start",
        "chance",
        bounds=(0, 1),
        plausible=(0.6, 0.95),
        evidence=Evidence("F", "F22, F25"),
    )
    accept_complex: float = param(
        0.60,
        "Accept a complex case, at the start",
        "chance",
        bounds=(0, 1),
        plausible=(0.4, 0.9),
        evidence=Evidence("F", "F22, F26"),
    )
    warm: float = param(
        0.2, "Hand over warm, at the start", "chance", bounds=(0, 1), plausible=(0.05, 0.5)
    )
    queue_limit: float = param(
        1.0,
        "Longest queue",
        "share of places",
        bounds=(0, 50),
        plausible=(0.2, 2),
        evidence=Evidence("calibrated", "F22: 43 % of mental-health referrals not accepted"),
    )
    long_wait: int = param(
        26,
        "A long wait",
        "weeks",
        bounds=(1, 520),
        plausible=(13, 52),
        help="Where places go by turn and by need together: the wait that counts half as much as "
        "one without end.",
    )
    threshold_creep: float = param(
        0.1,
        "Thresholds creep",
        "severity",
        bounds=(0, 1),
        plausible=(0, 0.2),
        help="How far a threshold rises where it is kept rigidly and people always wait.",
    )
    label_weeks: int = param(
        104,
        "Weeks a label sticks",
        "weeks",
        bounds=(0, 5200),
        plausible=(26, 520),
        help="A need once recorded at assessment still counts towards complexity this long.",
    )
    claim_alone: float = param(
        0.5,
        "Claim without other needs",
        "share",
        bounds=(0, 1),
        plausible=(0.2, 1),
        help="Where places go by need and benefit: the part of a claim that stands by itself; "
        "the rest grows with the other needs that pull on it.",
    )
    knowledge_start: float = param(
        0.3, "Knowledge of each other at the start", "0 to 1", bounds=(0, 1), plausible=(0.1, 0.6)
    )
    unreferred: float = param(
        0.3,
        "Referral-only services reached unreferred",
        "factor",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Through a family doctor or the police: multiplies the community's "
        "knowledge of services that take people by referral.",
    )
    least_room: float = param(
        0.02,
        "A full service is still tried",
        "share of its room",
        bounds=(0.001, 1),
        plausible=(0.005, 0.1),
        help="Room that a referrer sees in an open book, at the least.",
    )
    knowledge_gain: float = param(
        0.10,
        "Knowledge gained by a referral that works",
        "share",
        bounds=(0, 1),
        plausible=(0.03, 0.2),
    )
    futility_gain: float = param(
        0.03,
        "Futility learned by a referral refused",
        "share",
        bounds=(0, 1),
        plausible=(0.01, 0.1),
    )
    fading: float = param(
        0.003,
        "Edges fade",
        "share a week",
        bounds=(0, 1),
        plausible=(0.001, 0.01),
        help="What services know of and feel for each other fades unless renewed.",
    )
    goodwill_gain: float = param(
        0.05, "Goodwill from a handover that works", "share", bounds=(0, 1), plausible=(0.01, 0.2)
    )
    goodwill_loss: float = param(
        0.02, "Goodwill lost by a refusal", "share", bounds=(0, 1), plausible=(0.005, 0.1)
    )
    goodwill_accept: float = param(
        1.0,
        "Goodwill opens doors",
        "log-odds",
        bounds=(0, 10),
        plausible=(0, 2),
        help="Added to the readiness to accept, times goodwill towards the referrer above 0.5.",
    )
    bounce_trust: float = param(
        0.94, "Trust kept when turned away", "factor", bounds=(0, 1), plausible=(0.9, 0.99)
    )
    bounce_trust_warm: float = param(
        0.976, "Trust kept when handed on warm", "factor", bounds=(0, 1), plausible=(0.95, 1)
    )
    assessment_weeks: int = param(
        26,
        "An assessment holds",
        "weeks",
        bounds=(0, 520),
        plausible=(13, 52),
        help="How long a shared front door trusts an assessment made elsewhere.",
    )
