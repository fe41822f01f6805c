"""Levers of the way of working: how people are met, and what everybody's hours go to."""

from .declare import Acts, Section, param


class PracticeLevers(Section):
    """How people are met, how services learn, and what hours that takes."""

    # how people are met
    threshold_rigidity: float = param(
        1.0,
        "Rigid thresholds",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Share of those below a service's threshold who are refused for it; the others are "
        "judged as everybody is. Under pressure, rigid thresholds creep up.",
        acts=Acts(
            "target_driven",
            ("bounces", "wait_weeks", "burden_worst_fifth"),
            "more are turned away at the line, so that fewer wait",
        ),
    )
    label_effect: float = param(
        1.0,
        "Labels stick",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How long what was once written down counts against a person who is judged by it.",
        acts=Acts(
            "target_driven",
            ("bounces", "shift_people"),
            "old labels make cases look complex, and complex cases are refused more",
            finding="Most people here show several severe needs as they stand, and complex "
            "cases are not refused more often than simple ones.",
        ),
    )
    flexibility: float = param(
        0.0,
        "Flexible support",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far support bends to the person instead of following a routine: it does more "
        "where needs are entangled and builds strengths, and takes more of a worker's time.",
        acts=Acts(
            "alliance",
            ("good_weeks", "shift_strengths"),
            "support that fits does more for people with several needs, at a price in hours",
        ),
    )
    warmth: float = param(
        0.5,
        "Warmth against expertise",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0, 1),
        help="0: expertise, which eases a need faster; 1: warmth and persistence, which keep "
        "people in support and reach those who trust little.",
        acts=Acts(
            "alliance",
            ("drop_out", "good_weeks", "trust"),
            "warmth keeps people, expertise heals those who stay",
        ),
    )
    shared_endings: float = param(
        0.0,
        "Endings agreed together",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Share of cases whose end is agreed with the person: it comes later, holds better, "
        "and the place stays taken meanwhile.",
        acts=Acts(
            "alliance",
            ("re_presentation", "early_closure", "wait_weeks"),
            "an ending that was agreed holds, but the place is freed later",
        ),
    )

    # what the way of working takes of everybody's hours
    overhead: float = param(
        0.20,
        "Overhead",
        "share of hours",
        bounds=(0, 0.9),
        plausible=(0.05, 0.35),
        help="Management, travel, supervision and meetings: hours that are neither support, "
        "recording, coordination nor learning.",
        acts=Acts(
            "target_driven",
            ("good_weeks", "direct_share"),
            "an hour of overhead is an hour not given to anybody",
        ),
    )
    learning_hours: float = param(
        0.02,
        "Learning hours",
        "share of hours",
        bounds=(0, 0.5),
        plausible=(0, 0.1),
        help="Hours kept for looking at one's own work; they speed up the learning of practice.",
        acts=Acts(
            "alliance",
            ("shift_practice", "direct_share"),
            "practice follows the moving best more closely, at a price in hours",
        ),
    )
    culture_hours: float = param(
        0.0,
        "Shared learning spaces",
        "share of hours",
        bounds=(0, 0.2),
        plausible=(0, 0.05),
        help="Hours in which people of different services meet over values and behaviours; "
        "contact moves them, slowly, from their service towards the whole.",
        acts=Acts(
            "alliance",
            ("affiliation", "direct_share"),
            "those who meet come to feel part of the whole, over years",
        ),
    )
    listening_hours: float = param(
        0.0,
        "Listening hours",
        "share of hours",
        bounds=(0, 0.2),
        plausible=(0, 0.05),
        help="Hours in which people are asked what matters to them and how it went. It tells "
        "services what their records do not, and what to pursue.",
        acts=Acts(
            "alliance",
            ("affiliation", "direct_share", "good_weeks"),
            "what is heard enters the purpose of staff and unsettles good-looking records",
        ),
    )
    listening_cycle_weeks: int = param(
        26,
        "Weeks between rounds of listening",
        "weeks",
        bounds=(1, 520),
        plausible=(4, 104),
        help="What was heard ages between rounds.",
        acts=Acts("alliance", ("affiliation",), "what was heard long ago is heeded less"),
    )
    translation_hours: float = param(
        0.0,
        "Explaining oneself",
        "share of hours",
        bounds=(0, 0.2),
        plausible=(0, 0.05),
        help="Hours spent on explaining a different way of working to those outside who still "
        "count. Without them, those outside press harder where they see fewer figures.",
        acts=Acts(
            "alliance",
            ("direct_share", "morale"),
            "explaining takes hours, and keeps the pressure from outside away",
        ),
    )

    # experiments, and how they are governed
    experiment_rate: float = param(
        0.0,
        "Experiments",
        "a service and year",
        bounds=(0, 12),
        plausible=(0, 4),
        help="How often a service tries something markedly new in its practice. Some harm.",
        acts=Acts(
            "alliance",
            ("shift_practice", "good_weeks"),
            "larger steps find better practice sooner, and sometimes worse",
        ),
    )
    governance_delay_weeks: int = param(
        12,
        "Governance before an experiment",
        "weeks",
        bounds=(0, 260),
        plausible=(0, 52),
        help="Weeks between an idea and its trial.",
        acts=Acts(
            "alliance",
            ("shift_practice",),
            "the best practice has moved on by the time the idea is tried",
        ),
    )
    safety_check: float = param(
        0.5,
        "Safety check",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Is it legal, is it safe? Share of harmful ideas that are stopped before a trial; "
        "checking takes hours.",
        acts=Acts(
            "alliance",
            ("shift_practice",),
            "harmful ideas are never tried on anybody",
            finding="An idea that harms is tried on part of the work for a quarter, seen "
            "and dropped: there is little harm to spare.",
        ),
    )
