"""Checks of names: which may be used, and which must be declared elsewhere in the scenario."""

import re
from collections.abc import Iterator, Mapping

from simulation.parameters import KEYED
from simulation.parameters.named import COMMUNITY, NAMED, NAMED_TABLES, READS, SCALED
from simulation.wording import hint, nearest, shown

from .errors import Key, Problem, dotted, value_at, wrong_value
from .raw_tables import Data, is_number, number_at, table_at, tables_like

NAME = re.compile(r"[a-z][a-z0-9_]*")


def check_names(data: Data) -> Iterator[Problem]:
    """All that is wrong with names, and with the numbers that stand under them."""
    yield from _usable(data)
    yield from _reads(data)
    for pattern, names in NAMED_TABLES.items():
        for path, table in tables_like(data, pattern):
            yield from _known(path, table, names, data)
    for pattern in NAMED:
        for path, table in tables_like(data, pattern):
            yield from _numbers(pattern, path, table, data)
    yield from _itself(data)


def _usable(data: Data) -> Iterator[Problem]:
    for table in KEYED:
        for name in table_at(data, (table,)):
            if not NAME.fullmatch(name):
                yield Problem(
                    (table, name),
                    f"{dotted((table, name))} is not a name that can be used; a name is "
                    "lower-case letters, digits and underscores, and starts with a letter",
                )
    reserved = {"need": READS, "service": (COMMUNITY,)}
    for table, taken in reserved.items():
        for name in table_at(data, (table,)):
            if name in taken:
                yield Problem((table, name), f"{table}.{name}: the name {name} has another meaning")


def _reads(data: Data) -> Iterator[Problem]:
    values = table_at(data, ("value",))
    known = [*table_at(data, ("need",)), *READS]
    for name in values if table_at(data, ("need",)) else ():  # that there is no need is told
        path = ("value", name, "reads")
        reads = value_at(data, path)
        if isinstance(reads, str) and reads and reads not in known:
            near = nearest(reads, known)
            end = f"did you mean {near}?" if near else f"it reads one of {', '.join(known)}"
            yield Problem(path, f"{dotted(path)} is {shown(reads)}, which is not a need; {end}")
    weights = [number_at(data, ("value", name, "weight")) for name in values]
    if values and all(weight == 0 for weight in weights):
        yield Problem(("value",), "every value has weight 0; at least one must be above 0")


def _known(path: Key, table: Data, names: str, data: Data) -> Iterator[Problem]:
    """Keys of a table that must be names of another."""
    known = list(table_at(data, (names,)))
    is_told = names == "need" or not isinstance(data.get(names, {}), Mapping)
    if is_told and not known:
        return  # one sentence says that there are none; a hundred others would hide it
    if path == ("network",):
        known.append(COMMUNITY)
    for name in table:
        if name not in known:
            key = (*path, name)
            end = hint(name, names, known)
            yield Problem(key, f"{dotted(key)} names no {names} of this place; {end}")


def _numbers(pattern: str, path: Key, table: Data, data: Data) -> Iterator[Problem]:
    """Numbers by name: the names exist, each number is in bounds, not all are 0."""
    named = NAMED[pattern]
    yield from _known(path, table, named.names, data)
    for name, value in table.items():
        if is_number(value) and not named.low <= value <= named.high:
            yield wrong_value((*path, name), value)
    if pattern in SCALED and table and all(value == 0 for value in table.values()):
        yield Problem(path, f"{dotted(path)} is 0 throughout; at least one number must be above 0")


def _itself(data: Data) -> Iterator[Problem]:
    """Needs that pull on themselves, and services that know themselves: neither has a meaning."""
    for pattern in ("entanglement.pull.*", "network.*"):
        for path, row in tables_like(data, pattern):
            if path[-1] in row:
                key = (*path, path[-1])
                yield Problem(key, f"{dotted(key)} points from a name to itself; leave it out")
