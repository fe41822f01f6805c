"""Keeps what every shipped scenario gives, so that a change of results is always deliberate.

    python -m scripts.baseline            say what has moved since the baseline was kept
    python -m scripts.baseline --keep     keep what the scenarios give now

Where the same versions run on the same kind of processor, results are the same to the last
digit that is kept. Elsewhere rounding may differ, and with it luck: means are then compared, and
have moved when they lie further apart than chance would put them.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numba
import numpy as np

from simulation.measures import MEASURES
from simulation.run import fork
from simulation.scenario import load_scenario
from simulation.scenarios import INDEX

FILE = Path(__file__).parents[1] / "tests" / "baseline.json"
SEEDS = (1, 2, 3)
SHORT = {"run.past_weeks": 26, "run.weeks": 273}  # every event that is shipped falls into it
DIGITS = 9
FAR_APART = 6.0  # standard errors: of two thousand means none lies so far apart by chance

Baseline = dict[str, Any]


def made_here() -> Baseline:
    """Every measure of every shipped scenario, by seed, and what it was made with."""
    scenarios = [load_scenario(name).override(SHORT) for name in INDEX]
    found: dict[str, dict[str, list[float | None]]] = {
        name: {measure: [] for measure in MEASURES} for name in INDEX
    }
    for seed in SEEDS:
        for name, record in zip(INDEX, fork(scenarios, seed), strict=True):
            for measure, value in record.summary().items():
                known = float(f"{value:.{DIGITS}g}") if np.isfinite(value) else None
                found[name][measure].append(known)
    return {"made_with": _made_with(), "scenarios": found}


def moved(before: Baseline, now: Baseline) -> Iterator[str]:
    """A line for every scenario or measure that came, went or moved."""
    exact = before["made_with"] == now["made_with"]
    for name in sorted({*before["scenarios"], *now["scenarios"]}):
        old, new = (side["scenarios"].get(name, {}) for side in (before, now))
        for measure in sorted({*old, *new}):
            if measure not in old or measure not in new:
                yield f"{name}: {measure} {'came' if measure in new else 'went'}"
            elif old[measure] != new[measure] and (exact or _apart(old[measure], new[measure])):
                yield f"{name}: {measure} was {old[measure]}, is {new[measure]}"


def _made_with() -> Baseline:
    """What results may depend on to the last digit."""
    config: Any = np.show_config(mode="dicts")
    features = config["SIMD Extensions"]
    return {
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "numba": numba.__version__,
        "features": sorted({*features.get("baseline", ()), *features.get("found", ())}),
    }


def _apart(old: list[float | None], new: list[float | None]) -> bool:
    """Whether two sets of replicates are too far apart for chance."""
    if any((a is None) != (b is None) for a, b in zip(old, new, strict=True)):
        return True
    a, b = (np.array([v for v in side if v is not None]) for side in (old, new))
    if not a.size:
        return False
    error = np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / a.size)
    least = 1e-3 * abs(a.mean())  # three replicates may lie close together by luck
    return bool(abs(a.mean() - b.mean()) > FAR_APART * max(error, least))


def main() -> int:
    """Print what moved; 1 where anything did and was not kept."""
    now = made_here()
    before = (
        json.loads(FILE.read_text("utf-8")) if FILE.exists() else {"made_with": {}, "scenarios": {}}
    )
    changes = list(moved(before, now))
    print("\n".join(changes) or "Nothing has moved.")
    if "--keep" in sys.argv:
        FILE.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
        return 0
    return int(bool(changes))


if __name__ == "__main__":
    sys.exit(main())
