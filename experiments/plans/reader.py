"""Reads plans and says what is wrong with them: file, line, key, value and what is allowed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from experiments.limits import HIGHEST_SEED
from simulation.parameters.numbers import LARGEST, plain, whole
from simulation.scenario import Scenario, load_scenario
from simulation.scenario.errors import Key, Problem, ScenarioError
from simulation.scenario.files import Position, read_toml
from simulation.scenarios import shipped
from simulation.wording import comma_list, nearest, plain_number, shown

from .plan import (
    MOST_RUNS,
    MOST_SEEDS,
    Plan,
    Range,
    flattened,
    is_end,
    is_level,
    is_seed,
    is_whole,
    kind,
)

ALLOWED = {
    "scenarios": "a list of scenarios, each by the name of a shipped one or as a file",
    "seeds": f"a count from 1 to {MOST_SEEDS:,}, or a list of whole numbers from 0 to "
    f"{HIGHEST_SEED:,}, no two alike",
    "set": "a table of keys and values, as in a scenario",
    "design": "one of grid, latin_hypercube, sobol",
    "samples": f"a whole number from 1 to {MOST_RUNS:,}",
    "vary": "a list of values of one kind, no two alike, or a range such as "
    "{ low = 0, high = 1, steps = 5 } with low less than high",
}
A_TABLE = "a table of keys, each with " + ALLOWED["vary"]
DESIGNS = ("grid", "latin_hypercube", "sobol")
MOST_LOOKED_AT = 1_000
"""Values of a list that are looked at for one that stands there twice."""


def load_plan(source: str | Path) -> Plan:
    """Read a plan from a TOML file; scenario files in it are found from where it is.

    Raises
    ------
    ScenarioError
        With every problem of the file.
    """
    path = Path(source)
    if not path.exists():
        near = nearest(path.stem, [file.stem for file in path.parent.glob("*.toml")])
        meant = f"; did you mean {path.with_name(near)}.toml?" if near else ""
        raise ScenarioError([f'there is no plan "{path}"{meant}'])
    if path.is_dir():
        raise ScenarioError([f"{path} is a directory; give a plan in it"])
    data, lines = read_toml(path, str(path))
    return _checked(data, str(path), lines, path.parent)


def plan_from_dict(data: Mapping[str, Any]) -> Plan:
    """Make a plan from a dictionary, as a file would state it; scenarios may be given as such.

    Raises
    ------
    ScenarioError
        With every problem found.
    """
    return _checked(plain(data), "plan", {}, Path())


def _checked(
    data: Mapping[str, Any], file: str, lines: Mapping[Key, Position], folder: Path
) -> Plan:
    reader = _Reader(data, folder)
    plan = reader.plan()
    if plan and not reader.problems:
        return plan

    def where(problem: Problem) -> Position:
        for end in range(len(problem.path), 0, -1):
            if problem.path[:end] in lines:
                return lines[problem.path[:end]]
        return Position(file)

    problems = sorted(reader.problems, key=lambda problem: where(problem).line)
    raise ScenarioError(f"{where(problem)}: {problem.says}" for problem in problems)


class _Reader:
    """Turns what is stated into a plan, and collects what is wrong with it."""

    def __init__(self, data: Mapping[str, Any], folder: Path) -> None:
        self.problems: list[Problem] = []
        self._data, self._folder = dict(data), folder
        self._paths: dict[tuple[str, str], Key] = {}

    def plan(self) -> Plan | None:
        data = dict(self._data)
        for table, is_value in (("set", _is_never), ("vary", _is_range)):
            if isinstance(data.get(table), Mapping):
                found = flattened(data[table], is_value)
                self._paths |= {(table, key): (table, *path) for key, (path, _) in found.items()}
                data[table] = {key: _fitting(key, value) for key, (_, value) in found.items()}
        scenarios = list(self._scenarios(data.get("scenarios")))
        data["scenarios"] = tuple(scenarios)
        try:
            plan = Plan.model_validate(data)
        except ValidationError as error:
            self._explain(error, data)
            self._check_rest(error, data)
            return None
        self._check_design(plan)
        self._check_keys(plan)
        return plan

    def _check_rest(self, error: ValidationError, data: dict[str, Any]) -> None:
        """Look at the keys of what could be read, so that all problems are told together."""
        for found in error.errors():
            table, *rest = found["loc"]
            if table == "vary" and rest:
                data["vary"].pop(rest[0], None)
            else:
                data.pop(str(table), None)
        if data.get("scenarios"):
            self._check_keys(Plan.model_validate(data))

    def _scenarios(self, stated: Any) -> Iterator[Scenario]:
        is_list = isinstance(stated, Sequence) and not isinstance(stated, str) and stated
        if not is_list or not all(isinstance(s, str | Path | Scenario) for s in stated):
            self._tell(("scenarios",), _wrong("scenarios", stated, ALLOWED["scenarios"]))
            return
        for source in stated:
            try:
                if isinstance(source, Scenario):
                    yield source
                else:
                    yield load_scenario(source if source in shipped() else self._folder / source)
            except ScenarioError as error:
                for problem in error.problems:
                    self._tell(("scenarios",), f"scenarios: {problem}")

    def _explain(self, error: ValidationError, data: Mapping[str, Any]) -> None:
        for found in error.errors(include_url=False, include_context=False, include_input=False):
            table, *rest = (str(part) for part in found["loc"])
            if table == "scenarios":
                continue  # told already
            if table not in ALLOWED:
                near = nearest(table, ALLOWED)
                meant = f"did you mean {near}?" if near else f"a plan has: {comma_list(ALLOWED)}"
                self._tell((table,), f"{table} is not a known key; {meant}")
            elif table == "vary" and rest:
                key, name = rest[0], f"vary.{rest[0]}"
                value = data["vary"][key]
                is_range = isinstance(value, Mapping)
                says = (
                    _wrong_range(name, value) if is_range else _wrong(name, value, ALLOWED["vary"])
                )
                self._tell(self._path("vary", key), says)
            else:
                near = nearest(str(data[table]), DESIGNS) if table == "design" else None
                meant = f"; did you mean {near}?" if near else ""
                must = A_TABLE if table == "vary" else ALLOWED[table]
                self._tell((table,), _wrong(table, data[table], must) + meant)

    def _check_design(self, plan: Plan) -> None:
        """What must agree between the design, its samples and what is varied."""
        for key, span in plan.vary.items():
            if isinstance(span, Range) and (plan.design == "grid") != (span.steps is not None):
                needs = "needs steps" if plan.design == "grid" else "takes no steps"
                says = f"vary.{key} is a range; in the design {plan.design} it {needs}"
                self._tell(self._path("vary", key), says)
            elif isinstance(span, Range) and is_whole(key):
                self._check_whole(key, span)
        if plan.design == "grid" and plan.samples is not None:
            self._tell(("samples",), "samples is given; a grid has all combinations and takes none")
        if plan.design != "grid":
            self._check_samples(plan)
        if plan.size() > MOST_RUNS:
            size = plan.size()
            most = plain_number(LARGEST)
            count = plain_number(size) if size <= LARGEST else f"more than {most}"
            says = f"the plan has {count} runs; it may have at most {MOST_RUNS:,}"
            self._tell(("vary",), says)

    def _check_whole(self, key: str, span: Range) -> None:
        is_ok = all(whole(end) is not None for end in (span.low, span.high))
        if not is_ok or (span.steps or 0) > span.high - span.low + 1:
            says = "it must go from one whole number to another, in steps as many or fewer"
            self._tell(self._path("vary", key), f"vary.{key} is a range of whole numbers; {says}")

    def _check_samples(self, plan: Plan) -> None:
        if not plan.vary:
            self._tell(("design",), f"the design {plan.design} needs something under [vary]")
        if plan.samples is None:
            must = ALLOWED["samples"]
            self._tell(("samples",), f"samples is missing; it must be {must}")
        elif plan.design == "sobol" and plan.samples & (plan.samples - 1):
            below = 1 << (plan.samples.bit_length() - 1)
            must = f"a power of two, such as {below} or {2 * below}"
            self._tell(("samples",), f"samples is {plan.samples}; for sobol it must be {must}")

    def _check_keys(self, plan: Plan) -> None:
        """Whether every scenario takes the values that are set, and each that is varied."""
        for key in plan.set.keys() & plan.vary.keys():
            self._tell(self._path("vary", key), f"{key} is both set and varied; it can be one")
        refused: dict[Problem, list[str]] = {}
        for scenario in plan.scenarios:
            for problem in self._refused(plan, scenario):
                refused.setdefault(problem, []).append(scenario.name)
        for problem, names in refused.items():
            by = "" if len(names) == len(plan.scenarios) else f" (in {comma_list(names)})"
            self._tell(problem.path, f"{problem.says}{by}")

    def _refused(self, plan: Plan, scenario: Scenario) -> Iterator[Problem]:
        """What a scenario says of the values that are set, and of each axis by itself."""
        keys = [("set", key) for key in plan.set]
        try:
            base = scenario.override(plan.set)
        except ScenarioError as error:
            yield from self._placed(error, scenario, keys)
            base = scenario
        for key, span in plan.vary.items():
            values = [span.low, span.high] if isinstance(span, Range) else span
            for value in values:
                try:
                    base.override({key: value})
                except ScenarioError as error:
                    yield from self._placed(error, scenario, [("vary", key)])
                    break

    def _placed(
        self, error: ScenarioError, scenario: Scenario, keys: Sequence[tuple[str, str]]
    ) -> Iterator[Problem]:
        """The problems of changes to a scenario, each where its key stands in the plan."""
        for problem in error.problems:
            says = problem.removeprefix(f"{scenario.name}, changed: ")
            table, key = next((k for k in keys if says.startswith(k[1])), keys[0])
            yield Problem(self._path(table, key), says)

    def _path(self, table: str, key: str) -> Key:
        return self._paths.get((table, key), (table, key))

    def _tell(self, path: Key, says: str) -> None:
        problem = Problem(path, says)
        if problem not in self.problems:
            self.problems.append(problem)


def _wrong(key: str, value: Any, must: str) -> str:
    if value is None:
        return f"{key} is missing; it must be {must}"
    if isinstance(value, list | tuple):
        return f"{key} {_wrong_in_list(key, value)}; it must be {must}"
    return f"{key} is {shown(value)}; it must be {must}"


def _wrong_in_list(key: str, values: Sequence[Any]) -> str:
    """What is wrong with a list: the value, if it is one."""
    if not values:
        return "is empty"
    odd = [value for value in values if key == "seeds" and not is_seed(value)]
    if odd:
        return f"has {shown(odd[0])}"
    seen: list[Any] = []
    for value in values[:MOST_LOOKED_AT]:
        if not is_level(value) or (seen and kind(value) != kind(seen[0])):
            return f"has {shown(value)}"
        if value in seen:
            return f"has {shown(value)} twice"
        seen.append(value)
    return "is an array"


def _wrong_range(name: str, table: Mapping[str, Any]) -> str:
    """What is wrong with a table that is to be a range."""
    for key, value in table.items():
        if key not in Range.model_fields:
            near = nearest(key, Range.model_fields)
            meant = f"did you mean {near}?" if near else "a range has low, high and steps"
            return f"{name}.{key} is not a known key; {meant}"
        if key == "steps" and not 2 <= (whole(value) or 0) <= MOST_RUNS:
            return (
                f"{name}.steps is {shown(value)}; it must be a whole number from 2 to {MOST_RUNS:,}"
            )
        if key != "steps" and not is_end(value):
            says = f"it must be a number from {plain_number(-LARGEST)} to {plain_number(LARGEST)}"
            return f"{name}.{key} is {shown(value)}; {says}"
    for key in ("low", "high"):
        if key not in table:
            return f"{name}.{key} is missing; it must be a number"
    ends = f"{shown(table['low'])} to {shown(table['high'])}"
    return f"{name} goes from {ends}; low must be less than high"


def _fitting(key: str, value: Any) -> Any:
    """Levels of a key of whole numbers as ints, also where one is written 100.0."""
    if not is_whole(key) or not isinstance(value, list | tuple):
        return value
    return [each if whole(each) is None else whole(each) for each in value]


def _is_never(_table: Mapping[str, Any]) -> bool:
    return False


def _is_range(table: Mapping[str, Any]) -> bool:
    return not table.keys().isdisjoint(("low", "high", "steps"))
