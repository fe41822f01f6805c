"""Runs jobs on one core or many. A job is one past and all its scenarios, for one seed."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import joblib
from joblib.externals.loky import get_reusable_executor
from joblib.externals.loky.process_executor import BrokenProcessPool

from simulation.recorder import Record
from simulation.run import fork
from simulation.scenario import Scenario

from .errors import RunError


@dataclass(frozen=True)
class Failure:
    """A job that stopped with an error: a row in the results, not the end of the others."""

    seed: int
    error: str


Kept = TypeVar("Kept")


def run_jobs(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    keep: Callable[[Record], Kept],
    jobs: int | None = None,
    on_week: Callable[[], None] | None = None,
) -> Iterator[tuple[int, list[Kept] | Failure]]:
    """Run every scenario with every seed.

    Parameters
    ----------
    scenarios
        What to run. Specifications are sent to the processes, never models.
    seeds
        One job each.
    keep
        What to keep of each run. It is called where the run was made, so that little travels.
    jobs
        Processes to use at most; None for one a core. One job, or one process, runs here.
    on_week
        Called after every simulated week of jobs that run in this process; weeks simulated
        elsewhere are not reported.

    Yields
    ------
    tuple of int and (list or Failure)
        The seed, and what was kept for each scenario in the order given, or why there is
        nothing. In the order in which jobs finish.

    Raises
    ------
    RunError
        When a process dies, as it does when memory runs out.
    """
    workers = min(jobs or joblib.cpu_count(), len(seeds))
    if workers <= 1:
        for seed in seeds:
            yield seed, _job(scenarios, seed, keep, on_week)
    else:
        yield from _run_on_processes(scenarios, seeds, keep, workers)


def _job(
    scenarios: Sequence[Scenario],
    seed: int,
    keep: Callable[[Record], Kept],
    on_week: Callable[[], None] | None = None,
) -> list[Kept] | Failure:
    try:
        return [keep(record) for record in fork(scenarios, seed, on_week)]
    except Exception as error:
        text = " ".join(str(error).split())
        return Failure(seed, f"{type(error).__name__}: {text}" if text else type(error).__name__)


def _job_elsewhere(
    scenarios: Sequence[Scenario], seed: int, keep: Callable[[Record], Kept], parent: int
) -> tuple[int, list[Kept] | Failure]:
    _end_with(parent)
    return seed, _job(scenarios, seed, keep)


@cache
def _end_with(parent: int) -> None:
    """Watch for the parent's death, which a killed parent cannot announce, and end with it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _run_on_processes(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    keep: Callable[[Record], Kept],
    workers: int,
) -> Iterator[tuple[int, list[Kept] | Failure]]:
    finished = False
    work = joblib.delayed(_job_elsewhere)
    try:
        with _interrupts_held():
            parallel = joblib.Parallel(
                n_jobs=workers, backend="loky", batch_size=1, return_as="generator_unordered"
            )
            results = parallel(work(scenarios, seed, keep, os.getpid()) for seed in seeds)
        yield from results
        finished = True
    except BrokenProcessPool:
        raise RunError(
            "A process was killed while simulating, most likely because memory ran out; "
            "use fewer people or fewer jobs."
        ) from None
    finally:
        if not finished:
            get_reusable_executor(reuse=True).shutdown(wait=True, kill_workers=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back for a moment, so that processes started now never see it.

    They inherit the mask. Without it each would print its own traceback; stopping them is for
    the process that started them.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows starts processes in another way
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
