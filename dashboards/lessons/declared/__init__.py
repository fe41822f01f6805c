"""The lessons, one file each, in the order in which a day would take them."""

from . import (
    alliance_loses,
    dissonance,
    lift_and_shift,
    merry_go_round,
    targets,
    thresholds,
    tipping,
)

LESSONS = tuple(
    module.LESSON
    for module in (
        tipping,
        targets,
        merry_go_round,
        thresholds,
        lift_and_shift,
        dissonance,
        alliance_loses,
    )
)
