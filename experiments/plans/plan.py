"""A plan: what a sweep runs. ``plan_files`` reads one and says what is wrong with it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator

from experiments.limits import HIGHEST_SEED
from simulation.parameters.lookup import declaration
from simulation.parameters.numbers import LARGEST, whole
from simulation.scenario import Scenario

from . import sampling
from .design import Design

MOST_SEEDS = 1_000_000
MOST_RUNS = 1_000_000
"""Runs that one plan may have."""


def _as_whole(value: Any) -> Any:
    """An int for a whole number that is written 100.0."""
    found = whole(value)
    return value if found is None else found


Whole = Annotated[int, Strict(), BeforeValidator(_as_whole)]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
End = Annotated[Annotated[int, Strict()] | Number, Field(ge=-LARGEST, le=LARGEST)]
Level = Annotated[bool, Strict()] | Annotated[int, Strict()] | Number | Annotated[str, Strict()]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Range(_Table):
    """Numbers from ``low`` to ``high``, both allowed; in a grid, so many ``steps`` of them."""

    low: End
    high: End
    steps: Annotated[Whole, Field(ge=2, le=MOST_RUNS)] | None = None

    @model_validator(mode="after")
    def _goes_up(self) -> "Range":
        if self.low >= self.high:
            raise ValueError("low must be less than high")
        return self


def _levels(value: Any) -> Any:
    """A list of values, of one kind and no two alike."""
    if not isinstance(value, list | tuple) or not value:
        raise ValueError("a list that is not empty")
    one_kind = all(map(is_level, value)) and len(set(map(kind, value))) == 1
    if not one_kind or len(set(value)) < len(value):
        raise ValueError("values of one kind, no two alike")
    return tuple(value)


def kind(value: Any) -> type:
    """The type of a value; all numbers are of one."""
    return float if type(value) is int else type(value)


def is_level(value: Any) -> bool:
    """Whether an axis can take a value."""
    return kind(value) in (str, bool) or is_end(value)


def is_end(value: Any) -> bool:
    """Whether a value is a number that may be stated."""
    return kind(value) is float and -LARGEST <= value <= LARGEST


def is_seed(value: Any) -> bool:
    """Whether a value can be a seed."""
    found = whole(value)
    return found is not None and 0 <= found <= HIGHEST_SEED


def _counted(value: Any) -> Any:
    """Seeds from a count or a list."""
    count = whole(value)
    if count is not None and 1 <= count <= MOST_SEEDS:
        return tuple(range(1, count + 1))
    is_list = isinstance(value, list | tuple) and 0 < len(value) <= MOST_SEEDS
    if not is_list or not all(map(is_seed, value)):
        raise ValueError("a count, or a list of seeds")
    if len(set(value)) < len(value):
        raise ValueError("no two alike")
    return tuple(map(int, value))


class Plan(_Table):
    """What a sweep runs.

    Attributes
    ----------
    scenarios
        What is run, before ``set`` is done to them.
    seeds
        Which histories of each, integers of 0 or more; from a count N, 1 to N.
    set
        Values by dotted key for all scenarios.
    vary
        By dotted key, a list of levels or a range.
    design
        Every combination (``grid``), or ``samples`` points spread over the space.
    samples
        How many points there are; a grid does without.
    """

    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1)]
    seeds: Annotated[tuple[Whole, ...], BeforeValidator(_counted)] = tuple(range(1, 21))
    set: dict[str, Any] = {}
    vary: dict[str, Range | Annotated[tuple[Level, ...], BeforeValidator(_levels)]] = {}
    design: Literal["grid", "latin_hypercube", "sobol"] = "grid"
    samples: Annotated[Whole, Field(ge=1, le=MOST_RUNS)] | None = None

    def points(self) -> int:
        """How many points the design has, without making them."""
        if self.design != "grid":
            return self.samples or 0
        count = 1
        for axis in self.vary:
            count *= len(self.levels(axis))
        return count

    def size(self) -> int:
        """How many runs there are."""
        return self.points() * len(self.scenarios) * len(self.seeds)

    def levels(self, axis: str) -> tuple[Any, ...]:
        """What an axis of a grid takes; the ends of a range without steps."""
        span = self.vary[axis]
        if isinstance(span, Range):
            return sampling.steps(span.low, span.high, span.steps or 2, is_whole(axis))
        return span

    def make(self) -> Design:
        """The design of the plan: the same plan makes the same one."""
        scenarios = tuple(scenario.override(self.set) for scenario in self.scenarios)
        axes = tuple(self.vary)
        return Design(scenarios, axes, self._points(axes), self.seeds)

    def _points(self, axes: tuple[str, ...]) -> list[tuple[Any, ...]]:
        if self.design == "grid":
            return sampling.grid([self.levels(axis) for axis in axes])
        spread = {"latin_hypercube": sampling.latin_hypercube, "sobol": sampling.sobol}
        shares = spread[self.design](len(axes), self.samples or 0, self._seed())
        return [
            tuple(self._at(axis, share) for axis, share in zip(axes, row, strict=True))
            for row in shares.tolist()
        ]

    def _at(self, axis: str, share: float) -> Any:
        span = self.vary[axis]
        if isinstance(span, Range):
            return sampling.between(span.low, span.high, share, is_whole(axis))
        return sampling.one_of(span, share)

    def _seed(self) -> int:
        """The seed of the points: it follows from what is varied, so that seeds may be added."""
        stated = self.stated()
        text = json.dumps([stated["vary"], self.design, self.samples])
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")

    def stated(self) -> dict[str, Any]:
        """The plan as JSON can hold it; scenarios by name."""
        stated = self.model_dump(mode="json", exclude={"scenarios"}, exclude_none=True)
        return {"scenarios": [scenario.name for scenario in self.scenarios], **stated}


def is_whole(key: str) -> bool:
    """Whether what stands at a dotted key is a whole number."""
    declared = declaration(key)
    return declared is not None and declared.type is int


def flattened(table: Mapping[str, Any], is_value: Any) -> dict[str, tuple[tuple[str, ...], Any]]:
    """By dotted key, where a value stands in nested tables and what it is.

    A key that has dots in it already, as in quotation marks, is taken with all that is in it.
    """
    found: dict[str, tuple[tuple[str, ...], Any]] = {}
    for key, value in table.items():
        if not isinstance(value, Mapping) or is_value(value) or "." in key or not value:
            found[key] = (key,), value
        else:
            for inside, (path, inner) in flattened(value, is_value).items():
                found[f"{key}.{inside}"] = (key, *path), inner
    return found
