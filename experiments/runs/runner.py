"""Runs jobs: here, on the cores of this machine, or on a cluster."""

import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing import resource_tracker
from typing import TypeVar

import joblib
from joblib.externals.loky import get_reusable_executor
from joblib.externals.loky.process_executor import BrokenProcessPool

from experiments.errors import Failure, InputError, RunError
from simulation.recorder import Record
from simulation.scenario import Scenario

from .jobs import Job, do, packed

Kept = TypeVar("Kept")
Results = Generator[tuple[Job, list[Kept | Failure]], None, None]


def run_jobs(
    scenarios: Sequence[Scenario],
    jobs: Sequence[Job],
    keep: Callable[[Record], Kept],
    processes: int | None = None,
    cluster: str | None = None,
    limit: float | None = None,
    on_week: Callable[[], None] | None = None,
    on_wait: Callable[[float], None] | None = None,
) -> Results[Kept]:
    """Run jobs; what comes of them does not depend on where.

    Parameters
    ----------
    scenarios
        Those the jobs are about. Specifications are sent to the processes, never models.
    keep
        What to keep of each run. It is called where the run was made, so that little travels.
    processes
        How many to use at most; None for one a core. One job, or one process, runs here.
    cluster
        Address of a dask scheduler to run everything on instead.
    limit
        Seconds that one run may take; a run that takes longer has failed.
    on_week
        Called after every simulated week of jobs that run in this process; weeks simulated
        elsewhere are not reported.
    on_wait
        Called every few seconds while a cluster has no workers, with the seconds since it had.

    Yields
    ------
    tuple of Job and list
        A job and, for each of its scenarios, what was kept or why there is nothing. In the order
        in which jobs finish.

    Raises
    ------
    InputError
        When processes and a cluster are both given, or the cluster cannot be used.
    RunError
        When a process dies, as it does when memory runs out, or the cluster is lost, or has no
        workers for a day.
    """
    one_place(processes, cluster)
    if not jobs:
        return
    parcel = packed(scenarios)
    if cluster is not None:
        from .cluster import run_on_cluster

        yield from run_on_cluster(cluster, parcel, jobs, keep, limit, on_wait)
        return
    workers = min(processes or joblib.cpu_count(), len(jobs))
    if workers <= 1:
        for job in jobs:
            yield job, do(parcel, job, keep, limit, on_week)
    else:
        yield from _run_on_processes(parcel, jobs, keep, limit, workers)


def one_place(processes: int | None, cluster: str | None) -> None:
    """Refuse a number of processes beside a cluster."""
    if cluster is not None and processes is not None:
        raise InputError("A cluster decides how many processes there are; name one or the other.")


def _do_elsewhere(
    parcel: bytes, job: Job, keep: Callable[[Record], Kept], limit: float | None, parent: int
) -> tuple[Job, list[Kept | Failure]]:
    _end_with(parent)
    return job, do(parcel, job, keep, limit)


@cache
def _end_with(parent: int) -> None:
    """Watch for the parent's death, which a killed parent cannot announce, and end with it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _run_on_processes(
    parcel: bytes,
    jobs: Sequence[Job],
    keep: Callable[[Record], Kept],
    limit: float | None,
    workers: int,
) -> Results[Kept]:
    finished, results = False, None
    work = joblib.delayed(_do_elsewhere)
    try:
        with _interrupts_held():
            parallel = joblib.Parallel(
                n_jobs=workers, backend="loky", return_as="generator_unordered"
            )
            results = parallel(work(parcel, job, keep, limit, os.getpid()) for job in jobs)
        # "yield from" would close them before warnings are silenced below.
        for found in results:  # noqa: UP028
            yield found
        finished = True
    except BrokenProcessPool:
        raise RunError(
            "A process was killed while simulating, most likely because memory ran out; "
            "use fewer people or fewer jobs."
        ) from None
    finally:
        if not finished:
            with warnings.catch_warnings(action="ignore"):  # that jobs under way are given up
                if results is not None:
                    results.close()
            get_reusable_executor(reuse=True).shutdown(wait=True, kill_workers=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back for a moment, so that processes started now never see it.

    They inherit the mask. Without it each would print its own traceback and end, which looks
    as if memory had run out; stopping them is for the process that started them.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows starts processes in another way
        yield
        return
    resource_tracker.ensure_running()  # it lifts the mask when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
