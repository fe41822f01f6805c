"""What is wrong with a scenario, in sentences: the key, the value, what is allowed."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from simulation.parameters import Parameter, catalogue
from simulation.parameters.named import NAMED
from simulation.wording import comma_list, nearest, shown, span

Key = tuple[str, ...]

MOST_TOLD = 20
"""Problems that are told of a file; the others are counted."""


def told(problems: Sequence[str]) -> list[str]:
    """The first problems, and how many more there are."""
    more = len(problems) - MOST_TOLD
    if more <= 0:
        return list(problems)
    return [*problems[:MOST_TOLD], f"… and {more:,} more problem{'' if more == 1 else 's'}."]


class ScenarioError(ValueError):
    """A scenario cannot be used.

    Attributes
    ----------
    problems
        One sentence for each problem, all problems of a file together.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = [_on_one_line(problem) for problem in problems]
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(told(self.problems))


def _on_one_line(text: str) -> str:
    """A sentence safe to print, whatever names and values a file brought into it."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


@dataclass(frozen=True)
class Problem:
    """A sentence, and the key it is about."""

    path: Key
    says: str


def dotted(path: Key) -> str:
    """A key as a scenario file would write it."""
    return ".".join(part if part.replace("-", "_").isidentifier() else shown(part) for part in path)


@cache
def _declared() -> dict[Key, Parameter]:
    return {tuple(parameter.path.split(".")): parameter for parameter in catalogue()}


@cache
def _patterns() -> tuple[Key, ...]:
    """Every key a scenario can hold; ``*`` stands for a name the place chooses."""
    by_name = (*NAMED, "event.*.set")
    return (*_declared(), *((*pattern.split("."), "*") for pattern in by_name))


def fits(pattern: Key, path: Key) -> bool:
    """Whether a key is one that a pattern with ``*`` stands for."""
    pairs = zip(pattern, path, strict=False)
    return len(pattern) == len(path) and all(part in ("*", key) for part, key in pairs)


def keys_inside(path: Key) -> list[str]:
    """The keys a table takes, as declared; ``*`` where the place chooses the names."""
    depth = len(path)
    inside = (p[depth] for p in _patterns() if len(p) > depth and fits(p[:depth], path))
    return list(dict.fromkeys(inside))


def allowed(path: Key) -> str:
    """What may stand at a key, in words, with bounds and unit."""
    for pattern, named in NAMED.items():
        if fits((*pattern.split("."), "*"), path):
            return f"a number{_measured(named.low, named.high, named.unit)}"
    for key, parameter in _declared().items():
        if fits(key, path):
            return _allowed(parameter)
    return "a table"


def _allowed(parameter: Parameter) -> str:
    kinds = [kind for kind in get_args(parameter.type) if kind is not NoneType]
    if get_origin(parameter.type) is Literal:
        return f"one of {comma_list(map(str, kinds))}"
    if get_origin(parameter.type) is dict:
        return "a table"
    kind = kinds[0] if kinds else parameter.type
    if kind is bool:
        return "true or false"
    if kind is str:
        return "text that is not empty" if parameter.required else "text"
    whole = "whole " if kind is int else ""
    return f"a {whole}number{_measured(parameter.low, parameter.high, parameter.unit)}"


def _measured(low: float | None, high: float | None, unit: str) -> str:
    """Bounds and unit in words; some numbers have no unit but their bounds."""
    bounds = span(low, high)
    return bounds if bounds.endswith(unit) else f"{bounds} ({unit})"


def unknown_key(path: Key, rest: Key = ()) -> Problem:
    """A key that is not declared, with the nearest one that is.

    It looks among the keys of the same table first, then over the whole scenario, since a key
    is often right but in the wrong table. ``rest`` is what stands behind the unknown key.
    """
    *parent, key = path
    if path == ("extends",):
        return Problem(path, "extends can only stand in a file")
    siblings = [*([] if parent else ["extends"]), *keys_inside(tuple(parent))]
    near = nearest(key, siblings)
    if near:
        meant = f"did you mean {dotted((*parent, near, *rest))}?"
    else:
        far = _elsewhere((*path, *rest))
        inside = f"{dotted(tuple(parent))} takes" if parent else "a scenario has"
        meant = f"did you mean {far}?" if far else f"{inside}: {comma_list(siblings)}"
    return Problem(path, f"{dotted((*path, *rest))} is not a known key; {meant}")


def _elsewhere(path: Key) -> str | None:
    """The same key in another table, or a key that reads much like this one as a whole."""
    same = [pattern for pattern in _declared() if pattern[-1] == path[-1] and "*" not in pattern]
    if same:
        return dotted(min(same, key=len))
    tables = {pattern[:depth] for pattern in _patterns() for depth in range(1, len(pattern) + 1)}
    named = {
        ".".join(path[i] if part == "*" else part for i, part in enumerate(pattern))
        for pattern in tables
        if len(pattern) <= len(path) and not fits(pattern, path[: len(pattern)])
    }
    close = difflib.get_close_matches(".".join(path), sorted(named), 1, 0.8)
    return close[0] if close else None


def value_at(data: Any, path: Key) -> Any:
    """What stands at a key; None where nothing does."""
    for part in path:
        if not isinstance(data, Mapping):
            return None
        data = data.get(part)
    return data


def wrong_value(path: Key, value: Any) -> Problem:
    """A value of the wrong type or out of bounds."""
    must = allowed(path)
    text_fits = must.startswith(("text", "one of"))
    kind = " (text)" if isinstance(value, str) and not text_fits else ""
    near = ""
    if isinstance(value, str) and must.startswith("one of "):
        close = nearest(value, must.removeprefix("one of ").split(", "))
        near = f"; did you mean {close}?" if close else ""
    return Problem(path, f"{dotted(path)} is {shown(value)}{kind}; it must be {must}{near}")


def explain(error: ValidationError, data: Mapping[str, Any]) -> list[Problem]:
    """The sentences for what pydantic found in ``data``, leaving out what cross checks found."""
    problems: list[Problem] = []
    for found in error.errors(include_url=False, include_context=False, include_input=False):
        path = tuple(str(part) for part in found["loc"] if part != "[key]")
        if found["type"] == "extra_forbidden":
            problems.append(unknown_key(path))
        elif found["type"] == "missing":
            problems.append(Problem(path, f"{dotted(path)} is missing; it must be {allowed(path)}"))
        elif path:
            problems.append(wrong_value(path, value_at(data, path)))
    return problems
