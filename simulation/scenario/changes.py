"""Changes to a scenario by dotted key, as sweeps and the command line make them."""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from simulation.parameters.lookup import declaration
from simulation.parameters.named import NAMED_TABLES
from simulation.parameters.numbers import plain, whole
from simulation.wording import comma_list, nearest, shown

from .errors import Key, Problem, ScenarioError, dotted, fits, keys_inside, unknown_key

_BARE_WORD = re.compile(r"[A-Za-z_][\w-]*")


def parse_set(text: str) -> tuple[str, Any]:
    """A change as the command line states it: ``key=value``.

    The value is read as in a scenario file; a bare word that is no TOML value is text, so that a
    shell needs no quotation marks inside quotation marks.

    Returns
    -------
    The dotted key and the value, as ``Scenario.override`` takes them.

    Raises
    ------
    ScenarioError
        Where there is no ``=``, or the value cannot be read.
    """
    path, equals, value = (part.strip() for part in text.partition("="))
    if not (path and equals and value):
        must = "a key, = and a value, such as commissioning.pooled_share=0.5"
        raise ScenarioError([f"{shown(text)} is not a change; it must be {must}"])
    try:
        read = tomllib.loads(f"value = {value}")
    except (ValueError, RecursionError):
        read = {"value": value} if _BARE_WORD.fullmatch(value) else {}
    if list(read) != ["value"]:
        must = "a value as in a scenario file: 0.5, true, text, { a = 1 }"
        raise ScenarioError([f"{path} is set to {shown(value)}; it must be {must}"])
    return path, read["value"]


def changed(
    data: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """A scenario's dictionaries with some keys set anew, and the keys that do not exist.

    Only the levers in which the fork departs from the inherited regime are kept in
    ``commissioning``, so that a change to ``place.past`` reaches the others.
    """
    result = deepcopy(dict(data))
    past = result["place"]["past"]
    levers = result["commissioning"].items()
    result["commissioning"] = {lever: v for lever, v in levers if v != past[lever]}
    problems = []
    for path, value in changes.items():
        key = tuple(path.split("."))
        problem = _unknown(data, key)
        if problem:
            problems.append(problem)
        else:
            _set(result, data, key, _fitting(path, plain(value)))
    return result, problems


def _unknown(data: Mapping[str, Any], key: Key) -> Problem | None:
    """What is wrong with a key that does not exist; only its last part may be a new name."""
    table: Any = data
    for depth, part in enumerate(key):
        parent = key[:depth]
        inside = keys_inside(parent)
        names = list(table) if isinstance(table, Mapping) else []
        last = depth == len(key) - 1
        open_table = any(fits(tuple(p.split(".")), parent) for p in NAMED_TABLES)
        if "*" in inside and part not in names and not (last or open_table):
            near = nearest(part, names)
            what = dotted((*parent, near, *key[depth + 1 :])) if near else None
            meant = (
                f"did you mean {what}?" if what else f"{dotted(parent)} has: {comma_list(names)}"
            )
            return Problem(key, f"{dotted(key)} is not in the scenario; {meant}")
        if "*" not in inside and part not in inside:
            return unknown_key(key[: depth + 1], rest=key[depth + 1 :])
        table = table.get(part) if isinstance(table, Mapping) else None
    return None


def _set(result: dict[str, Any], before: Mapping[str, Any], key: Key, value: Any) -> None:
    """Set a key; tables around it that are missing are made from those of ``before``."""
    *parents, leaf = key
    table, old = result, before
    for part in parents:
        old = old.get(part) or {}
        if not isinstance(table.get(part), dict):
            table[part] = deepcopy(old)
        table = table[part]
    table[leaf] = value


def _fitting(path: str, value: Any) -> Any:
    """The value, as an int where a whole number is asked for and 100.0 stands for 100."""
    declared = declaration(path)
    found = whole(value) if declared is not None and declared.type is int else None
    return value if found is None else found
