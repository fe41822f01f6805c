"""Writes the page of all parameters: ``python -m simulation.parameters.document``."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Literal, get_args, get_origin

from simulation.wording import plain_number

from .catalogue import KEYED, SECTIONS, Parameter, catalogue
from .declare import MARKS
from .named import NAMED, NETWORK
from .sources import SOURCES

INTRODUCTION = """\
# Parameters

<!-- Written by `make docs` from the declarations in simulation/parameters; edits here are lost. -->

Every number a scenario can state, with what it is when a file is silent. *Bounds* are hard: a
file outside them is refused. *Plausible* is the range worth varying; a number without one is
structural and is not swept. A `*` in a key stands for a name the place chooses.

What the marks mean:
"""

PAST = "The levers of [commissioning](#commissioning), as they stand until the fork."


def document() -> str:
    """The whole page, as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    yield from (f"- **{mark}**: {meaning}" for mark, meaning in MARKS.items())
    for table, parameters in groupby(catalogue(), lambda p: p.path.rpartition(".")[0]):
        yield f"\n## {table}\n"
        if table == "place.past":
            yield PAST
            continue
        yield f"{_about(table)}\n"
        yield from _rows(
            ("Key", "Default", "Bounds", "Plausible", "Unit", "Mark", "Source", "Meaning"),
            (_row(parameter) for parameter in parameters),
        )
    yield "\n## network\n"
    yield NETWORK
    yield "\n## Numbers by name\n"
    yield "Tables whose keys are names of the place, and the bounds of the numbers in them.\n"
    yield from _rows(
        ("Table", "Names of", "Bounds", "Unit"),
        ((f"`{key}`", n.names, f"{n.low:g} to {n.high:g}", n.unit) for key, n in NAMED.items()),
    )
    yield "\n## Sources\n"
    yield from (f"- **{number}** {source}" for number, source in SOURCES.items())
    yield ""


def _about(table: str) -> str:
    """The first line of the declaration's own description."""
    first, *rest = (part for part in table.split(".") if part != "*")
    section: Any = SECTIONS.get(first) or KEYED[first]
    for name in rest:
        annotation = section.model_fields[name].annotation
        inside = [a for a in (annotation, *get_args(annotation)) if hasattr(a, "model_fields")]
        section = inside[0]
    return str(section.__doc__).strip().partition("\n")[0]


def _row(parameter: Parameter) -> tuple[str, ...]:
    return (
        f"`{parameter.path.rpartition('.')[2]}`",
        _default(parameter),
        _bounds(parameter),
        _span(parameter.plausible),
        parameter.unit,
        parameter.mark,
        parameter.source,
        parameter.label if parameter.help == parameter.label else _meaning(parameter),
    )


def _meaning(parameter: Parameter) -> str:
    return f"**{parameter.label}.** {parameter.help}"


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "must be stated"
    default = parameter.default
    if isinstance(default, bool):
        return "true" if default else "false"
    if isinstance(default, int | float):
        return plain_number(default)
    return f"`{default}`" if default else "–"


def _bounds(parameter: Parameter) -> str:
    if get_origin(parameter.type) is Literal:
        return " / ".join(map(str, get_args(parameter.type)))
    if parameter.low is None or parameter.high is None:
        return "–"
    return _span((parameter.low, parameter.high))


def _span(span: tuple[float, float] | None) -> str:
    return " to ".join(map(plain_number, span)) if span else "–"


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


if __name__ == "__main__":
    sys.stdout.write(document())
