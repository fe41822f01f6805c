"""Reads a scenario's plain dictionaries, ignoring values of the wrong type.

So checks also run on a file that has other errors, and all its problems are reported together.
"""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from simulation.parameters import KEYED, catalogue

from .errors import Key, value_at

Data = Mapping[str, Any]

DEFAULTS = {tuple(parameter.path.split(".")): parameter.default for parameter in catalogue()}


def table_at(data: Any, path: Key) -> dict[str, Any]:
    """The table at a key; empty where there is none, or something else."""
    found = value_at(data, path)
    if not isinstance(found, Mapping):
        return {}
    return {key: value for key, value in found.items() if isinstance(key, str)}


def tables_like(data: Data, pattern: str) -> Iterator[tuple[Key, dict[str, Any]]]:
    """The tables a dotted pattern stands for, each with its own key."""
    paths: list[Key] = [()]
    for part in pattern.split("."):
        names = {path: table_at(data, path) if part == "*" else (part,) for path in paths}
        paths = [(*path, name) for path in paths for name in names[path]]
    for path in paths:
        yield path, table_at(data, path)


def is_number(value: Any) -> bool:
    """Whether a value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def number_at(data: Data, path: Key) -> float | None:
    """The number at a key or its default; None where it is missing or not a number."""
    pattern = (path[0], "*", *path[2:]) if path[0] in KEYED else path
    value = value_at(data, path)
    value = DEFAULTS.get(pattern) if value is None else value
    return value if is_number(value) else None
