"""Reads scenario files: what they extend, and where each key was stated."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulation.scenarios import shipped
from simulation.wording import comma_list, nearest, shown

from .errors import Key, ScenarioError
from .toml_lines import key_lines

DEEPEST = 16
"""Tables within tables a file may hold; a scenario needs five."""


@dataclass(frozen=True)
class Position:
    """Where something is stated; line 0 is the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass(frozen=True)
class Statement:
    """A scenario as its files state it, extended files merged in, not yet validated."""

    name: str
    file: str
    data: dict[str, Any]
    lines: dict[Key, Position] = field(default_factory=dict)

    def where(self, path: Key) -> Position:
        """Where a key is stated, or else the nearest table around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return Position(self.file)


def read_statement(source: str | Path) -> Statement:
    """Read a scenario file and what it extends.

    Parameters
    ----------
    source
        The name of a shipped scenario, or a path.

    Raises
    ------
    ScenarioError
        Where a file cannot be found, read or parsed, or extends itself.
    """
    path = _locate(str(source), isinstance(source, Path), Path()) if source else None
    if path is None:
        raise ScenarioError([_missing(str(source))])
    return _read(path, ())


def read_toml(path: Path, label: str) -> tuple[dict[str, Any], dict[Key, Position]]:
    """What a TOML file holds, and where each key of it stands.

    Raises
    ------
    ScenarioError
        Where it cannot be found, read or parsed; it is called by its label.
    """
    text = _text(path)
    data = _parsed(text, label)
    return data, {key: Position(label, line) for key, line in key_lines(text).items()}


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Two nested dictionaries as one; where both say something, ``over`` is right."""
    both = dict(under)
    for key, value in over.items():
        below = both.get(key)
        is_table = isinstance(below, Mapping) and isinstance(value, Mapping)
        both[key] = merged(below, value) if is_table else value  # type: ignore[arg-type]
    return both


def _locate(source: str, is_path: bool, folder: Path) -> Path | None:
    """The file meant by a shipped name or a path; None where a bare name is neither."""
    bare = not is_path and Path(source).name == source and not source.endswith(".toml")
    if bare and source in shipped():
        return shipped()[source]
    path = Path(os.path.normpath(folder / source))
    return None if bare and not _exists(path) else path


def _exists(path: Path) -> bool:
    """Whether there is such a file; not where its name is too long for there to be one."""
    try:
        return path.exists()
    except OSError:
        return False


def _missing(source: str) -> str:
    near = nearest(Path(source).stem, shipped())
    meant = f"did you mean {near}?" if near else f"shipped are: {comma_list(shipped())}"
    return f"there is no scenario and no file {shown(source)}; {meant}"


def _label(path: Path) -> str:
    """What a message calls a file: shipped ones by name alone."""
    return path.name if path in shipped().values() else str(path)


def _read(path: Path, chain: tuple[Path, ...]) -> Statement:
    label = _label(path)
    chain = (*chain, path)
    data, lines = read_toml(path, label)
    own = Statement(path.stem, label, data, lines)
    if "extends" not in data:
        return own
    base = _extended(own, path.parent, chain)
    data = {key: value for key, value in data.items() if key != "extends"}
    return Statement(own.name, label, merged(base.data, data), {**base.lines, **lines})


def _extended(own: Statement, folder: Path, chain: tuple[Path, ...]) -> Statement:
    """What a file extends, read in its turn."""
    name = own.data["extends"]
    where = own.where(("extends",))
    if not isinstance(name, str) or not name:
        must = "the name of a shipped scenario or a path in quotation marks"
        raise ScenarioError([f"{where}: extends is {shown(name)}; it must be {must}"])
    path = _locate(name, False, folder)
    if path is None or not _exists(path):
        raise ScenarioError([f"{where}: extends is {shown(name)}, but {_missing(name)}"])
    already = [link.resolve() for link in chain]
    if path.resolve() in already:
        links = " -> ".join(_label(link) for link in (*chain, path))
        raise ScenarioError([f"{where}: extends goes round in a circle: {links}"])
    return _read(path, chain)


def _text(path: Path) -> str:
    label = _label(path)
    try:
        if path.is_dir():
            raise ScenarioError([f"{label} is a directory; give a scenario file in it"])
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError([_missing(str(path))]) from None
    except OSError as error:
        raise ScenarioError([f"{label} cannot be read: {error.strerror}"]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        says = "is not UTF-8 text; save it as UTF-8"
        raise ScenarioError([f"{label}, line {line}: the file {says}"]) from None


def _parsed(text: str, label: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_syntax(str(error), text, label)]) from None
    except (ValueError, RecursionError):
        says = "not valid TOML: a number is too long or tables are nested too deeply"
        raise ScenarioError([f"{label}: {says}"]) from None
    if _depth(data) > DEEPEST:
        raise ScenarioError([f"{label}: tables are nested too deeply; at most {DEEPEST} levels"])
    return data


def _syntax(message: str, text: str, label: str) -> str:
    """The parser's message with the file and line in front."""
    says, _, place = message.partition(" (at ")
    numbers = re.fullmatch(r"line (\d+), column (\d+)\)", place)
    line, column = numbers.groups() if numbers else (text.count("\n") + 1, "")
    at = f"line {line}, column {column}" if column else f"line {line}, the end of the file"
    return f"{label}, {at}: not valid TOML: {says[:1].lower()}{says[1:]}"


def _depth(data: dict[str, Any]) -> int:
    """Levels of tables and arrays, counted without recursion and not far past what is allowed."""
    level: list[Any] = [data]
    depth = 0
    while level and depth <= DEEPEST:
        depth += 1
        inside = [item.values() if isinstance(item, dict) else item for item in level]
        level = [item for items in inside for item in items if isinstance(item, dict | list)]
    return depth
