"""How services adapt: the same in every regime."""

from typing import Literal

from .declare import Section, param


class LearningConstants(Section):
    """What services learn, and how fast."""

    policy_learning: bool = param(
        True,
        "Services learn case decisions",
        "yes or no",
        help="Off: every service keeps its first habits.",
    )
    practice_learning: bool = param(
        True,
        "Services learn their practice",
        "yes or no",
        help="Off: practice stays where it was while the best practice moves on.",
    )
    rule: Literal["policy_gradient", "roth_erev", "hill_climb"] = param(
        "policy_gradient",
        "Learning rule",
        "form",
        help="policy_gradient: habits shift by how much better than usual a case paid; "
        "roth_erev: what paid is done more often, in proportion to what it paid; hill_climb: "
        "other habits are tried for a time, and kept if more was earned in total.",
    )
    rate: float = param(
        0.10,
        "Speed of learning decisions",
        "log-odds a case",
        bounds=(0, 5),
        plausible=(0.03, 0.3),
    )
    climb_weeks: int = param(
        52,
        "Hill-climbing: length of a trial",
        "weeks",
        bounds=(1, 520),
        plausible=(26, 104),
        help="Cases take weeks and are paid for later, so that a short trial is judged by what "
        "went before it.",
    )
    climb_step: float = param(
        0.3,
        "Hill-climbing: how far a trial departs",
        "log-odds",
        bounds=(0, 5),
        plausible=(0.1, 1),
        help="Standard deviation, for each habit.",
    )
    floor: float = param(
        0.02,
        "Least chance of any choice",
        "chance",
        bounds=(0.0001, 0.4),
        plausible=(0.0005, 0.1),
        help="Nobody ever stops trying the other way altogether.",
    )
    imitation: float = param(
        0.02,
        "Imitation",
        "share a quarter",
        bounds=(0, 1),
        plausible=(0, 0.1),
        help="How far a service moves, each quarter, to the habits of the most successful service "
        "it knows: the best paid for an hour or, as far as it belongs to the whole, the one "
        "whose people do best by its staff's own view.",
    )
    purpose: float = param(
        0.3,
        "Purpose",
        "weight of one full success",
        bounds=(0, 10),
        plausible=(0, 3),
        help="What a truly better person is worth to the staff, seen through the same noise.",
    )
    displacement: float = param(
        1.0,
        "Those displaced at a partner's",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far a service that hands somebody on counts what that takes from others who "
        "wait there, as far as it is paid for the whole or belongs to it.",
    )
    memory: float = param(
        0.02,
        "Forgetting of what is usual",
        "share a case",
        bounds=(0.0001, 1),
        plausible=(0.005, 0.1),
        help="Weight of each new case in a service's running averages.",
    )
    busy_memory: float = param(
        0.1,
        "Forgetting of how busy it was",
        "share a week",
        bounds=(0.001, 1),
        plausible=(0.03, 0.3),
        help="Weight of this week in how busy a service feels: an hour has a price only where "
        "somebody waits for it.",
    )
    practice_rate: float = param(
        0.010, "Speed of learning practice", "step", bounds=(0, 1), plausible=(0.002, 0.05)
    )
    practice_spread: float = param(
        0.05,
        "Variation tried",
        "standard deviation",
        bounds=(0, 1),
        plausible=(0.01, 0.2),
        help="How far a week's practice departs from the service's usual.",
    )
    learning_hours_gain: float = param(
        10.0,
        "What learning hours add",
        "factor a share of hours",
        bounds=(0, 200),
        plausible=(0, 40),
        help="Practice is learned 1 + this x learning hours times as fast.",
    )


class EveryService(Section):
    """What holds for all services."""

    learning: LearningConstants = LearningConstants()
