"""What a scenario assumes: every parameter with its value, its mark and its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from simulation.parameters import Parameter
from simulation.parameters.lookup import declared
from simulation.scenario import Scenario

GROUPS = {
    "commissioning": "Levers",
    "event": "Events",
    "place": "The place",
    "need": "Needs",
    "mix": "Combinations of needs",
    "entanglement": "How needs pull on one another",
    "value": "What matters to people",
    "service": "Services",
    "network": "What services know of each other at the start",
    "purse": "Purses",
    "proxy": "Proxies of success",
    "crisis": "Crises",
    "exit": "Ways of leaving",
    "services": "How services adapt",
    "model": "Constants of the mechanisms",
    "run": "The run",
    "words": "Words",
}
"""Tables of a scenario file and what to call them, in the order to show them: levers first."""


@dataclass(frozen=True)
class Assumption:
    """One parameter of a scenario: its dotted key, its value, and its declaration."""

    path: str
    value: Any
    parameter: Parameter


def assumptions(scenario: Scenario) -> dict[str, list[Assumption]]:
    """All parameters of a scenario by table, in the order of ``GROUPS``; no table is empty."""
    found: dict[str, list[Assumption]] = {table: [] for table in GROUPS}
    for parameter in declared():
        table, *keys = parameter.path.split(".")
        if table in found:
            for path, value in _values(getattr(scenario, table), keys, table):
                found[table].append(Assumption(path, value, parameter))
    return {table: _by_name(rows) for table, rows in found.items() if rows}


def called(declared: Parameter, path: str) -> str:
    """The label of a dotted key, and which of several where the declaration is of all alike."""
    pattern = declared.path.split(".")
    which = [
        key.replace("_", " ")
        for part, key in zip_longest(pattern, path.split("."))
        if key and part in ("*", None)
    ]
    return ": ".join([declared.label, *which])


def readable(value: Any) -> str:
    """A value for people to read."""
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {readable(inside)}" for name, inside in value.items()) or "none"
    if isinstance(value, float):
        return f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return str(value)


def plausible(parameter: Parameter) -> str:
    """The range worth varying; a dash where the parameter is not one to vary."""
    if parameter.plausible:
        low, high = parameter.plausible
        return f"{readable(low)} to {readable(high)}"
    return "–"


def _values(inside: Any, keys: list[str], path: str) -> Iterator[tuple[str, Any]]:
    """The values that a declared key stands for; ``*`` stands for every name there is."""
    if not keys:
        yield path, inside
    elif keys[0] == "*":
        for name, value in inside.items():
            yield from _values(value, keys[1:], f"{path}.{name}")
    elif inside is not None:
        yield from _values(getattr(inside, keys[0]), keys[1:], f"{path}.{keys[0]}")


def _by_name(rows: list[Assumption]) -> list[Assumption]:
    """Rows of a keyed table together by name, in the order in which the names were met."""
    if "*" not in rows[0].parameter.path:
        return rows
    names = list(dict.fromkeys(row.path.split(".")[1] for row in rows))
    return sorted(rows, key=lambda row: names.index(row.path.split(".")[1]))
