"""Simulating processes, shared by all sessions; each job is small and can be cancelled."""

import multiprocessing
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from dashboards import processes
from experiments.errors import RunError

from . import result_files

WORKERS = max(1, min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2))
SLOTS = 256  # jobs that can be cancelled separately at one time
MOST_AT_ONCE = 8  # comparisons running at one time; others wait their turn
DIED = "A process died while simulating, most likely because memory ran out. Try it again."

_flags: Any = None  # in a worker: by slot, whether its job is cancelled


class CalledOffError(Exception):
    """The session no longer wants this job."""


def _start_worker(flags: Any) -> None:
    """In a new process: end with the parent, and leave Ctrl-C to it."""
    import signal

    global _flags
    _flags = flags
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def check(slot: int) -> None:
    """Raise if the job of a slot was cancelled."""
    if _flags is not None and _flags[slot]:
        raise CalledOffError


class Pool:
    """Processes, and the flags that cancel their jobs; dead processes are replaced."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._lock = threading.Lock()
        self._context = processes.context()
        self._flags = self._context.Array("b", SLOTS, lock=False)
        self._free = list(range(SLOTS))
        self._executor: ProcessPoolExecutor | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None  # of results not yet read

    def submit(self, job: Callable[..., Any], *arguments: Any) -> "Future[str]":
        """Start a job; its last argument is the slot by which it can be cancelled.

        The future's result is the name of a file, for ``parcel.unpack``. Dead processes are
        replaced.
        """
        with self._lock:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(
                    prefix="allied-", ignore_cleanup_errors=True
                )
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    self.workers, self._context, _start_worker, (self._flags,)
                )
            try:
                return self._executor.submit(result_files.pack, self._folder.name, job, *arguments)
            except BrokenProcessPool:
                self._executor = None
        return self.submit(job, *arguments)

    @property
    def folder(self) -> str | None:
        """The folder in which results wait to be read; None before the first job."""
        return self._folder.name if self._folder else None

    def take(self) -> int:
        """A slot for jobs of one session."""
        with self._lock:
            if not self._free:
                raise RunError("The dashboard is busy with other people's runs. Try again soon.")
            slot = self._free.pop()
            self._flags[slot] = 0
            return slot

    def call_off(self, slot: int) -> None:
        """Have the jobs of a slot stop before their next simulated week."""
        self._flags[slot] = 1

    def give_back(self, slot: int) -> None:
        """Return a slot whose jobs have all stopped."""
        with self._lock:
            self._free.append(slot)

    def close(self) -> None:
        """Stop all processes; jobs that have not begun are dropped."""
        with self._lock:
            executor, self._executor = self._executor, None
            folder, self._folder = self._folder, None
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)
        if folder is not None:
            folder.cleanup()


ensembles = Pool(WORKERS)
previews = Pool(1)
turns = threading.BoundedSemaphore(MOST_AT_ONCE)


def warm_up() -> None:
    """Start the processes before anybody waits for them."""
    for pool in (previews, ensembles):
        list(run_all(pool, [(check,)] * pool.workers, threading.Event()))


def close_pools() -> None:
    """Stop all processes."""
    for pool in (ensembles, previews):
        for slot in range(SLOTS):
            pool.call_off(slot)
        pool.close()


def run_one(pool: Pool, job: Callable[..., Any], *arguments: Any, off: threading.Event) -> Any:
    """The result of a single job, or None when it was cancelled.

    Raises
    ------
    RunError
        When its process died.
    """
    found = list(run_all(pool, [(job, *arguments)], off))
    return found[0][1] if found else None


def run_all(
    pool: Pool, jobs: Sequence[tuple[Any, ...]], off: threading.Event
) -> Iterator[tuple[int, Any]]:
    """Run jobs, a few at a time, so that no session fills the queue.

    Yields
    ------
    tuple of int and object
        A job's place in ``jobs`` and its result, or the exception it ended with, as they come.

    Raises
    ------
    RunError
        When a process died; the pool goes on with new ones.
    """
    slot = pool.take()
    waiting = list(enumerate(jobs))
    running: dict[Future[str], int] = {}
    try:
        while (waiting or running) and not off.is_set():
            while waiting and len(running) < pool.workers:
                place, (job, *arguments) = waiting.pop(0)
                running[pool.submit(job, *arguments, slot)] = place
            done, _ = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future), _result(future)
    finally:
        pool.call_off(slot)
        for future in running:
            future.cancel()
        _give_back_later(pool, slot, list(running))


def _result(future: "Future[str]") -> Any:
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        raise RunError(DIED)
    return error if error is not None else result_files.unpack(future.result())


def _give_back_later(pool: Pool, slot: int, running: "list[Future[str]]") -> None:
    """Return the slot once its last job has stopped, which takes one simulated week."""

    def end() -> None:
        for future in wait(running).done:
            if not future.cancelled() and future.exception() is None:
                result_files.drop(future.result())
        pool.give_back(slot)

    if running:
        threading.Thread(target=end, daemon=True).start()
    else:
        pool.give_back(slot)
