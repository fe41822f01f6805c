"""A target: a measure, or its difference from the first scenario, beside a number."""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from experiments.errors import InputError
from simulation.measures import MEASURES
from simulation.wording import nearest, shown
from simulation.world.hours import HOURS_COLUMNS

DIFFERENCE = "_difference"
COMPARE: dict[str, Callable[[Any, float], Any]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
FORM = re.compile(r"\s*(\w+)\s*(<=|>=|<|>)\s*(\S+)\s*", re.ASCII)
EXAMPLE = "such as good_weeks_difference < 0"


@dataclass(frozen=True)
class Target:
    """What is to hold. ``paired``: of the difference from the first scenario."""

    measure: str
    paired: bool
    comparator: str
    number: float

    @property
    def text(self) -> str:
        """As it is written."""
        name = self.measure + (DIFFERENCE if self.paired else "")
        return f"{name} {self.comparator} {self.number:.12g}"

    def holds(self, values: Any) -> Any:
        """Whether each of some values meets it."""
        return COMPARE[self.comparator](values, self.number)


def read_target(text: str, own: Iterable[str] = ()) -> Target:
    """Read a target: a measure, perhaps with ``_difference``, then <, <=, > or >=, and a number.

    Parameters
    ----------
    own
        Outcomes of one's own, which it can be about too.

    Raises
    ------
    InputError
        Where it is anything else.
    """
    form = FORM.fullmatch(text)
    if form is None:
        raise InputError(
            f"The target is {shown(text)}; it must be a measure, or a measure with {DIFFERENCE}, "
            f"then <, <=, > or >=, and a number, {EXAMPLE}."
        )
    name, comparator, number = form.groups()
    measure = name.removesuffix(DIFFERENCE)
    known = [*MEASURES, *HOURS_COLUMNS, *own]
    if measure not in known:
        near = nearest(measure, known)
        meant = f"did you mean {near}?" if near else f"a target is {EXAMPLE}."
        raise InputError(f"{shown(measure)} in the target is no measure; {meant}")
    try:
        value = float(number)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise InputError(f"The target compares with {shown(number)}; it must be a number.")
    return Target(measure, name != measure, comparator, value)
