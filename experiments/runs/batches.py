"""Hands jobs to workers, here or on a cluster, in batches and as they become free."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, Protocol

from simulation.recorder import Record

from .jobs import Finished, Job, do

LOOK_EVERY = 2.0
"""Seconds after which to look for lost workers, where no batch has finished."""

SECONDS_A_BATCH, LARGEST_BATCH = 0.5, 50
"""How long a batch should take, and the most jobs it may have."""


class Batch(NamedTuple):
    """What came of the jobs of a batch, and the seconds they took."""

    seconds: float
    finished: list[Finished[Any]]


class Workers(Protocol):
    """What can be given batches."""

    def places(self) -> int:
        """How many batches may be under way; raises an error where the workers are lost."""

    def submit(self, batch: Sequence[Job]) -> Any:
        """Start a batch and return its future."""

    def result(self, future: Any, batch: Sequence[Job]) -> Batch | None:
        """What came of a future, or None where its jobs should be tried again one by one.

        Raises
        ------
        TimeoutError
            Where the worker is gone and the batch has been given to another one.
        """


def do_batch(
    parcel: bytes,
    keep: Callable[[Record], Any],
    time_limit: float | None,
    batch: Sequence[Job],
) -> Batch:
    """Run the jobs of a batch; the arguments are those of ``jobs.do``."""
    started = time.perf_counter()
    finished = [Finished(job, do(parcel, job, keep, time_limit)) for job in batch]
    return Batch(time.perf_counter() - started, finished)


def run_in_batches(workers: Workers, jobs: Sequence[Job]) -> Iterator[Finished[Any]]:
    """Run jobs and yield what comes of them, in the order in which they finish.

    A batch has as many jobs as were done in ``SECONDS_A_BATCH`` before.
    """
    waiting, singly = deque(jobs), deque[Job]()
    finished: SimpleQueue[Any] = SimpleQueue()
    under_way: dict[Any, list[Job]] = {}
    size = 1
    while waiting or singly or under_way:
        places = workers.places()
        while (waiting or singly) and len(under_way) < places:
            batch = [singly.popleft()] if singly else _first(waiting, size)
            future = workers.submit(batch)
            under_way[future] = batch
            future.add_done_callback(finished.put)
        with suppress(Empty):
            future = finished.get(timeout=LOOK_EVERY)
            try:
                done = workers.result(future, under_way[future])
            except TimeoutError:
                finished.put(future)
                continue
            batch = under_way.pop(future)
            if done is None:
                singly.extend(batch)
                continue
            fitting = SECONDS_A_BATCH * len(batch) / max(done.seconds, 1e-6)
            size = max(1, min(round(fitting), 2 * size, LARGEST_BATCH))
            yield from done.finished


def _first(waiting: deque[Job], size: int) -> list[Job]:
    """Take the first jobs of a queue out of it."""
    return [waiting.popleft() for _ in range(min(size, len(waiting)))]
