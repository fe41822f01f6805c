"""What the machinery of many runs costs: beyond the runs, across two cores, and on disk."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import joblib
import numpy as np

from experiments.plans.design import Design
from experiments.plans.reader import load_plan
from experiments.runs.summary import Kept, keep
from experiments.store import open_store
from experiments.sweep import Settings, fill
from simulation.measures import MEASURES
from simulation.run import fork
from simulation.scenario import Scenario
from simulation.world.hours import HOURS_COLUMNS

from .commands import seconds
from .figure import Figure
from .places import sized

PROCESSES, SEEDS, TRIES = 2, 40, 3
FINISHED = "scenarios = ['target_driven', 'alliance']\nseeds = 100\n[vary]\n" + (
    "commissioning.overhead = { low = 0.0, high = 0.25, steps = 50 }\n"
)
PAIRS = ("compare", "target_driven", "alliance", "--replicates", "64", "--jobs", "2", "--quiet")


def measure() -> list[Figure]:
    return [*_parallel(), *_finished(), _pairs()]


def _parallel() -> list[Figure]:
    """One process with the runs alone, two with the runs alone, and a sweep of the same."""
    scenarios = [sized(name, 300) for name in ("target_driven", "alliance")]
    scenarios = [scenario.override({"run.weeks": 104}) for scenario in scenarios]
    seeds = range(1, SEEDS + 1)
    halves = [seeds[::2], seeds[1::2]]
    pool = joblib.Parallel(n_jobs=PROCESSES, batch_size=1)
    pool(joblib.delayed(_bare)(scenarios, seeds[:1]) for _ in halves)  # starts them
    alone, together, swept = [], [], []
    for _ in range(TRIES):
        alone.append(_timed(lambda: _bare(scenarios, seeds)))
        together.append(
            _timed(lambda: pool(joblib.delayed(_bare)(scenarios, half) for half in halves))
        )
        swept.append(_timed(lambda: _sweep(scenarios, tuple(seeds))))
    over = [100 * (s / t - 1) for s, t in zip(swept, together, strict=True)]
    lost = [1 - a / (PROCESSES * s) for a, s in zip(alone, swept, strict=True)]
    return [
        Figure("A sweep beyond its runs, two processes", "%", median(over), min(over), 5.0),
        Figure("Two cores lost in a sweep", "share", median(lost), min(lost), 0.1),
    ]


def _bare(scenarios: list[Scenario], seeds: range) -> None:
    """The runs and their measures, and nothing else."""
    for seed in seeds:
        for record in fork(scenarios, seed):
            keep(record, weekly=False)


def _sweep(scenarios: list[Scenario], seeds: tuple[int, ...]) -> None:
    with tempfile.TemporaryDirectory() as away:
        design = Design(tuple(scenarios), (), [()], seeds)
        fill(Path(away, "out"), design, Settings(jobs=PROCESSES))


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _finished() -> list[Figure]:
    """A finished sweep of 10,000 runs, opened again; noise for numbers, which compresses least."""
    with tempfile.TemporaryDirectory() as away:
        plan, out = Path(away, "plan.toml"), Path(away, "out")
        plan.write_text(FINISHED, encoding="utf-8")
        stated = load_plan(plan)
        luck = np.random.default_rng(1)
        with open_store(out, stated.make(), "", False, stated.stated()) as store:
            for job in store.pending():
                store.add(job, [_noise(luck) for _ in job.which])
        words = ("sweep", str(plan), "--out", str(out), "--quiet")
        times = seconds(words, tries=TRIES)
        size = sum(part.stat().st_size for part in out.rglob("*.parquet")) / 10_000
    return [
        Figure("Opening a finished sweep of 10,000 runs", "s", median(times), min(times), 5.0),
        Figure("100,000 runs on disk", "MB", size / 10, size / 10, 200.0),
    ]


def _noise(luck: np.random.Generator) -> Kept:
    names = (*MEASURES, *HOURS_COLUMNS)
    return Kept(dict(zip(names, luck.random(len(names)).tolist(), strict=True)), None)


def _pairs() -> Figure:
    (took,) = seconds(PAIRS, tries=1)
    return Figure("allied compare, 64 pairs of ten years, two cores", "s", took, took, 60.0)
