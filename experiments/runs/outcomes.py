"""Outcomes of one's own: functions whose values are kept of each run beside the measures."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from inspect import Parameter, signature
from types import CodeType, FunctionType, ModuleType
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from experiments.errors import InputError
from simulation.measures import MEASURES
from simulation.parameters.numbers import plain
from simulation.recorder import COLUMNS, Record
from simulation.scenario import Scenario
from simulation.week.schedule import run_past
from simulation.wording import shown
from simulation.world import World
from simulation.world.hours import HOURS_COLUMNS

Function = Callable[[Any], Any]
Kept = TypeVar("Kept")

WEEKLY = "weekly "
"""What the fingerprint of an outcome that is kept by week begins with."""

RECORD = "record"
"""What the parameter of a function is called that is given a record rather than the model."""

PLACE = ("scenario", "point", "seed", "key", "error")
TAKEN_AT_END = {*PLACE, *MEASURES, *HOURS_COLUMNS}
TAKEN_BY_WEEK = {*PLACE, "week", *COLUMNS}
"""Columns that are there already, of the tables ``runs`` and ``weekly``."""


@dataclass(frozen=True)
class Weekly:
    """An outcome that is kept for every week; made by ``weekly``."""

    function: Function


def weekly(function: Function) -> Weekly:
    """Have an outcome kept for every week after the fork, for ``keep``: a function of the model."""
    return Weekly(function)


@dataclass(frozen=True)
class Own:
    """Outcomes of one's own, by name: of the finished run, and of every week."""

    at_end: Mapping[str, Function] = field(default_factory=dict)
    by_week: Mapping[str, Function] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.at_end or self.by_week)

    def fingerprints(self) -> dict[str, str]:
        """By name, what tells a function from one that may give other values."""
        found = {name: _fingerprint(function) for name, function in self.at_end.items()}
        return found | {
            name: f"{WEEKLY}{_fingerprint(function)}" for name, function in self.by_week.items()
        }


def own_of(keep: Mapping[str, Function | Weekly] | None) -> Own:
    """Outcomes sorted, their names checked.

    Parameters
    ----------
    keep
        By name, a function of the model (``CareSystem``) when the run is over, or of the
        ``Record`` where its parameter is called ``record``; or ``weekly`` of a function of the
        model. Each gives a number, nan for none.

    Raises
    ------
    InputError
        For a name that is taken or is none, and for what is not a function of one argument.
    """
    at_end: dict[str, Function] = {}
    by_week: dict[str, Function] = {}
    for name, outcome in (keep or {}).items():
        if not str(name).isidentifier() or name.endswith("_difference"):
            raise InputError(
                f"{shown(name)} cannot be the name of an outcome; it must be letters, digits and "
                "_, and not end in _difference."
            )
        if name in (TAKEN_BY_WEEK if isinstance(outcome, Weekly) else TAKEN_AT_END):
            raise InputError(
                f"{shown(name)} is a column there already; call the outcome otherwise."
            )
        function = outcome.function if isinstance(outcome, Weekly) else outcome
        _check(name, function)
        (by_week if isinstance(outcome, Weekly) else at_end)[name] = function
    return Own(at_end, by_week)


def _check(name: str, function: Any) -> None:
    parameters: list[Parameter] = []
    with suppress(TypeError, ValueError):  # some builtins say nothing of theirs
        parameters = list(signature(function).parameters.values())
    needed = [p for p in parameters if p.default is p.empty and p.kind in _POSITIONAL]
    if not callable(function) or len(needed) > 1:
        raise InputError(f"The outcome {name} must be a function of the model or of the record.")


_POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True)
class Keeping(Generic[Kept]):
    """What to keep of a run: a function of its record, and outcomes of one's own.

    The values of the latter are in ``Record.own`` and ``Record.own_weekly``.
    """

    function: Callable[[Record], Kept]
    own: Own = field(default_factory=Own)

    def __call__(self, record: Record) -> Kept:
        """What the function keeps."""
        return self.function(record)


def run_with(
    own: Own,
    scenario: Scenario,
    seed: int,
    on_week: Callable[[], None] | None,
    pasts: dict[str, World],
) -> Record:
    """One run with outcomes of one's own; parameters as those of ``simulation.run.fork``.

    Raises
    ------
    ValueError
        Where a function does not give a number.
    """
    key = scenario.past_key()
    if key not in pasts:
        pasts[key] = run_past(scenario, seed, on_week)
    from simulation.model import CareSystem  # with Mesa, which most runs do without

    model = CareSystem(scenario, rng=seed, world=pasts[key])
    weeks: dict[str, list[float]] = {name: [] for name in own.by_week}
    while model.running:
        model.step()
        for name, function in own.by_week.items():
            weeks[name].append(_number(name, function(model)))
        if on_week is not None:
            on_week()
    record = model.record()
    record.own_weekly = {name: np.array(values) for name, values in weeks.items()}
    record.own = {
        name: _number(name, function(record if _takes_record(function) else model))
        for name, function in own.at_end.items()
    }
    return record


def _takes_record(function: Function) -> bool:
    try:
        return next(iter(signature(function).parameters), "") == RECORD
    except (TypeError, ValueError):
        return False


def _number(name: str, value: Any) -> float:
    found = plain(value)
    if isinstance(found, bool | int | float):
        return float(found)
    raise ValueError(f"the outcome {name} is {shown(found)}, which is not a number")


def stacked(runs: list[list[Mapping[str, NDArray[np.float64]]]]) -> dict[str, NDArray[np.float64]]:
    """Series of runs, by seed and scenario, as (scenarios, seeds, weeks); nan after a short run."""
    longest = max((len(s) for seed in runs for one in seed for s in one.values()), default=0)
    blocks = {name: np.full((len(runs[0]), len(runs), longest), np.nan) for name in runs[0][0]}
    for place, seed in enumerate(runs):
        for scenario, one in enumerate(seed):
            for name, series in one.items():
                blocks[name][scenario, place, : len(series)] = series
    return blocks


def _fingerprint(function: Any) -> str:
    return hashlib.sha256(repr(_parts(function, set())).encode()).hexdigest()


def _parts(value: Any, seen: set[int]) -> Any:
    """What a value is made of, as text that differs where it may do something else.

    Functions by their code, defaults, and what they close over or name in their module.
    """
    if isinstance(value, partial):
        return ["partial", *(_parts(x, seen) for x in (value.func, value.args, value.keywords))]
    if isinstance(value, CodeType):
        consts = [_parts(constant, seen) for constant in value.co_consts]
        return [value.co_code.hex(), value.co_names, value.co_varnames, consts]
    if isinstance(value, FunctionType):
        if id(value) in seen:
            return value.__qualname__
        seen.add(id(value))
        cells = [_parts(cell.cell_contents, seen) for cell in value.__closure__ or ()]
        named = [
            _parts(value.__globals__[name], seen)
            for name in value.__code__.co_names
            if name in value.__globals__
        ]
        return [_parts(value.__code__, seen), _parts(value.__defaults__, seen), cells, named]
    if isinstance(value, ModuleType):
        return value.__name__
    if isinstance(value, tuple | list):
        return [_parts(one, seen) for one in value]
    if isinstance(value, Mapping):
        return [(repr(key), _parts(one, seen)) for key, one in value.items()]
    if isinstance(value, str | bytes | int | float | complex | None):
        return repr(value)
    if isinstance(value, np.ndarray):
        return [str(value.dtype), value.shape, value.tobytes().hex()]
    kind = value if isinstance(value, type) else type(value)
    state = {} if isinstance(value, type) else getattr(value, "__dict__", {})
    return [kind.__module__, kind.__qualname__, _parts(dict(state), seen)]
