"""The settings of a comparison, and their place in the address of the page."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from urllib.parse import parse_qsl, quote

from experiments.findings.assumptions import readable
from simulation.measures import MEASURES, PRIMARY
from simulation.parameters import Parameter, catalogue
from simulation.scenario import Scenario, ScenarioError, load_scenario
from simulation.scenarios import shipped

from .upload import FILE, Upload, unpack

TABLE = "commissioning."
PLAIN = (
    "target_weight",
    "pooled_share",
    "allocation",
    "open_book",
    "competition",
    "learning_hours",
    "overhead",
    "shared_front_door",
)
"""The levers shown first; all others follow under "More levers"."""

REPLICATES = (5, 20, 50, 100)
SIDES = ("a", "b")


@cache
def levers() -> dict[str, Parameter]:
    """Every lever that is a number and has a range worth varying, the plain ones first."""
    found = {
        parameter.path.removeprefix(TABLE): parameter
        for parameter in catalogue()
        if parameter.path.startswith(TABLE)
        and parameter.plausible
        and parameter.type in (int, float)
    }
    first = {name: found[name] for name in PLAIN if name in found}
    return first | found


@dataclass(frozen=True)
class Side:
    """One of the two systems: a scenario by name, and levers set otherwise."""

    base: str
    changes: tuple[tuple[str, float], ...] = ()

    def with_lever(self, name: str, value: float, unchanged: float) -> "Side":
        """The same with one lever set; setting it to what the scenario has forgets the change."""
        changes = dict(self.changes) | {name: value}
        if value == unchanged:
            del changes[name]
        return replace(self, changes=tuple(changes.items()))


@dataclass(frozen=True)
class Settings:
    """Everything the address of a comparison holds."""

    a: Side = Side("target_driven")
    b: Side = Side("alliance")
    measure: str = PRIMARY
    replicates: int = 20
    upload: Upload | None = None

    def sides(self) -> tuple[Side, Side]:
        """Both systems, the one compared with first."""
        return self.a, self.b

    def query(self) -> str:
        """The settings as the query of an address, without those at their default."""
        parts = []
        for letter, side in zip(SIDES, self.sides(), strict=True):
            parts.append((letter, side.base))
            parts += [(f"{letter}.{name}", f"{value:.10g}") for name, value in side.changes]
        usual = Settings()
        if self.measure != usual.measure:
            parts.append(("measure", self.measure))
        if self.replicates != usual.replicates:
            parts.append(("runs", str(self.replicates)))
        if self.upload is not None:
            parts += [("name", self.upload.name), ("file", self.upload.packed)]
        return "&".join(f"{key}={quote(value, safe='')}" for key, value in parts)


@dataclass
class ReadSettings:
    """The settings an address holds, and what was wrong with it."""

    settings: Settings = field(default_factory=Settings)
    problems: list[str] = field(default_factory=list)


def read_settings(query: str | None) -> ReadSettings:
    """Read the settings an address holds; invalid parts are reported and take their default."""
    values = dict(parse_qsl(query or "", keep_blank_values=True))
    found = ReadSettings()
    upload = _upload(values, found.problems)
    usual = Settings()
    sides = [
        _side(letter, values, side, upload, found.problems)
        for letter, side in zip(SIDES, usual.sides(), strict=True)
    ]
    measure = values.get("measure", PRIMARY)
    if measure not in MEASURES:
        found.problems.append(f"There is no measure {readable(measure)}; good weeks are shown.")
        measure = PRIMARY
    runs = values.get("runs", str(usual.replicates))
    if runs not in map(str, REPLICATES):
        found.problems.append(f"The address asks for {runs} runs; it may be 5, 20, 50 or 100.")
        runs = str(usual.replicates)
    found.settings = Settings(sides[0], sides[1], measure, int(runs), upload)
    return found


def _upload(values: Mapping[str, str], problems: list[str]) -> Upload | None:
    if "file" not in values:
        return None
    try:
        return unpack(values.get("name", "uploaded.toml"), values["file"])
    except ScenarioError as error:
        problems.extend(error.problems)
        return None


def _side(
    letter: str,
    values: Mapping[str, str],
    usual: Side,
    upload: Upload | None,
    problems: list[str],
) -> Side:
    base = values.get(letter, usual.base)
    if base not in shipped() and not (base == FILE and upload is not None):
        if base != FILE:
            problems.append(f"There is no scenario {base}; {usual.base} is shown in its place.")
        base = usual.base
    changes = {}
    for key, text in values.items():
        side, _, name = key.partition(".")
        if side == letter and name:
            value = _value(name, text, problems)
            if value is not None:
                changes[name] = value
    return Side(base, tuple(changes.items()))


def _value(name: str, text: str, problems: list[str]) -> float | None:
    lever = levers().get(name)
    if lever is None:
        problems.append(f"There is no lever {name}; it was left out.")
        return None
    try:
        value: float = int(text) if lever.type is int else float(text)
    except ValueError:
        value = math.nan
    low, high = lever.low or 0, lever.high if lever.high is not None else math.inf
    if not low <= value <= high:
        problems.append(
            f"{lever.label} is {text} in the address; it must be from {readable(low)} to "
            f"{readable(high)}. It was left as it is."
        )
        return None
    return value


@lru_cache(maxsize=128)
def scenario(side: Side, upload: Upload | None) -> Scenario:
    """The scenario of a system.

    Raises
    ------
    ScenarioError
        With every problem, where levers do not go together or a file is not valid.
    """
    base = _shipped(side.base) if side.base != FILE or upload is None else upload.scenario
    return base.override({f"{TABLE}{name}": value for name, value in side.changes})


@cache
def _shipped(name: str) -> Scenario:
    return load_scenario(name)


def title(side: Side, upload: Upload | None) -> str:
    """What a system is called: its scenario's title, and whether levers were changed."""
    found = scenario(Side(side.base), upload)
    name = found.pack.title or found.name.replace("_", " ")
    return f"{name}, changed" if side.changes else name


def scenario_with_title(side: Side, upload: Upload | None) -> Scenario:
    """The scenario of a system, with its title here as its own; nothing that runs differs.

    Raises
    ------
    ScenarioError
        As ``scenario``.
    """
    return scenario(side, upload).override({"pack.title": title(side, upload)})
