"""Overrides given in Python as keywords: a lever or another parameter by its short name."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from .parameters.catalogue import LABELS, catalogue
from .scenario.errors import ScenarioError
from .wording import nearest, shown


def by_short_name(overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Overrides by dotted key, as ``Scenario.override`` takes them.

    Parameters
    ----------
    overrides
        Values by short name, the last part of a key where only one key ends so
        (``pooled_share`` for ``commissioning.pooled_share``), or by the whole key, with two
        underscores for each dot (``place__people``) or with the dots.

    Raises
    ------
    ScenarioError
        With every name that is unknown or ambiguous, and every key that is given twice.
    """
    result: dict[str, Any] = {}
    problems = []
    for name, value in overrides.items():
        keys = _keys(name)
        if len(keys) != 1:
            problems.append(f"{shown(name)} {_meant(name, keys)}")
        elif keys[0] in result:
            problems.append(f"{keys[0]} is given twice")
        else:
            result[keys[0]] = value
    if problems:
        raise ScenarioError(problems)
    return result


def _keys(name: str) -> tuple[str, ...]:
    """The keys a name may stand for; a whole key is left to the scenario to check."""
    if "." in name:
        return (name,)
    if "__" in name:
        return (name.replace("__", "."),)
    return _short_names().get(name, ())


def _meant(name: str, keys: tuple[str, ...]) -> str:
    """The end of the sentence about a name that stands for no key, or for several."""
    if keys:
        return f"may be {' or '.join(key.replace('.', '__') for key in keys)}; say which"
    near = nearest(name, _short_names())
    meant = f"did you mean {near}?" if near else "a key is written like place__people"
    return f"is not the name of a lever or setting; {meant}"


@cache
def _short_names() -> dict[str, tuple[str, ...]]:
    """Keys by their last part. A lever is that of the fork, not that of the past."""
    names: dict[str, tuple[str, ...]] = {}
    for parameter in catalogue():
        table, *_, short = parameter.path.split(".")
        past = parameter.path.startswith("place.past.")
        if "*" not in parameter.path and table not in LABELS and not past:
            names[short] = (*names.get(short, ()), parameter.path)
    return names
