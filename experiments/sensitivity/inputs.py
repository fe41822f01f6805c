"""What to vary: parameters that are single numbers, over the range declared as plausible."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from experiments.errors import InputError
from experiments.findings.assumptions import Assumption, assumptions
from experiments.plans import sampling
from simulation.scenario import Scenario
from simulation.wording import comma_list, nearest, shown

LEVERS = "commissioning"


@dataclass(frozen=True)
class Input:
    """A parameter that is varied from ``low`` to ``high``, both allowed."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    whole: bool

    def at(self, share: float) -> float | int:
        """The value some share, from 0 to 1, of the way from low to high."""
        return sampling.between(self.low, self.high, share, self.whole)


def inputs_of(
    scenario: Scenario, wanted: Sequence[str] = (LEVERS,), fixed: Collection[str] = ()
) -> tuple[Input, ...]:
    """The parameters of a scenario to vary, in the order in which they are declared.

    Parameters
    ----------
    wanted
        Dotted keys, tables such as ``model`` or ``model.queue``, and patterns in which ``*``
        stands for anything, such as ``service.*.caseload``.
    fixed
        Keys that are not to be varied, since a value was chosen for them.

    Raises
    ------
    InputError
        With every one of ``wanted`` that finds nothing to vary.
    """
    every = [row for rows in assumptions(scenario).values() for row in rows]
    able = {row.path: _input(row) for row in every if _can_vary(row)}
    found: set[str] = set()
    problems = []
    for pattern in dict.fromkeys(wanted):
        keys = {key for key in able if _fits(key, pattern)}
        if not keys:
            problems.append(_nothing(pattern, [row.path for row in every], list(able)))
        elif not keys - set(fixed):
            problems.append(f"{pattern} is both set and varied; it can be one.")
        found |= keys - set(fixed)
    if problems:
        raise InputError(*problems)
    return tuple(one for key, one in able.items() if key in found)


def _can_vary(row: Assumption) -> bool:
    """Whether it is one number, with a range worth varying."""
    is_number = isinstance(row.value, int | float) and not isinstance(row.value, bool)
    return is_number and row.parameter.plausible is not None and row.parameter.type in (int, float)


def _input(row: Assumption) -> Input:
    declared = row.parameter
    low, high = declared.plausible or (0.0, 0.0)
    return Input(row.path, declared.label, declared.unit, low, high, declared.type is int)


def _fits(key: str, pattern: str) -> bool:
    return fnmatchcase(key, pattern) or key.startswith(f"{pattern}.")


def _nothing(pattern: str, every: Sequence[str], able: Sequence[str]) -> str:
    """Why a pattern finds nothing, and what was meant perhaps."""
    if any(_fits(key, pattern) for key in every):
        return f"{pattern} has no number with a plausible range; allied show NAME lists those."
    tables: dict[str, Any] = dict.fromkeys(key.partition(".")[0] for key in able)
    near = nearest(pattern, [*tables, *able])
    meant = f"did you mean {near}?" if near else f"there are the tables {comma_list(tables)}."
    return f"{shown(pattern)} is no parameter to vary; {meant}"
