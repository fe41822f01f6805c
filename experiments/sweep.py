"""Sweeps: many runs of a design, which can be stopped and resumed at any time."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypedDict, Unpack

import pandas as pd

from simulation.parameters.numbers import plain
from simulation.wording import shown

from .errors import InputError
from .numbers import whole_number
from .plans.design import Design
from .plans.plan import Plan
from .plans.reader import load_plan, plan_from_dict
from .runs.outcomes import Function, Keeping, Weekly, own_of
from .runs.runner import one_place, run_jobs
from .runs.summary import keep as kept_of
from .store import open_store, read_runs

Progress = Callable[[int, int], None]
"""Called with the number of runs finished so far and the number to do."""

Wait = Callable[[float], None]
"""Called every few seconds while a cluster has no workers, with the seconds since it had one."""


class Options(TypedDict, total=False):
    """How to run a design: the keyword arguments of ``sweep``; see ``Settings``."""

    jobs: int | None
    cluster: str | None
    weekly: bool
    retry_failed: bool
    time_limit: float | None
    on_progress: Progress | None
    on_wait: Wait | None


@dataclass(frozen=True)
class Settings:
    """How to run a design. Of these, only ``weekly`` shows in the results.

    Attributes
    ----------
    jobs
        The most processes to use; None for one per core.
    cluster
        Address of a dask scheduler, to run on a cluster instead of on this machine.
    weekly
        Whether to keep every week as well; ``experiments.store.read_weekly`` reads them.
    retry_failed
        Whether to repeat runs that have failed.
    time_limit
        Seconds that one run may take; a run that takes longer counts as failed.
    on_progress, on_wait
        Functions that are told how far the sweep has come; see ``Progress`` and ``Wait``.

    Raises
    ------
    InputError
        For values that make no sense.
    """

    jobs: int | None = None
    cluster: str | None = None
    weekly: bool = False
    retry_failed: bool = False
    time_limit: float | None = None
    on_progress: Progress | None = None
    on_wait: Wait | None = None

    def __post_init__(self) -> None:
        one_place(self.jobs, self.cluster)
        if self.jobs is not None:
            object.__setattr__(self, "jobs", whole_number(self.jobs, "The number of jobs"))
        limit = plain(self.time_limit)
        is_number = isinstance(limit, int | float) and not isinstance(limit, bool)
        if limit is not None and not (is_number and limit > 0):
            raise InputError(f"The time limit is {shown(limit)}; it must be seconds above 0.")


@dataclass(frozen=True)
class Outcome:
    """How a sweep ended: runs in its folder, those made just now, and those that failed."""

    runs: int
    new: int
    failed: int


def sweep(
    plan: Plan | Mapping[str, Any] | str | Path,
    out: str | Path | None = None,
    keep: Mapping[str, Function | Weekly] | None = None,
    **options: Unpack[Options],
) -> pd.DataFrame:
    """Run a plan, or what is left of it, and return all of its runs.

    Parameters
    ----------
    plan
        A plan, the path of a plan file, or the same as a dictionary.
    out
        Folder for the results. If it holds some of them already, only the rest is run. Without
        a folder, nothing is kept on disk.
    keep
        Outcomes of one's own, as in ``runs.outcomes.own_of``: columns of ``runs`` beside the
        measures, and of ``weekly`` those made by ``weekly``, which has every week kept. A folder
        goes on with the same functions only.
    **options
        ``jobs``, ``cluster``, ``weekly``, ``retry_failed``, ``time_limit``, ``on_progress`` and
        ``on_wait``, as in ``Settings``.

    Returns
    -------
    pandas.DataFrame
        A row for each run; see ``experiments.store.parts.runs_schema``. A failed run has an
        ``error`` and no numbers.

    Raises
    ------
    ScenarioError
        With every problem of the plan.
    InputError
        For options that make no sense, and for a folder or cluster that cannot be used.
    RunError
        When a process dies, the cluster is lost or has no workers for a day, or the disk is full.
        Runs finished by then are kept, and the same call resumes from there.
    """
    if not isinstance(plan, Plan):
        plan = plan_from_dict(plan) if isinstance(plan, Mapping) else load_plan(plan)
    own = own_of(keep)
    settings = Settings(**options)
    if own.by_week:
        settings = replace(settings, weekly=True)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "sweep") if out is None else Path(out)
        fill(folder, replace(plan.make(), own=own), settings, plan=plan.stated())
        return read_runs(folder)


def fill(
    folder: Path,
    design: Design,
    settings: Settings | None = None,
    command: str = "experiments.sweep",
    plan: Mapping[str, Any] | None = None,
) -> Outcome:
    """Run the part of a design that its folder lacks.

    Parameters
    ----------
    folder
        As in ``store.open_store``.
    command, plan
        Where the results came from, for the manifest.

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
            Keeping(partial(kept_of, weekly=settings.weekly), design.own),
            settings.jobs,
            settings.cluster,
            settings.time_limit,
            on_wait=settings.on_wait,
        )
        with closing(results):
            for job, kept in results:
                store.add(job, kept)
                done += len(kept)
                if settings.on_progress is not None:
                    settings.on_progress(done, total)
    return Outcome(store.runs, total, store.failed)
