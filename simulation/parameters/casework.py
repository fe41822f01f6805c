"""Constants of casework: referral, what things take, support and how it ends."""

from .declare import Section, param


class Referral(Section):
    """How services receive people and refer them on."""

    complex_need: float = param(
        0.4, "A need that shows", "severity", low=0, high=1, plausible=(0.3, 0.6),
        help="Other needs above this, and past labels, make a case complex.",
    )  # fmt: skip
    complex_count: int = param(
        2, "Other needs that make a case complex", "needs", low=1, high=20, plausible=(1, 3)
    )
    accept_simple: float = param(
        0.80, "Accept a simple case, at the start", "chance", low=0, high=1, plausible=(0.6, 0.95),
        mark="F", source="F22, F25",
    )  # fmt: skip
    accept_complex: float = param(
        0.60, "Accept a complex case, at the start", "chance", low=0, high=1, plausible=(0.4, 0.9),
        mark="F", source="F22, F26",
    )  # fmt: skip
    warm: float = param(
        0.2, "Hand over warm, at the start", "chance", low=0, high=1, plausible=(0.05, 0.5)
    )
    queue_limit: float = param(
        1.0,
        "Longest queue",
        "share of places",
        low=0,
        high=50,
        plausible=(0.2, 2),
        mark="calibrated",
        source="F22: 43 % of mental-health referrals not accepted",
    )
    long_wait: int = param(
        26, "A long wait", "weeks", low=1, high=520, plausible=(13, 52),
        help="Where places go by turn and by need together: the wait that counts half as much as "
        "one without end.",
    )  # fmt: skip
    threshold_creep: float = param(
        0.1, "Thresholds creep", "severity", low=0, high=1, plausible=(0, 0.2),
        help="How far a threshold rises where it is kept rigidly and people always wait.",
    )  # fmt: skip
    label_weeks: int = param(
        104, "Weeks a label sticks", "weeks", low=0, high=5200, plausible=(26, 520),
        help="A need once recorded at assessment still counts towards complexity this long.",
    )  # fmt: skip
    claim_alone: float = param(
        0.5, "Claim without other needs", "share", low=0, high=1, plausible=(0.2, 1),
        help="Where places go by need and benefit: the part of a claim that stands by itself; "
        "the rest grows with the other needs that pull on it.",
    )  # fmt: skip
    knowledge_start: float = param(
        0.3, "Knowledge of each other at the start", "0 to 1", low=0, high=1, plausible=(0.1, 0.6)
    )
    unreferred: float = param(
        0.3, "Referral-only services reached unreferred", "factor", low=0, high=1,
        plausible=(0, 1), help="Through a family doctor or the police: multiplies the community's "
        "knowledge of services that take people by referral.",
    )  # fmt: skip
    least_room: float = param(
        0.02, "A full service is still tried", "share of its room", low=0.001, high=1,
        plausible=(0.005, 0.1), help="Room that a referrer sees in an open book, at the least.",
    )  # fmt: skip
    knowledge_gain: float = param(
        0.10, "Knowledge gained by a referral that works", "share", low=0, high=1,
        plausible=(0.03, 0.2),
    )  # fmt: skip
    futility_gain: float = param(
        0.03, "Futility learned by a referral refused", "share", low=0, high=1,
        plausible=(0.01, 0.1),
    )  # fmt: skip
    fading: float = param(
        0.003, "Edges fade", "share a week", low=0, high=1, plausible=(0.001, 0.01),
        help="What services know of and feel for each other fades unless renewed.",
    )  # fmt: skip
    goodwill_gain: float = param(
        0.05, "Goodwill from a handover that works", "share", low=0, high=1, plausible=(0.01, 0.2)
    )
    goodwill_loss: float = param(
        0.02, "Goodwill lost by a refusal", "share", low=0, high=1, plausible=(0.005, 0.1)
    )
    goodwill_accept: float = param(
        1.0, "Goodwill opens doors", "log-odds", low=0, high=10, plausible=(0, 2),
        help="Added to the readiness to accept, times goodwill towards the referrer above 0.5.",
    )  # fmt: skip
    bounce_trust: float = param(
        0.94, "Trust kept when turned away", "factor", low=0, high=1, plausible=(0.9, 0.99)
    )
    bounce_trust_warm: float = param(
        0.976, "Trust kept when handed on warm", "factor", low=0, high=1, plausible=(0.95, 1)
    )
    assessment_weeks: int = param(
        26, "An assessment holds", "weeks", low=0, high=520, plausible=(13, 52),
        help="How long a shared front door trusts an assessment made elsewhere.",
    )  # fmt: skip


class Effort(Section):
    """What things take, in contacts: one case-week of standard support is one."""

    contact_share: float = param(
        0.60, "Contact share of hours", "share", low=0.1, high=1, plausible=(0.45, 0.7),
        help="A full caseload at standard support takes this share of all hours.",
    )  # fmt: skip
    assessment: float = param(
        1.5, "An assessment", "contacts", low=0, high=20, plausible=(0.5, 3),
        help="Spent by every service that assesses, also when it then turns the person away.",
    )  # fmt: skip
    chase: float = param(
        0.3, "Chasing a failed referral", "contacts", low=0, high=20, plausible=(0, 1)
    )
    warm: float = param(
        0.5, "A warm handover", "contacts", low=0, high=20, plausible=(0.2, 1.5),
        help="Spent on both sides.",
    )  # fmt: skip
    front_door: float = param(
        0.4, "A pass through the front door", "contacts", low=0, high=20, plausible=(0.1, 1)
    )
    joint: float = param(
        0.30, "Working jointly", "contacts a week", low=0, high=5, plausible=(0, 0.9)
    )
    generous: float = param(
        0.30, "Recording generously", "contacts a week", low=0, high=5, plausible=(0.2, 0.4)
    )
    thin: float = param(
        0.5, "Thin support", "share of a contact", low=0, high=1, plausible=(0.2, 0.8),
        help="What a parked case takes, and what it gets.",
    )  # fmt: skip
    flexible: float = param(
        0.3, "Flexible support", "contacts a week", low=0, high=5, plausible=(0.1, 1),
        help="What support that bends to the person takes on top, at full flexibility.",
    )  # fmt: skip
    drop_in: float = param(0.5, "A drop-in visit", "contacts", low=0, high=20, plausible=(0.2, 1))
    recording: float = param(
        0.04, "Recording anyway", "share of hours", low=0, high=0.5, plausible=(0.02, 0.15)
    )
    targets: float = param(
        0.06, "Recording for targets", "share of hours", low=0, high=0.5, plausible=(0.02, 0.15),
        mark="A", source="admin 35 % of time, F69", help="Where target data are fully collected.",
    )  # fmt: skip


class Support(Section):
    """What support does, how cases end, and how they are settled."""

    effect: float = param(
        0.105, "Strength of support", "share a week", low=0, high=1, plausible=(0.05, 0.20),
        mark="calibrated", source="F28: exits from treatment",
        help="Share of a need that good, full support takes away each week, at full trust.",
    )  # fmt: skip
    without_trust: float = param(
        0.4, "What support does without trust", "share", low=0, high=1, plausible=(0.2, 0.8)
    )
    expertise_gain: float = param(
        0.2, "What expertise adds", "share", low=0, high=1, plausible=(0, 0.4),
        help="Share by which full expertise raises what support does, and full warmth lowers it.",
    )  # fmt: skip
    warmth_reach: float = param(
        0.25, "Warmth reaches those who trust little", "share", low=0, high=1, plausible=(0, 0.5),
        help="Share by which full warmth raises what support does without trust, and full "
        "expertise lowers it.",
    )  # fmt: skip
    warmth_trust: float = param(
        0.002, "Warmth builds trust", "share a week", low=0, high=1, plausible=(0, 0.01),
        help="For each need supported: trust moves towards 1 in full warmth, towards 0 in full "
        "expertise.",
    )  # fmt: skip
    flexible_gain: float = param(
        0.5, "What flexible support adds", "share", low=0, high=5, plausible=(0, 1),
        help="Where all other needs that pull on this one are at their worst; nothing where "
        "there is no other need.",
    )  # fmt: skip
    flexible_strength: float = param(
        0.25, "Strength from flexible support", "share", low=0, high=5, plausible=(0, 1),
        help="Added to the strength gained in support.",
    )  # fmt: skip
    flexible_freedom: float = param(
        0.5, "Dependency spared by flexible support", "share", low=0, high=1, plausible=(0, 1)
    )
    hold: float = param(
        0.8, "Hold to recovery, at the start", "chance", low=0, high=1, plausible=(0.6, 0.95)
    )
    generous: float = param(
        0.1, "Record generously, at the start", "chance", low=0, high=1, plausible=(0.02, 0.3)
    )
    joint: float = param(
        0.1, "Work jointly, at the start", "chance", low=0, high=1, plausible=(0.02, 0.3)
    )
    thin: float = param(
        0.1, "Park with thin support, at the start", "chance", low=0, high=1, plausible=(0.02, 0.3)
    )
    early_weeks: int = param(
        8, "A case closed early", "weeks", low=1, high=104, plausible=(4, 16),
        help="Length of a case that is not held to recovery.",
    )  # fmt: skip
    least_weeks: int = param(
        4, "Shortest case", "weeks", low=0, high=104, plausible=(2, 8),
        help="No case is closed as recovered sooner.",
    )  # fmt: skip
    finished: float = param(
        0.7, "Cases end below", "share of the recovery line", low=0.05, high=1,
        plausible=(0.5, 1), help="A case is closed as recovered once severity is this far "
        "under the line at which a week counts as good, so that it is not closed on the edge.",
    )  # fmt: skip
    longest_weeks: int = param(104, "Longest case", "weeks", low=1, high=1040, plausible=(52, 156))
    ending_weeks: int = param(
        4, "Weeks to agree an ending", "weeks", low=1, high=104, plausible=(2, 12),
        help="On average, for somebody who is well: support goes on until the end is agreed.",
    )  # fmt: skip
    ending_strength: float = param(
        0.03, "Strength from an agreed ending", "share", low=0, high=1, plausible=(0, 0.1)
    )
    ending_trust: float = param(
        0.05, "Trust from an agreed ending", "share", low=0, high=1, plausible=(0, 0.15)
    )
    ending_freedom: float = param(
        0.3, "Dependency ended by an agreed ending", "share", low=0, high=1, plausible=(0, 0.8)
    )
    generous_success: float = param(
        0.5, "Generous recording succeeds", "chance", low=0, high=1, plausible=(0.2, 0.9),
        help="Chance that a case not recovered is recorded as a success where the worker records "
        "generously.",
    )  # fmt: skip
    audit: float = param(
        0.15, "Audit", "chance", low=0, high=1, plausible=(0, 0.5),
        help="Chance that a false success is found.",
    )  # fmt: skip
    penalty: float = param(
        2.0, "Penalty", "weight of one full success", low=0, high=20, plausible=(0, 5),
        help="Cost to the service of a false success found, where success is paid for.",
    )  # fmt: skip
    settle_weeks: int = param(
        13, "Settled after", "weeks", low=1, high=104, plausible=(4, 26),
        help="A case is checked this long after it closed, to be paid for and learned from.",
    )  # fmt: skip
    settle_every: int = param(
        4, "Weeks between returns", "weeks", low=1, high=52, plausible=(1, 13),
        help="Settled cases and refusals are paid for and learned from once in this many weeks.",
    )  # fmt: skip
    whole_scale: float = param(
        0.45, "One full success, over all needs", "severity", low=0.01, high=5,
        plausible=(0.3, 0.8), help="Fall in the sum of needs that counts as one full success.",
    )  # fmt: skip
    return_weeks: int = param(
        26, "Re-presentation within", "weeks", low=1, high=520, plausible=(13, 52)
    )
    trust_success: float = param(
        0.06, "Trust gained by success", "share", low=0, high=1, plausible=(0.02, 0.15)
    )
    trust_failed: float = param(
        0.93, "Trust kept when closed unrecovered", "factor", low=0, high=1, plausible=(0.85, 1)
    )
    trust_quit: float = param(
        0.97, "Trust kept after dropping out", "factor", low=0, high=1, plausible=(0.9, 1)
    )
