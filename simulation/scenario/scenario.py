"""A scenario: a place, how it is commissioned, and how long to follow it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import BaseModel, Field, ValidationError, model_validator

from simulation.parameters import (
    Commissioning,
    Crisis,
    Entanglement,
    EveryService,
    Exit,
    Mix,
    Model,
    Need,
    Pack,
    Place,
    Proxy,
    Purse,
    Run,
    ScheduledEvent,
    Section,
    Service,
    Value,
    Words,
)
from simulation.parameters.catalogue import LABELS
from simulation.parameters.declare import text_field
from simulation.parameters.numbers import too_large

from .changes import changed
from .checks import cross_checks
from .errors import Problem, ScenarioError, explain, unknown_key, wrong_value
from .files import Statement, read_statement
from .schema import file_schema


class Scenario(Section):
    """A valid scenario, complete with its defaults; it cannot be changed, only overridden.

    The fields are the tables of a scenario file, and ``name``, a label that nothing depends on.
    ``place.past`` holds the levers in force during the shared past; ``commissioning`` those in
    force afterwards, which are the same where a file does not say otherwise.
    """

    pack: Pack = Pack()
    place: Place = Place()
    need: dict[str, Need] = Field({})
    mix: dict[str, Mix] = Field({})
    entanglement: Entanglement = Entanglement()
    value: dict[str, Value] = Field({})
    service: dict[str, Service] = Field({})
    purse: dict[str, Purse] = Field({})
    proxy: dict[str, Proxy] = Field({})
    crisis: dict[str, Crisis] = Field({})
    exit: dict[str, Exit] = Field({})
    network: dict[str, dict[str, float]] = Field({})
    commissioning: Commissioning = Commissioning()
    services: EveryService = EveryService()
    model: Model = Model()
    event: dict[str, ScheduledEvent] = Field({})
    run: Run = Run()
    words: Words = Words()
    name: str = text_field("Name", "scenario")

    @model_validator(mode="before")
    @classmethod
    def _inherit(cls, data: Any) -> Any:
        return _inherited(data) if isinstance(data, Mapping) else data

    @model_validator(mode="after")
    def _hangs_together(self) -> "Scenario":
        problems = [problem.says for problem in cross_checks(self.to_dict())]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], name: str = "scenario") -> "Scenario":
        """A scenario from nested dictionaries, as a file would state it without ``extends``.

        Raises
        ------
        ScenarioError
            With every problem found.
        """
        return _validated(Statement(name, name, dict(data)))

    def override(self, changes: Mapping[str, Any]) -> "Scenario":
        """Make the same scenario with some values changed.

        Parameters
        ----------
        changes
            Values by dotted key, such as ``{"commissioning.pooled_share": 0.5}``. A value takes
            the place of what was there, also where it is a table. Levers under
            ``commissioning`` change the fork alone; those under ``place.past`` change the past,
            and the fork where it did not depart from it.

        Raises
        ------
        ScenarioError
            With every problem found: keys that do not exist, and values that are refused.
        """
        if not changes:
            return self
        data, problems = changed(self.to_dict(), changes)
        return _validated(Statement(self.name, f"{self.name}, changed", data), problems)

    def to_dict(self) -> dict[str, Any]:
        """All values as plain dictionaries, numbers and text; None where a file may be silent."""
        return self.model_dump(exclude={"name"})

    def to_toml(self) -> str:
        """The whole scenario, defaults included, as a file that loads back to an equal one."""
        return tomli_w.dumps(_without_none(self.to_dict()))

    def what_matters(self) -> dict[str, Value]:
        """The values of the people here: as stated, or else each need, all alike."""
        if self.value:
            return self.value
        return {name: Value(label=need.label, reads=name) for name, need in self.need.items()}

    def past_key(self) -> str:
        """Hash of all that the shared past depends on; equal keys may share one past."""
        return self._hash({"commissioning": True, "event": True, "run": {"weeks"}})

    def key(self) -> str:
        """Hash of all that a run depends on, its seed apart.

        Values at their declared default are left out, so that a new parameter changes the key of
        no scenario that does not use it. Whatever keeps a key for longer than a process keeps
        ``parameters.defaults()`` or the version of the model as well, to notice a changed default.
        """
        return self._hash({})

    def _hash(self, exclude: dict[str, Any]) -> str:
        """SHA-256 of the values as JSON; the order of names counts, since it orders the state."""
        exclude = {**dict.fromkeys((*LABELS, "name"), True), **exclude}
        data = self.model_dump(exclude=exclude, exclude_defaults=True)
        text = json.dumps(data, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Difference:
    """One value that differs: its dotted key, and what it is in each; None where it is absent."""

    path: str
    a: Any
    b: Any


def load_scenario(source: str | Path) -> Scenario:
    """Load a scenario, with what it extends, and check all of it.

    Parameters
    ----------
    source
        The name of a shipped scenario, or a path to a scenario file anywhere.

    Raises
    ------
    ScenarioError
        With every problem of the file; each names the file, the line where known, the key, the
        value and what is allowed.
    """
    return _validated(read_statement(source))


def schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of scenario files, for editors.

    It knows keys, types, bounds and units. What must agree across keys, such as names and sums,
    is checked on loading.
    """
    return file_schema(Scenario)


def diff(a: Scenario, b: Scenario) -> list[Difference]:
    """Every value in which two scenarios differ, in the order of a file; names do not count."""
    return list(_differences("", a.to_dict(), b.to_dict()))


def _differences(path: str, a: Any, b: Any) -> Iterator[Difference]:
    if isinstance(a, Mapping) or isinstance(b, Mapping):
        left, right = a or {}, b or {}
        for key in dict.fromkeys((*left, *right)):
            inside = f"{path}.{key}" if path else key
            yield from _differences(inside, left.get(key), right.get(key))
    elif a != b:
        yield Difference(path, a, b)


def _inherited(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with the inherited regime under the levers the scenario states."""
    past = _plain_table(_plain_table(data.get("place")).get("past"))
    levers = data.get("commissioning", {})
    if isinstance(levers, Mapping | BaseModel):
        levers = {**past, **_plain_table(levers)}
    return {**data, "commissioning": levers}


def _plain_table(table: Any) -> dict[str, Any]:
    """A table as a dictionary, also where it is a declared section; empty for what is neither."""
    if isinstance(table, BaseModel):
        return table.model_dump()
    return dict(table) if isinstance(table, Mapping) else {}


def _validated(statement: Statement, found: Iterable[Problem] = ()) -> Scenario:
    """The scenario that is stated, or all that is wrong with it in the order of its files."""
    problems = [*found, *(unknown_key((key,)) for key in statement.data if key == "name")]
    data = {key: value for key, value in statement.data.items() if key != "name"}
    beyond = [wrong_value(path, value) for path, value in too_large(data)]
    if beyond:  # the other checks reckon with the numbers
        raise ScenarioError(_placed(beyond, statement))
    try:
        scenario = Scenario.model_validate({**data, "name": statement.name}, strict=True)
    except ValidationError as error:
        full = _inherited(data)
        stated = _plain_table(data.get("commissioning"))
        wrong = [*explain(error, full), *cross_checks(full)]
        problems += [problem for problem in wrong if not _inherits(problem, stated, full)]
    else:
        if not problems:
            return scenario
    raise ScenarioError(_placed(problems, statement))


def _placed(problems: Iterable[Problem], statement: Statement) -> Iterator[str]:
    """The sentences of problems, each with where its key stands, in that order."""
    places = {problem: statement.where(problem.path) for problem in problems}
    ordered = sorted(places, key=lambda problem: (places[problem].file, places[problem].line))
    return (f"{places[problem]}: {problem.says}" for problem in ordered)


def _inherits(problem: Problem, stated: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    """Whether a problem with a lever is one of the past's, told there already."""
    table, *rest = problem.path
    past = _plain_table(_plain_table(data.get("place")).get("past"))
    return table == "commissioning" and bool(rest) and rest[0] in past and rest[0] not in stated


def _without_none(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    return {key: _without_none(value) for key, value in data.items() if value is not None}
