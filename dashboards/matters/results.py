"""The results of the runs: paired differences by seed, written by one command and shipped."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from dashboards.rounding import rounded
from experiments.findings.statistics import Estimate, estimate
from simulation.parameters.catalogue import changed_defaults

from .designs import MEASURES, Pair, designs

FILE = Path(__file__).parents[1] / "data" / "matters.json"
DIGITS = 6


@dataclass(frozen=True)
class Effect:
    """The effect of one pair on one measure: the mean without it, and the paired difference."""

    id: str
    first: float
    gap: Estimate


def row(pair: Pair, found: Sequence[Sequence[Mapping[str, float]]]) -> dict[str, Any]:
    """A pair's results as the file holds them; ``found`` is by seed the runs of both."""
    first = {m: [rounded(runs[0][m], DIGITS) for runs in found] for m in MEASURES}
    second = {m: [rounded(runs[1][m], DIGITS) for runs in found] for m in MEASURES}
    return {"id": pair.id, "keys": [pair.a.key(), pair.b.key()], "a": first, "b": second}


def effects(part: str, measure: str) -> list[Effect]:
    """The effects of ``levers`` or ``map`` on a measure, in the order of the design."""
    found = []
    for one in _data()[part]:
        a, b = (np.array(one[side][measure], dtype=float) for side in "ab")
        found.append(Effect(one["id"], estimate(a).mean, estimate(b - a)))
    return found


def replicates() -> int:
    """How many paired runs there were of each."""
    return len(_data()["seeds"])


def current() -> dict[str, dict[str, Any]]:
    """Results by pair whose scenarios are still those that were run; none if a default changed."""
    data = _data()
    keys = {pair.id: [pair.a.key(), pair.b.key()] for part in designs().values() for pair in part}
    if changed_defaults(data["defaults"]):
        return {}
    results = (one for part in designs() for one in data[part])
    return {one["id"]: one for one in results if keys.get(one["id"]) == one["keys"]}


def stale() -> list[str]:
    """Pairs that are missing, or whose scenarios or defaults are no longer those that were run."""
    kept = current()
    return [pair.id for part in designs().values() for pair in part if pair.id not in kept]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return data
