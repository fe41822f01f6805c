"""The results of the lessons' runs: written by one command, shipped, and read by the screens."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from dashboards.rounding import rounded
from experiments.findings.comparison import Comparison
from experiments.plans.labels import labels
from simulation.parameters.catalogue import changed_defaults, defaults

from .declared import LESSONS
from .lesson import Lesson

FILE = Path(__file__).parents[1] / "data" / "lessons.json"
DIGITS = 6


def measures_of(lesson: Lesson) -> tuple[str, ...]:
    """The measures whose results are stored for a lesson."""
    reported = ("recorded_success", "sustained_success")
    return tuple(dict.fromkeys((lesson.measure, lesson.beside, "good_weeks", *reported)))


def to_json(found: Mapping[str, Comparison]) -> str:
    """All results, as the file holds them."""
    data: dict[str, Any] = {"defaults": defaults()}
    data |= {
        lesson.id: {
            "keys": [scenario.key() for scenario in lesson.scenarios],
            "seeds": list(found[lesson.id].seeds),
            "runs": _numbers(found[lesson.id].runs, measures_of(lesson)),
            "quarters": _numbers(found[lesson.id].quarters, measures_of(lesson)),
        }
        for lesson in LESSONS
    }
    return json.dumps(data, allow_nan=False, separators=(",", ":")) + "\n"


def _numbers(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(values[name]) for name in names}


def _plain(values: Any) -> Any:
    if isinstance(values, np.ndarray):
        return [_plain(inside) for inside in values]
    return rounded(values, DIGITS)


@cache
def results() -> dict[str, Comparison]:
    """The stored results of every lesson, as comparisons by lesson id."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return {lesson.id: _comparison(lesson, data[lesson.id]) for lesson in LESSONS}


def stale() -> list[str]:
    """Defaults that have changed since the runs, and lessons whose scenarios have."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return changed_defaults(data["defaults"]) + [
        lesson.id
        for lesson in LESSONS
        if data.get(lesson.id, {}).get("keys") != [s.key() for s in lesson.scenarios]
    ]


def _comparison(lesson: Lesson, data: Mapping[str, Any]) -> Comparison:
    return Comparison(
        labels=labels(lesson.scenarios),
        scenarios=lesson.scenarios,
        seeds=tuple(data["seeds"]),
        failures=(),
        runs={name: np.array(values, dtype=float) for name, values in data["runs"].items()},
        quarters={name: np.array(values, dtype=float) for name, values in data["quarters"].items()},
        networks=(),
    )
