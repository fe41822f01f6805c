"""The processes of this machine that jobs run on.

A pool is kept for the next call, since starting a process and importing the model takes seconds.
It belongs to Allied alone: stopping it never stops the processes of anybody else.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from typing import Any, Self

import loky
from loky.backend import resource_tracker

from experiments.errors import RunError

from .batches import Batch
from .jobs import Job

IDLE = 300
"""Seconds after which a process that nobody uses ends."""

START = 120
"""Seconds that the first process may take to start."""


def usual_processes() -> int:
    """How many processes to use where nobody says: one per core.

    In a process that another pool started it is one, since the others are busy.
    """
    return 1 if _is_worker() else loky.cpu_count()


def _is_worker() -> bool:
    return multiprocessing.parent_process() is not None


class Pool:
    """Processes that run batches; see ``batches.Workers``. As a context, it ends or is kept.

    Raises
    ------
    OSError
        Where no process can be started from this one.
    """

    def __init__(self, processes: int) -> None:
        if multiprocessing.current_process().daemon:
            raise OSError("a daemonic process may not start others")
        self.processes, self.owner = processes, os.getpid()
        self.work: Callable[[Sequence[Job]], Batch] | None = None
        # Without semaphores, or nested too deep: each has an error of its own.
        try:
            self._executor = loky.ProcessPoolExecutor(
                processes, timeout=IDLE, initializer=_begin, initargs=(self.owner,)
            )
        except (ImportError, NotImplementedError, RuntimeError) as error:
            raise OSError(str(error)) from None
        if not self.is_well():
            raise OSError("no process came up")

    def is_well(self) -> bool:
        """Whether its processes answer; where they do not, it is stopped."""
        try:
            self._send(os.getpid).result(timeout=START)
        except (BrokenExecutor, OSError, RuntimeError, TimeoutError):
            self.stop()
            return False
        return True

    def places(self) -> int:
        """Two batches for each process, so that none waits for its next one."""
        return 2 * self.processes

    def submit(self, batch: Sequence[Job]) -> Future[Batch]:
        """Start a batch."""
        return self._send(self.work, batch)

    def result(self, future: Future[Batch], _batch: Sequence[Job]) -> Batch:
        """What came of a batch.

        Raises
        ------
        RunError
            Where a process has died.
        """
        try:
            return future.result()
        except BrokenExecutor:
            raise RunError(
                "A process was killed while simulating, most likely because memory ran out; "
                "use fewer people or fewer jobs."
            ) from None

    def stop(self, at_once: bool = True) -> None:
        """End its processes, at once or when they have finished."""
        self._executor.shutdown(wait=True, kill_workers=at_once)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.work = None
        if kind is not None:
            self.stop()
        elif _is_worker():  # it would wait for its own processes when it ends
            self.stop(at_once=False)
        else:
            _keep(self)

    def _send(self, work: Any, *arguments: Any) -> Future[Any]:
        with _interrupts_held():
            return self._executor.submit(work, *arguments)


_idle: list[Pool] = []
_lock = threading.Lock()


def borrow(processes: int, work: Callable[[Sequence[Job]], Batch]) -> Pool | None:
    """A pool that nobody else uses meanwhile, or None where no process can be started.

    Parameters
    ----------
    work
        What runs a batch.
    """
    pool = _taken(processes)
    if pool is None:
        try:
            pool = Pool(processes)
        except OSError:
            return None
    pool.work = work
    return pool


def _taken(processes: int) -> Pool | None:
    """The idle pool, if it is well and has so many processes; another one is ended."""
    with _lock:
        # A process that was forked from the owner has the pool's memory but not its processes.
        own = [pool for pool in _idle if pool.owner == os.getpid()]
        for pool in own:
            _idle.remove(pool)
    for pool in own:
        if pool.processes == processes and pool.is_well():
            return pool
        pool.stop()
    return None


def _keep(pool: Pool) -> None:
    """Keep a pool for the next call, one at most."""
    with _lock:
        is_first = all(other.owner != pool.owner for other in _idle)
        if is_first:
            _idle.append(pool)
    if not is_first:
        pool.stop(at_once=False)


def _begin(parent: int) -> None:
    """Prepare a process of a pool: it leaves Ctrl-C to its parent, and ends when that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when its parent has died; a killed parent cannot announce it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back for a moment, so that processes started now never see it.

    They inherit the mask. Without it, each would print a traceback of its own and end, which
    looks as if memory had run out; stopping them is left to the process that started them.
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
