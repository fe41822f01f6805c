"""Constants of effort: what work takes of a service's hours."""

from .declare import Evidence, Section, param


class EffortConstants(Section):
    """What things take, in contacts: one case-week of standard support is one."""

    contact_share: float = param(
        0.60,
        "Contact share of hours",
        "share",
        bounds=(0.1, 1),
        plausible=(0.45, 0.7),
        help="A full caseload at standard support takes this share of all hours.",
    )
    assessment: float = param(
        1.5,
        "An assessment",
        "contacts",
        bounds=(0, 20),
        plausible=(0.5, 3),
        help="Spent by every service that assesses, also when it then turns the person away.",
    )
    chase: float = param(
        0.3, "Chasing a failed referral", "contacts", bounds=(0, 20), plausible=(0, 1)
    )
    warm: float = param(
        0.5,
        "A warm handover",
        "contacts",
        bounds=(0, 20),
        plausible=(0.2, 1.5),
        help="Spent on both sides.",
    )
    front_door: float = param(
        0.4, "A pass through the front door", "contacts", bounds=(0, 20), plausible=(0.1, 1)
    )
    joint: float = param(
        0.30, "Working jointly", "contacts a week", bounds=(0, 5), plausible=(0, 0.9)
    )
    generous: float = param(
        0.30, "Recording generously", "contacts a week", bounds=(0, 5), plausible=(0.2, 0.4)
    )
    thin: float = param(
        0.5,
        "Thin support",
        "share of a contact",
        bounds=(0, 1),
        plausible=(0.2, 0.8),
        help="What a parked case takes, and what it gets.",
    )
    flexible: float = param(
        0.3,
        "Flexible support",
        "contacts a week",
        bounds=(0, 5),
        plausible=(0.1, 1),
        help="What support that bends to the person takes on top, at full flexibility.",
    )
    drop_in: float = param(0.5, "A drop-in visit", "contacts", bounds=(0, 20), plausible=(0.2, 1))
    recording: float = param(
        0.04, "Recording anyway", "share of hours", bounds=(0, 0.5), plausible=(0.02, 0.15)
    )
    targets: float = param(
        0.06,
        "Recording for targets",
        "share of hours",
        bounds=(0, 0.5),
        plausible=(0.02, 0.15),
        evidence=Evidence("A", "admin 35 % of time, F69"),
        help="Where target data are fully collected.",
    )
