"""Runs jobs: in this process, in several of this machine, or on a cluster."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import TypeVar

from experiments.errors import InputError
from simulation.recorder import Record
from simulation.scenario import Scenario

from .batches import do_batch, run_in_batches
from .jobs import Finished, Job, do, packed
from .pool import borrow, usual_processes

Kept = TypeVar("Kept")
Results = Generator[Finished[Kept], None, None]


def run_jobs(
    scenarios: Sequence[Scenario],
    jobs: Sequence[Job],
    keep: Callable[[Record], Kept],
    processes: int | None = None,
    cluster: str | None = None,
    time_limit: float | None = None,
    on_week: Callable[[], None] | None = None,
    on_wait: Callable[[float], None] | None = None,
) -> Results[Kept]:
    """Run jobs; where they run makes no difference to what comes of them.

    Parameters
    ----------
    scenarios
        Those that the jobs refer to. Processes are sent these specifications, never models.
    keep
        What to keep of each run. It is called where the run was made, so that little travels.
    processes
        The most to use; None for one per core, or one alone inside the worker of another pool.
        One job, or one process, runs here, and so does everything where no process can be
        started: in a daemonic process, or without semaphores.
    cluster
        Address of a dask scheduler, to run everything there instead.
    time_limit
        Seconds that one run may take; a run that takes longer has failed.
    on_week
        Called after every simulated week of jobs that run in this process; weeks simulated
        elsewhere are not reported.
    on_wait
        Called every few seconds while a cluster has no workers, with the seconds since it had.

    Yields
    ------
    Finished
        A job with, for each of its scenarios, what was kept or why there is nothing; in the
        order in which jobs finish.

    Raises
    ------
    InputError
        When processes and a cluster are both given, or the cluster cannot be used.
    RunError
        When a process dies, as it does when memory runs out; or when the cluster is lost, or has
        no workers for a day.
    """
    one_place(processes, cluster)
    if not jobs:
        return
    parcel = packed(scenarios)
    if cluster is not None:
        from .cluster import run_on_cluster

        yield from run_on_cluster(cluster, parcel, jobs, keep, time_limit, on_wait)
        return
    workers = min(processes or usual_processes(), len(jobs))
    if workers > 1:
        pool = borrow(workers, partial(do_batch, parcel, keep, time_limit))
        if pool is not None:
            with pool:
                yield from run_in_batches(pool, jobs)
            return
    for job in jobs:
        yield Finished(job, do(parcel, job, keep, time_limit, on_week))


def one_place(processes: int | None, cluster: str | None) -> None:
    """Refuse a number of processes beside a cluster."""
    if cluster is not None and processes is not None:
        raise InputError("A cluster decides how many processes there are; name one or the other.")
