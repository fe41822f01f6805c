"""Constants of organisations: practice, staff and money."""

from typing import Literal

from .declare import Section, param


class PracticeConstants(Section):
    """How good support is, and how what is good moves."""

    width: float = param(
        0.6,
        "Forgiveness of practice",
        "distance",
        bounds=(0.05, 10),
        plausible=(0.3, 1),
        help="How far practice may be from the best before it loses most of its effect.",
    )
    start: float = param(
        0.35, "Distance at the start", "distance, each way", bounds=(0, 3), plausible=(0.1, 0.6)
    )
    drift: float = param(
        0.015, "Best practice moves", "distance a root week", bounds=(0, 0.5), plausible=(0, 0.03)
    )
    view_noise: float = param(
        0.05,
        "Noise in workers' view of change",
        "severity a case and week",
        bounds=(0, 1),
        plausible=(0.01, 0.2),
    )


class MoneyConstants(Section):
    """How staff and money move."""

    pooling: Literal["divided", "undivided"] = param(
        "divided",
        "Form of pooling",
        "form",
        help="divided: what is pooled is shared out among those who worked with a person; "
        "undivided: each of them is paid in full for what all did.",
    )
    elsewhere: float = param(
        0.5,
        "How differently other places spend",
        "standard deviation of the log",
        bounds=(0, 3),
        plausible=(0, 1),
        help="Another place that is nothing like this one has the same money, "
        "spread so differently over its services: other doors are full, and other habits and "
        "pathways grow there.",
    )
    turnover: float = param(
        0.05,
        "Staff turnover",
        "share a quarter",
        bounds=(0, 1),
        plausible=(0.02, 0.12),
        help="Those who leave take what they know of other services with them.",
    )
    newcomer_loss: float = param(
        0.3,
        "Newcomers' loss of skill",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.6),
        help="Newly joined or moved staff are this much less effective at first.",
    )
    settling_in: float = param(
        0.03, "Newcomers settle in", "share a week", bounds=(0, 1), plausible=(0.01, 0.1)
    )
    move_rate: float = param(
        0.10,
        "Staff moved to bottlenecks",
        "share of staff a quarter",
        bounds=(0, 1),
        plausible=(0.02, 0.2),
        help="At most, with the book fully open.",
    )
    move_weeks: int = param(
        13,
        "Weeks to move staff",
        "weeks",
        bounds=(0, 104),
        plausible=(4, 26),
        help="Between leaving one service and starting in another; they help nobody meanwhile.",
    )
    inflate: float = param(
        0.1,
        "Report a longer queue, at the start",
        "chance",
        bounds=(0, 1),
        plausible=(0, 0.5),
        help="Whether a service does so is learned, like other habits.",
    )
    inflation: float = param(0.5, "How much longer", "share", bounds=(0, 5), plausible=(0, 1))
    least_staff: float = param(
        0.5, "Staff kept at least", "share of the first staff", bounds=(0, 1), plausible=(0.2, 1)
    )
    retender: float = param(
        0.2,
        "Money at stake when contracts are re-let",
        "share",
        bounds=(0, 1),
        plausible=(0.05, 0.5),
        help="At full competition, for a service that stands well above or below the mean.",
    )
    bidding_loss: float = param(
        0.2,
        "Goodwill lost by bidding against each other",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.5),
        help="At full competition, each time contracts are re-let.",
    )
    imposed_loss: float = param(
        2.0,
        "Goodwill lost by an imposed move",
        "share a share of staff",
        bounds=(0, 20),
        plausible=(0, 5),
        help="What a service that loses staff without having agreed holds "
        "against each that gains, in proportion to the share of its staff that it lost.",
    )
    near_target: float = param(
        0.15,
        "Near the target",
        "share",
        bounds=(0.01, 2),
        plausible=(0.05, 0.4),
        help="How close to its target a service must stand for one case to matter most, and how "
        "far from the mean of its purse for the whole stake of a contract.",
    )
