"""Constants of experiments: how large the steps are, and how they are judged."""

from .declare import Section, param


class TrialsConstants(Section):
    """Experiments with practice."""

    step: float = param(
        0.3,
        "Size of an experiment",
        "distance",
        bounds=(0, 3),
        plausible=(0.1, 0.6),
        help="How far practice on trial departs from the usual.",
    )
    insight: float = param(
        0.4,
        "Insight of ideas",
        "share",
        bounds=(0, 1),
        plausible=(0, 0.8),
        help="How far an idea points to what would be best when somebody has it; the rest of it "
        "is chance.",
    )
    trial_weeks: int = param(13, "Length of a trial", "weeks", bounds=(1, 104), plausible=(8, 26))
    share: float = param(
        0.3, "Work done as on trial", "share", bounds=(0.01, 0.99), plausible=(0.1, 0.5)
    )
    harm: float = param(
        0.05,
        "What counts as harm",
        "quality",
        bounds=(0, 1),
        plausible=(0.02, 0.2),
        help="A check may stop an idea that would lower quality by more than this.",
    )
    check: float = param(
        5.0,
        "Checking an idea",
        "contacts",
        bounds=(0, 1000),
        plausible=(1, 20),
        help="Spent as overhead, at a full safety check.",
    )
    failed: float = param(
        0.1,
        "Morale lost by a failed experiment",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0, 0.3),
        help="Under full blame; without blame a failure costs none.",
    )
