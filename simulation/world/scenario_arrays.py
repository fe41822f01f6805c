"""A scenario as arrays: everything about the place that does not change while it runs."""

from collections import namedtuple
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, name_keys

from .records import Kind, Record, Recorded, declare

if TYPE_CHECKING:
    from simulation.scenario import Scenario

Floats: TypeAlias = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Needs:
    """Needs, shape (K,) unless said."""

    names: tuple[str, ...]
    keys: Bits
    each: tuple[int, ...]  # of known length, by which a kernel's loop over needs is unrolled
    prevalence: Floats
    tipping: Floats
    recovered: Floats
    success: Floats
    shocks: Floats
    seeking: Floats
    pull: Floats  # (K, K), row: pulled on; rows sum to one


@dataclass(frozen=True)
class Mix:
    """Combinations of needs, of which people have one each, where the place states them."""

    upto: NDArray[np.float64]  # running shares, (M,); the last is one
    chance: Floats  # of each need, (M, K)


@dataclass(frozen=True)
class Values:
    """What matters to people, shape (V,)."""

    names: tuple[str, ...]
    keys: Bits
    need: NDArray[np.int64]  # the need it reads, or -1
    state: tuple[str, ...]  # what else it reads, or ""
    weight: Floats
    line: Floats  # below which it is well


@dataclass(frozen=True)
class Crises:
    """Kinds of crisis, shape (C,) unless said."""

    names: tuple[str, ...]
    keys: Bits
    read: Floats  # (K, C): needs times this, squared, are the hazards
    effect: Floats  # (C, K)
    cost: Floats


class Exit(NamedTuple):
    """One way of leaving, and how support for some needs changes its hazard, shape (A,)."""

    hazard: float
    fatal: bool
    highest: float  # no hazard of anybody is above this
    need: NDArray[np.int64]
    on: NDArray[np.float64]  # while support goes on
    weeks: NDArray[np.int64]  # for so long after it ended
    factor: NDArray[np.float64]  # it is this
    off: NDArray[np.float64]  # where it is needed and lacking


@dataclass(frozen=True)
class Proxies:
    """What can be counted and paid for, shape (X,)."""

    names: tuple[str, ...]
    keys: Bits
    counts: tuple[str, ...]
    per_presenter: NDArray[np.bool_]
    window: Floats
    target: Floats
    gameable: Floats
    noise: Floats
    cost: Floats


def _numbers(part: type) -> Any:
    """A named tuple of the arrays of numbers in a part, for kernels; and how to fill it."""
    names = [field.name for field in fields(part) if field.name not in ("names", "state")]
    numbers: Any = namedtuple(f"{part.__name__}Numbers", names, module=__name__)  # type: ignore[misc]
    return numbers, lambda part: numbers(*(getattr(part, name) for name in names))


NeedsNumbers, _needs_of = _numbers(Needs)
ValuesNumbers, _values_of = _numbers(Values)
CrisesNumbers, _crises_of = _numbers(Crises)


class _Kind(Kind):
    pass


class _Record(Record):
    pass


declare(_Record, _Kind, ("needs", "values", "crises"))


@compiled
def _record(parts: Any) -> Any:
    """The record of a scenario's arrays."""
    return _Record(*parts)


class ScenarioArrays(Recorded):
    """What the processes read of a scenario, as arrays in the run's floating-point type."""

    def __init__(self, scenario: "Scenario") -> None:
        self.real: type[np.floating[Any]] = (
            np.float32 if scenario.run.precision == "float32" else np.float64
        )
        self.needs = _needs(scenario, self.real)
        self.mix = _mix(scenario, self.real) if scenario.mix else None
        self.values = _values(scenario, self.needs, self.real)
        self.crises = _crises(scenario, self.real)
        self.proxies = _proxies(scenario)
        self.exits = {name: _exit(way, self.needs.names) for name, way in scenario.exit.items()}

    @cached_property
    def record(self) -> "ScenarioArrays":
        """Needs, values and crises as kernels take them: numbers without names."""
        parts = (_needs_of(self.needs), _values_of(self.values), _crises_of(self.crises))
        record: ScenarioArrays = _record(parts)
        return record

    def pay(self, shares: dict[str, float]) -> NDArray[np.float64]:
        """Shares of what is paid for, by proxy, summing to one; shape (X,)."""
        names = self.proxies.names
        pay = np.array([shares.get(name, 0.0) if shares else 1.0 for name in names])
        total = pay.sum()
        return pay / total if total > 0 else pay


def _table(names: tuple[str, ...], tables: list[dict[str, float]], real: Any) -> Floats:
    """One row for each table, one column for each name; what a table leaves out is 0."""
    rows = [[table.get(name, 0.0) for name in names] for table in tables]
    return np.array(rows, dtype=real).reshape(len(tables), len(names))


def _needs(scenario: "Scenario", real: Any) -> Needs:
    names = tuple(scenario.need)
    needs = list(scenario.need.values())
    weights = _table(names, [scenario.entanglement.pull.get(name, {}) for name in names], real)
    np.fill_diagonal(weights, 0)
    silent = weights.sum(1) == 0
    weights[silent] = (1 - np.eye(len(names), dtype=real))[silent]
    totals = weights.sum(1, keepdims=True)
    rate = scenario.model.life.tipping

    def column(values: list[float]) -> Floats:
        return np.array(values, dtype=real)

    return Needs(
        names=names,
        keys=name_keys(names),
        each=tuple(range(len(names))),
        prevalence=column([n.prevalence for n in needs]),
        tipping=column([rate if n.dynamics == "tipping" else 0.0 for n in needs]),
        recovered=column([n.recovered for n in needs]),
        success=column([n.success for n in needs]),
        shocks=scenario.model.life.shocks * column([n.shocks for n in needs]),
        seeking=column([n.seeking for n in needs]),
        pull=np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0),
    )


def _mix(scenario: "Scenario", real: Any) -> Mix:
    upto = np.cumsum([mix.share for mix in scenario.mix.values()])
    chances = [mix.needs for mix in scenario.mix.values()]
    return Mix(upto=upto / upto[-1], chance=_table(tuple(scenario.need), chances, real))


def _values(scenario: "Scenario", known: Needs, real: Any) -> Values:
    needs = known.names
    reads = {name: v.reads for name, v in scenario.value.items()} or {n: n for n in needs}
    weight = [scenario.value[name].weight if name in scenario.value else 1.0 for name in reads]
    names = tuple(reads)
    largest = max(weight, default=0.0) or 1.0  # so that weights count against each other alone
    need = np.array([needs.index(r) if r in needs else -1 for r in reads.values()])
    return Values(
        names=names,
        keys=name_keys(names),
        need=need,
        state=tuple("" if r in needs else r for r in reads.values()),
        weight=np.array([w / largest for w in weight], dtype=real),
        line=np.where(need >= 0, known.recovered[need], scenario.model.life.worth).astype(real),
    )


def _crises(scenario: "Scenario", real: Any) -> Crises:
    needs, crises = tuple(scenario.need), list(scenario.crisis.values())
    weights = _table(needs, [c.needs or dict.fromkeys(needs, 1.0) for c in crises], real)
    totals = weights.sum(1, keepdims=True)
    shares = np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0)
    hazard = np.array([c.hazard for c in crises])
    names = tuple(scenario.crisis)
    return Crises(
        names=names,
        keys=name_keys(names),
        read=(shares * np.sqrt(hazard)[:, None]).T.astype(real),
        effect=_table(needs, [c.effect for c in crises], real),
        cost=np.array([c.cost for c in crises]),
    )


def _exit(way: Any, needs: tuple[str, ...]) -> Exit:
    after = list(way.after.values())
    on, off, factor = np.array([[a.on, a.off, a.factor] for a in after]).reshape(-1, 3).T.copy()
    return Exit(
        hazard=way.hazard,
        fatal=way.fatal,
        highest=way.hazard * float(np.maximum(np.maximum(on, off), np.maximum(factor, 1)).prod()),
        need=np.array([needs.index(name) for name in way.after], dtype=np.int64),
        on=on,
        weeks=np.array([a.weeks for a in after], dtype=np.int64),
        factor=factor,
        off=off,
    )


def _proxies(scenario: "Scenario") -> Proxies:
    names, proxies = tuple(scenario.proxy), list(scenario.proxy.values())
    return Proxies(
        names=names,
        keys=name_keys(names),
        counts=tuple(p.counts for p in proxies),
        per_presenter=np.array([p.per == "presenter" for p in proxies], dtype=bool),
        window=np.array([p.window for p in proxies], dtype=float),
        target=np.array([p.target for p in proxies], dtype=float),
        gameable=np.array([p.gameable for p in proxies], dtype=float),
        noise=np.array([p.noise for p in proxies], dtype=float),
        cost=np.array([p.cost for p in proxies], dtype=float),
    )
