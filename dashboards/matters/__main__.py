"""Run the designs anew, as paired runs; the file is written as a whole or not at all.

``python -m dashboards.matters`` runs every pair, with a number for how many seeds;
``python -m dashboards.matters --missing`` only those that are new or whose scenarios have changed.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from experiments.errors import Failure
from experiments.runs.jobs import Job
from experiments.runs.runner import run_jobs
from simulation.parameters.catalogue import defaults
from simulation.recorder import Record

from .designs import MEASURES, Pair, designs
from .results import FILE, current, replicates, row

REPLICATES = 12


def main() -> None:
    """Run what is asked for and write all results, or none."""
    asked = sys.argv[1:]
    if asked == ["--missing"]:
        kept, count = current(), replicates()
    else:
        kept, count = {}, int(asked[0]) if asked else REPLICATES
    seeds = list(range(1, count + 1))
    data: dict[str, Any] = {"defaults": defaults(), "seeds": seeds}
    for part, pairs in designs().items():
        missing = [pair for pair in pairs if pair.id not in kept]
        made = {one["id"]: one for one in _run(missing, seeds)} if missing else {}
        data[part] = [made.get(pair.id) or kept[pair.id] for pair in pairs]
    partial = FILE.with_suffix(".partial")
    partial.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    partial.replace(FILE)


def _run(pairs: Sequence[Pair], seeds: Sequence[int]) -> list[dict[str, Any]]:
    """Run every pair with every seed; within a seed, equal pasts and runs are shared."""
    scenarios = {one.key(): one for pair in pairs for one in (pair.a, pair.b)}
    places = {key: place for place, key in enumerate(scenarios)}
    found: dict[int, list[dict[str, float]]] = {}
    work = [Job(seed, tuple(range(len(scenarios)))) for seed in seeds]
    for job, results in run_jobs(list(scenarios.values()), work, _kept):
        kept = [result for result in results if not isinstance(result, Failure)]
        if len(kept) < len(results):
            raise SystemExit(f"Seed {job.seed} failed.")
        found[job.seed] = kept
        sys.stderr.write(f"{len(found)} of {len(seeds)} seeds\n")
    rows = []
    for pair in pairs:
        a, b = places[pair.a.key()], places[pair.b.key()]
        rows.append(row(pair, [(found[seed][a], found[seed][b]) for seed in seeds]))
    return rows


def _kept(record: Record) -> dict[str, float]:
    summary = record.summary()
    return {measure: summary[measure] for measure in MEASURES}


if __name__ == "__main__":
    main()
