"""Every measure, declared once: what it is called, which way is better, and its formula.

A formula reads the totals of a period: sums over its weeks of what was recorded each week. So
the same formula gives a run's summary and any series over time.
"""

from . import access, cases, people, services, shifts
from .declare import Measure, Totals

__all__ = ["MEASURES", "PRIMARY", "SMALLEST_THAT_MATTERS", "Measure", "Totals"]

PRIMARY = "good_weeks"
SMALLEST_THAT_MATTERS = 0.02
"""Share of the first scenario's mean."""

_CHAPTERS = (people, cases, access, services, shifts)

MEASURES: dict[str, Measure] = {
    each.id: each
    for chapter in _CHAPTERS
    for each in vars(chapter).values()
    if isinstance(each, Measure)
}
"""By id, in the order in which the chapters declare them."""
