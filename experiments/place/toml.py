"""A place as the text of a scenario file that people can read and go on from."""

import json
from collections.abc import Iterator, Mapping
from typing import Any


def toml(parts: Mapping[str, Mapping[str, Any]]) -> str:
    """Nested tables as TOML.

    Parameters
    ----------
    parts
        Under a heading, written as a comment, the tables of a scenario. A table of numbers is
        written in one line, others under a heading of their own.
    """
    return "\n".join(line for heading, part in parts.items() for line in _part(heading, part))


def _part(heading: str, tables: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"# {line}" for line in heading.splitlines())
    yield ""
    for name, table in tables.items():
        yield from _table(name, table)


def _table(path: str, table: Mapping[str, Any]) -> Iterator[str]:
    inside = {key: value for key, value in table.items() if _stands_apart(value)}
    plain = {key: value for key, value in table.items() if key not in inside}
    if plain:
        yield f"[{path}]"
        yield from (f"{key} = {_value(value)}" for key, value in plain.items())
        yield ""
    for key, value in inside.items():
        yield from _table(f"{path}.{key}", value)


def _stands_apart(value: Any) -> bool:
    """Whether a value is a table that does not fit in a line."""
    texts = isinstance(value, Mapping) and any(isinstance(v, str | Mapping) for v in value.values())
    return texts or (isinstance(value, Mapping) and len(value) > 8)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {_value(number)}" for key, number in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return json.dumps(value, ensure_ascii=False)
