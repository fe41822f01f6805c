"""Constants of culture: what moves morale, affiliation and what is heard."""

from typing import Literal

from .declare import Section, param


class CultureConstants(Section):
    """How those who work in services listen, belong, feel, stay and are watched."""

    # listening
    hearing_weeks: float = param(
        1.0,
        "A round that hears most",
        "weeks of a service's hours",
        bounds=(0.01, 52),
        plausible=(0.3, 3),
        help="A round into which so many hours went hears 63 % of what was "
        "not yet heard; twice as many, 86 %.",
    )
    heard_fading: float = param(
        0.015,
        "What was heard ages",
        "share a week",
        bounds=(0, 1),
        plausible=(0.005, 0.05),
        help="People change, and those who listened go.",
    )
    heard_noise: float = param(
        0.1,
        "Error of a round of listening",
        "share of cases",
        bounds=(0, 1),
        plausible=(0.03, 0.3),
        help="In what a service hears of how it truly went.",
    )
    heard_clears: float = param(
        0.5,
        "Listening clears the view",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.8),
        help="How much smaller the error is with which staff see how somebody is, where all is "
        "heard.",
    )

    # affiliation
    affiliation_start: float = param(
        0.2,
        "Affiliation to the whole at the start",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0.05, 0.5),
        help="0: to one's own service alone; 1: to the whole.",
    )
    affiliation_form: Literal["additive", "interaction"] = param(
        "additive",
        "Form of culture",
        "form",
        help="additive: contact and dissonance each move people by themselves; interaction: "
        "neither does without the other.",
    )
    affiliation_rate: float = param(
        0.0045,
        "Affiliation moves",
        "share a week",
        bounds=(0, 1),
        plausible=(0.001, 0.01),
        help="At a pull of one: full contact, by the default weights. It takes years.",
    )
    contact_hours: float = param(
        0.02,
        "Hours that bring most contact",
        "share of hours",
        bounds=(0.001, 0.5),
        plausible=(0.005, 0.05),
        help="So much time in learning spaces gives 63 % of all the contact there can be.",
    )
    contact: float = param(
        1.0,
        "Pull of contact",
        "weight",
        bounds=(0, 20),
        plausible=(0, 2),
        help="Additive form.",
    )
    meeting: float = param(
        0.003,
        "Those who meet come to know each other",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.01),
        help="At full contact, of the knowledge and goodwill that is missing.",
    )
    dissonance: float = param(
        5.0,
        "Pull of dissonance",
        "weight",
        bounds=(0, 100),
        plausible=(0, 10),
        help="Additive form. With the default, a record that is known to be too good by a tenth "
        "pulls half as much as all the contact there can be.",
    )
    interaction: float = param(
        18.0,
        "Pull of contact and dissonance together",
        "weight",
        bounds=(0, 100),
        plausible=(3, 30),
        help="Interaction form. With the default, both forms pull alike where "
        "two hours of a hundred go to learning spaces and records are too good by a tenth.",
    )
    affiliation_fading: float = param(
        0.001,
        "Affiliation fades",
        "share a week",
        bounds=(0, 1),
        plausible=(0, 0.005),
        help="Towards where it started, unless kept up.",
    )

    # morale and staying
    morale_start: float = param(
        0.5, "Morale at the start", "0 to 1", bounds=(0, 1), plausible=(0.3, 0.7)
    )
    morale_rate: float = param(
        0.2, "Morale moves", "share a quarter", bounds=(0, 1), plausible=(0.05, 0.5)
    )
    by_mastery: float = param(
        1.0,
        "Morale by mastery",
        "weight",
        bounds=(0, 10),
        plausible=(0, 2),
        help="How good the work is.",
    )
    by_autonomy: float = param(
        1.0,
        "Morale by autonomy",
        "weight",
        bounds=(0, 10),
        plausible=(0, 2),
        help="Neither pressed by targets, nor blamed, nor bound by rigid thresholds.",
    )
    by_purpose: float = param(
        1.0,
        "Morale by purpose",
        "weight",
        bounds=(0, 10),
        plausible=(0, 2),
        help="What staff see become of the people they worked with.",
    )
    by_ease: float = param(
        1.0,
        "Morale by ease",
        "weight",
        bounds=(0, 10),
        plausible=(0, 2),
        help="No queue at the door, and hours for people instead of for paper.",
    )
    turnover_morale: float = param(
        2.0,
        "Low morale drives turnover",
        "log of the rate",
        bounds=(0, 20),
        plausible=(0, 4),
        help="By how much turnover's logarithm falls where morale rises from 0 to 1.",
    )
    trust_broken: float = param(
        0.93,
        "Trust kept when one's worker leaves",
        "factor",
        bounds=(0, 1),
        plausible=(0.85, 1),
    )
    vacancy_weeks: int = param(
        13,
        "Weeks to find the best person",
        "weeks",
        bounds=(0, 104),
        plausible=(4, 26),
        help="A post stays empty so long where roles go wholly by fit.",
    )

    # being watched
    blame_cost: float = param(
        0.5,
        "What a failure that shows costs",
        "weight of one full success",
        bounds=(0, 10),
        plausible=(0.1, 2),
        help="At full blame, for each case not recorded as a success.",
    )
    publication: float = param(
        0.1,
        "What is published is felt",
        "weight of one full success",
        bounds=(0, 10),
        plausible=(0, 0.3),
        help="Stake in figures that are collected though nobody manages by them.",
    )
    outside: float = param(
        0.2,
        "Pressure from outside",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0, 0.5),
        help="Blame felt from those who still count, where no figures are collected for them and "
        "nobody explains.",
    )
    explaining_hours: float = param(
        0.02,
        "Hours that explain most",
        "share of hours",
        bounds=(0.001, 0.5),
        plausible=(0.005, 0.05),
        help="So much time given to explaining takes away 63 % of the pressure from outside.",
    )
    assurance_finds: float = param(
        0.6,
        "Assurance finds",
        "chance",
        bounds=(0, 1),
        plausible=(0.3, 0.9),
        help="Chance that a false record is found where assurance is full. It is struck out, and "
        "not fined.",
    )
