"""Constants of culture: what moves morale, affiliation and what is heard."""

from typing import Literal

from .declare import Section, param


class Culture(Section):
    """How those who work in services listen, belong, feel, stay and are watched."""

    # listening
    hearing_weeks: float = param(
        1.0, "A round that hears most", "weeks of a service's hours", low=0.01, high=52,
        plausible=(0.3, 3), help="A round into which so many hours went hears 63 % of what was "
        "not yet heard; twice as many, 86 %.",
    )  # fmt: skip
    heard_fading: float = param(
        0.015, "What was heard ages", "share a week", low=0, high=1, plausible=(0.005, 0.05),
        help="People change, and those who listened go.",
    )  # fmt: skip
    heard_noise: float = param(
        0.1, "Error of a round of listening", "share of cases", low=0, high=1,
        plausible=(0.03, 0.3), help="In what a service hears of how it truly went.",
    )  # fmt: skip
    heard_clears: float = param(
        0.5, "Listening clears the view", "share", low=0, high=1, plausible=(0, 0.8),
        help="How much smaller the error is with which staff see how somebody is, where all is "
        "heard.",
    )  # fmt: skip

    # affiliation
    affiliation_start: float = param(
        0.2, "Affiliation to the whole at the start", "0 to 1", low=0, high=1,
        plausible=(0.05, 0.5), help="0: to one's own service alone; 1: to the whole.",
    )  # fmt: skip
    affiliation_form: Literal["additive", "interaction"] = param(
        "additive", "Form of culture", "form",
        help="additive: contact and dissonance each move people by themselves; interaction: "
        "neither does without the other.",
    )  # fmt: skip
    affiliation_rate: float = param(
        0.0045, "Affiliation moves", "share a week", low=0, high=1, plausible=(0.001, 0.01),
        help="At a pull of one: full contact, by the default weights. It takes years.",
    )  # fmt: skip
    contact_hours: float = param(
        0.02, "Hours that bring most contact", "share of hours", low=0.001, high=0.5,
        plausible=(0.005, 0.05),
        help="So much time in learning spaces gives 63 % of all the contact there can be.",
    )  # fmt: skip
    contact: float = param(
        1.0, "Pull of contact", "weight", low=0, high=20, plausible=(0, 2), help="Additive form.",
    )  # fmt: skip
    meeting: float = param(
        0.003, "Those who meet come to know each other", "share a week", low=0, high=1,
        plausible=(0, 0.01), help="At full contact, of the knowledge and goodwill that is "
        "missing.",
    )  # fmt: skip
    dissonance: float = param(
        5.0, "Pull of dissonance", "weight", low=0, high=100, plausible=(0, 10),
        help="Additive form. With the default, a record that is known to be too good by a tenth "
        "pulls half as much as all the contact there can be.",
    )  # fmt: skip
    interaction: float = param(
        18.0, "Pull of contact and dissonance together", "weight", low=0, high=100,
        plausible=(3, 30), help="Interaction form. With the default, both forms pull alike where "
        "two hours of a hundred go to learning spaces and records are too good by a tenth.",
    )  # fmt: skip
    affiliation_fading: float = param(
        0.001, "Affiliation fades", "share a week", low=0, high=1, plausible=(0, 0.005),
        help="Towards where it started, unless kept up.",
    )  # fmt: skip

    # morale and staying
    morale_start: float = param(
        0.5, "Morale at the start", "0 to 1", low=0, high=1, plausible=(0.3, 0.7)
    )
    morale_rate: float = param(
        0.2, "Morale moves", "share a quarter", low=0, high=1, plausible=(0.05, 0.5)
    )
    by_mastery: float = param(
        1.0, "Morale by mastery", "weight", low=0, high=10, plausible=(0, 2),
        help="How good the work is.",
    )  # fmt: skip
    by_autonomy: float = param(
        1.0, "Morale by autonomy", "weight", low=0, high=10, plausible=(0, 2),
        help="Neither pressed by targets, nor blamed, nor bound by rigid thresholds.",
    )  # fmt: skip
    by_purpose: float = param(
        1.0, "Morale by purpose", "weight", low=0, high=10, plausible=(0, 2),
        help="What staff see become of the people they worked with.",
    )  # fmt: skip
    by_ease: float = param(
        1.0, "Morale by ease", "weight", low=0, high=10, plausible=(0, 2),
        help="No queue at the door, and hours for people instead of for paper.",
    )  # fmt: skip
    turnover_morale: float = param(
        2.0, "Low morale drives turnover", "log of the rate", low=0, high=20, plausible=(0, 4),
        help="By how much turnover's logarithm falls where morale rises from 0 to 1.",
    )  # fmt: skip
    trust_broken: float = param(
        0.93, "Trust kept when one's worker leaves", "factor", low=0, high=1,
        plausible=(0.85, 1),
    )  # fmt: skip
    vacancy_weeks: int = param(
        13, "Weeks to find the best person", "weeks", low=0, high=104, plausible=(4, 26),
        help="A post stays empty so long where roles go wholly by fit.",
    )  # fmt: skip

    # being watched
    blame_cost: float = param(
        0.5, "What a failure that shows costs", "weight of one full success", low=0, high=10,
        plausible=(0.1, 2), help="At full blame, for each case not recorded as a success.",
    )  # fmt: skip
    publication: float = param(
        0.1, "What is published is felt", "weight of one full success", low=0, high=10,
        plausible=(0, 0.3), help="Stake in figures that are collected though nobody manages by "
        "them.",
    )  # fmt: skip
    outside: float = param(
        0.2, "Pressure from outside", "0 to 1", low=0, high=1, plausible=(0, 0.5),
        help="Blame felt from those who still count, where no figures are collected for them and "
        "nobody explains.",
    )  # fmt: skip
    explaining_hours: float = param(
        0.02, "Hours that explain most", "share of hours", low=0.001, high=0.5,
        plausible=(0.005, 0.05),
        help="So much time given to explaining takes away 63 % of the pressure from outside.",
    )  # fmt: skip
    assurance_finds: float = param(
        0.6, "Assurance finds", "chance", low=0, high=1, plausible=(0.3, 0.9),
        help="Chance that a false record is found where assurance is full. It is struck out, and "
        "not fined.",
    )  # fmt: skip
