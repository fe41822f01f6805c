"""Sweeps: many runs of a design, which can be stopped and gone on with at will."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from .errors import InputError
from .plans.design import Design
from .plans.plan import Plan
from .plans.reader import load_plan, plan_from_dict
from .runs.runner import one_place, run_jobs
from .runs.summary import keep
from .store import open_store, read_runs

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What a sweep came to: runs there are now, those made just now, and those that failed."""

    runs: int
    new: int
    failed: int


def sweep(
    plan: Plan | Mapping[str, Any] | str | Path,
    out: str | Path | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
    weekly: bool = False,
    retry_failed: bool = False,
    time_limit: float | None = None,
    on_progress: Progress | None = None,
    on_wait: Callable[[float], None] | None = None,
) -> pd.DataFrame:
    """Run a plan, or what is left of it, and return all of its runs.

    Parameters
    ----------
    plan
        A plan, the path of a file that states one, or the same as a dictionary.
    out
        Folder for the results. Where it holds a part of them already, only the rest is run.
        Without it nothing is kept on disk.
    jobs
        Processes to use at most; None for one a core. The result does not depend on it.
    cluster
        Address of a dask scheduler to run on instead of this machine.
    weekly
        Whether to keep every week as well; ``experiments.store.read_weekly`` reads them.
    retry_failed
        Whether to run those again that failed before.
    time_limit
        Seconds that one run may take; one that takes longer has failed.
    on_progress
        Called with the runs finished so far and the runs there are to do.
    on_wait
        Called every few seconds while the cluster has no workers, with the seconds since it had.

    Returns
    -------
    pandas.DataFrame
        A row for each run; see ``experiments.store.parts.runs_schema``. Failed ones have an
        ``error`` and no numbers.

    Raises
    ------
    ScenarioError
        With every problem of the plan.
    InputError
        For numbers that make no sense, and for a folder or cluster that cannot be used.
    RunError
        When a process dies, the cluster is lost or has no workers for a day, or the disk is full.
        What was finished until then is kept, and the same call goes on from there.
    """
    if not isinstance(plan, Plan):
        plan = plan_from_dict(plan) if isinstance(plan, Mapping) else load_plan(plan)
    more = Settings(jobs, cluster, weekly, retry_failed, time_limit)
    with TemporaryDirectory() as away:
        folder = Path(away, "sweep") if out is None else Path(out)
        fill(folder, plan.make(), more, on_progress, plan=plan.stated(), on_wait=on_wait)
        return read_runs(folder)


@dataclass(frozen=True)
class Settings:
    """How to run a design; see ``sweep``. Only ``weekly`` shows in the results."""

    jobs: int | None = None
    cluster: str | None = None
    weekly: bool = False
    retry_failed: bool = False
    time_limit: float | None = None

    def __post_init__(self) -> None:
        one_place(self.jobs, self.cluster)
        if self.jobs is not None and self.jobs < 1:
            raise InputError(f"The number of jobs is {self.jobs}; it must be 1 or more.")
        if self.time_limit is not None and not self.time_limit > 0:
            raise InputError(
                f"The time limit is {self.time_limit:g} seconds; it must be more than 0."
            )


def fill(
    folder: Path,
    design: Design,
    settings: Settings | None = None,
    on_progress: Progress | None = None,
    command: str = "experiments.sweep",
    plan: Mapping[str, Any] | None = None,
    on_wait: Callable[[float], None] | None = None,
) -> Outcome:
    """Run what a folder lacks of a design.

    Parameters
    ----------
    folder
        As in ``store.open_store``.
    on_progress
        Called with the runs finished so far and the runs there are to do.
    command, plan
        What the manifest is to say of where this came from.
    on_wait
        As in ``sweep``.

    Raises
    ------
    InputError, RunError
        As in ``sweep``.
    """
    settings = settings or Settings()
    with open_store(folder, design, command, settings.weekly, plan or {}) as store:
        if settings.retry_failed:
            store.forget_failed()
        pending, done = store.pending(), 0
        total = sum(len(job.which) for job in pending)
        results = run_jobs(
            design.scenarios,
            pending,
            partial(keep, weekly=settings.weekly),
            settings.jobs,
            settings.cluster,
            settings.time_limit,
            on_wait=on_wait,
        )
        with closing(results):
            for job, found in results:
                store.add(job, found)
                done += len(found)
                if on_progress is not None:
                    on_progress(done, total)
    return Outcome(store.runs, total, store.failed)
