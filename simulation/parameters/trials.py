"""Constants of experiments: how large the steps are, and how they are judged."""

from .declare import Section, param


class Trials(Section):
    """Experiments with practice."""

    step: float = param(
        0.3, "Size of an experiment", "distance", low=0, high=3, plausible=(0.1, 0.6),
        help="How far, on average, practice on trial departs from the usual.",
    )  # fmt: skip
    weeks: int = param(13, "Length of a trial", "weeks", low=1, high=104, plausible=(8, 26))
