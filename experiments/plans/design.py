"""A design: which scenarios are run, with which changes and seeds."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from experiments.runs.jobs import Changes, Job
from experiments.runs.outcomes import Own
from experiments.runs.run_key import run_key
from simulation.run import weeks_to_run
from simulation.scenario import Scenario

from .labels import labels


@dataclass(frozen=True)
class Design:
    """Every scenario at every point with every seed.

    Attributes
    ----------
    scenarios
        What is run.
    axes
        Dotted keys of what is varied.
    points
        For each point, the value of each axis: a number, text, or true or false. A design that
        varies nothing has one point, which is empty.
    seeds
        Integers of 0 or more, no two alike.
    own
        Outcomes of one's own to keep of each run.
    """

    scenarios: tuple[Scenario, ...]
    axes: tuple[str, ...]
    points: Sequence[tuple[Any, ...]]
    seeds: tuple[int, ...]
    own: Own = field(default_factory=Own)

    @property
    def size(self) -> int:
        """How many runs there are."""
        return len(self.scenarios) * len(self.points) * len(self.seeds)

    @cached_property
    def by_label(self) -> dict[str, Scenario]:
        """The scenarios by name, no two alike."""
        return dict(zip(labels(self.scenarios), self.scenarios, strict=True))

    @cached_property
    def kinds(self) -> dict[str, type]:
        """Of which type the values of each axis are; whole numbers among others count as such."""
        found = {}
        for axis, values in zip(self.axes, zip(*self.points, strict=True), strict=True):
            kinds = {type(value) for value in values}
            found[axis] = kinds.pop() if len(kinds) == 1 else float
        return found

    @cached_property
    def scenario_keys(self) -> tuple[str, ...]:
        """``Scenario.key`` of each scenario."""
        return tuple(scenario.key() for scenario in self.scenarios)

    def changes(self, point: int) -> Changes:
        """What is changed in every scenario at a point."""
        return tuple(zip(self.axes, self.points[point], strict=True))

    def keys(self, point: int, seed: int) -> list[str]:
        """The key of each scenario's run."""
        changes = self.changes(point)
        return [run_key(key, changes, seed, self._fingerprints) for key in self.scenario_keys]

    @cached_property
    def _fingerprints(self) -> dict[str, str]:
        return self.own.fingerprints()

    def jobs(self) -> Iterator[Job]:
        """All there is to do, a point after the other."""
        which = tuple(range(len(self.scenarios)))
        for point in range(len(self.points)):
            changes = self.changes(point)
            for seed in self.seeds:
                yield Job(seed, which, changes, point)

    def weeks_a_job(self, point: int) -> int:
        """How many weeks there are to simulate for one seed at a point."""
        changes = dict(self.changes(point))
        return weeks_to_run([scenario.override(changes) for scenario in self.scenarios])

    def identity(self) -> dict[str, Any]:
        """What must agree for runs to belong together; seeds may be added."""
        text = json.dumps(list(self.points), separators=(",", ":"))
        points = {"count": len(self.points), "hash": hashlib.sha256(text.encode()).hexdigest()}
        return {"axes": list(self.axes), "points": points, "keep": self._fingerprints}


def varied(points: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Axes and points of a design from changes by dotted key, the same keys in each."""
    axes = tuple(points[0]) if points else ()
    return axes, [tuple(point[axis] for axis in axes) for point in points]
