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

from .designs import MEASURES, Pair, one_at_a_time, the_map

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


def stale() -> list[str]:
    """Defaults that have changed since the runs, and pairs that are missing or have changed."""
    data = _data()
    known = {one["id"]: one["keys"] for part in ("levers", "map") for one in data[part]}
    return changed_defaults(data["defaults"]) + [
        pair.id
        for pair in (*one_at_a_time(), *the_map())
        if known.get(pair.id) != [pair.a.key(), pair.b.key()]
    ]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return data
