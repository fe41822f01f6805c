"""Runs jobs on a dask cluster, whose workers come and go."""

import logging
import math
import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from experiments.errors import Failure, InputError, RunError
from simulation.recorder import Record
from simulation.scenario.errors import shown

from .jobs import Job, do
from .run_key import model_version

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 10  # seconds to wait for a scheduler, and again for a first worker
HOPE = 86_400  # seconds to wait for another worker when all are gone: queues can be long
A_WHILE = 2.0  # seconds between counts of the workers, who come and go
A_BATCH, LARGEST = 0.5, 50  # seconds that jobs sent together may take, and how many they may be
ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+:\d{1,5}/?")
OTHER = "has another version of Allied, or none; install the same one everywhere."
EXAMPLE = "give the one its dask scheduler shows, such as tcp://10.0.0.1:8786"

Kept = TypeVar("Kept")


def run_on_cluster(
    address: str,
    parcel: bytes,
    jobs: Sequence[Job],
    keep: Callable[[Record], Kept],
    limit: float | None,
    on_wait: Callable[[float], None] | None = None,
) -> Iterator[tuple[Job, list[Kept | Failure]]]:
    """Run jobs on the cluster whose scheduler is at an address; see ``runner.run_jobs``.

    A job whose worker dies is given to another one, and where none is left it waits for one,
    for ``HOPE`` at most.
    """
    with _connected(address) as client:
        _check_workers(client, address)
        work = partial(_do_all, model_version(), parcel, keep, limit)
        try:
            yield from _results(client, work, deque(jobs), _Workers(client, address, on_wait))
        except (CancelledError, OSError):
            raise RunError(f"The cluster at {address} was lost.") from None


def workers_there(address: str) -> int:
    """How many workers the cluster at an address has now.

    Raises
    ------
    InputError
        Where it cannot be used.
    """
    with _connected(address) as client:
        _check_workers(client, address)
        return len(client.nthreads())


class _Workers:
    """Counts the workers of a cluster, who come and go, and tells while there are none."""

    def __init__(
        self, client: "Client", address: str, on_wait: Callable[[float], None] | None
    ) -> None:
        self._client, self._address, self._on_wait = client, address, on_wait
        self._counted, self._seen, self._places = -math.inf, time.monotonic(), 0

    def places(self) -> int:
        """How many batches may be under way: enough that no worker idles, and never none.

        Raises
        ------
        RunError
            When no worker was there for too long.
        """
        now = time.monotonic()
        if now > self._counted + A_WHILE:
            threads = sum(self._client.nthreads().values())
            self._counted, self._places = now, max(2, 2 * threads)
            if threads:
                self._seen = now
            else:
                self._wait(now - self._seen)
        return self._places

    def _wait(self, seconds: float) -> None:
        if seconds > HOPE:
            raise RunError(
                f"No worker joined the cluster at {self._address} for a day; start some with dask "
                f"worker {self._address}."
            )
        if seconds >= PATIENCE and self._on_wait is not None:
            self._on_wait(seconds)


def _results(
    client: "Client", work: Callable[..., Any], jobs: deque[Job], workers: _Workers
) -> Iterator[Any]:
    """Send jobs as workers get free, as many at a time as they do in about ``A_BATCH``.

    When workers died over jobs sent together, these are sent again, each by itself.
    """
    # joblib's backend for dask waits for ever when the scheduler is lost; this looks.
    finished: SimpleQueue[Any] = SimpleQueue()
    under_way: dict[Any, list[Job]] = {}
    again: deque[Job] = deque()
    at_a_time = 1
    while jobs or again or under_way:
        if client.status not in ("running", "connecting"):
            raise CancelledError
        places = workers.places()
        while (jobs or again) and len(under_way) < places:
            count = min(at_a_time, len(jobs))
            batch = [again.popleft()] if again else [jobs.popleft() for _ in range(count)]
            future = client.submit(work, batch, pure=False)
            under_way[future] = batch
            future.add_done_callback(finished.put)
        with suppress(Empty):
            future = finished.get(timeout=A_WHILE)
            try:
                done = _result(future, under_way[future])
            except TimeoutError:  # the worker that had it is gone: it is made again elsewhere
                finished.put(future)
                continue
            batch = under_way.pop(future)
            if done is None:
                again.extend(batch)
                continue
            seconds, found = done
            fit = A_BATCH * len(found) / max(seconds, 1e-6)
            at_a_time = max(1, min(round(fit), 2 * at_a_time, LARGEST))
            yield from found


def _result(future: Any, batch: Sequence[Job]) -> Any:
    """What came of jobs sent together, or None where workers died over more than one of them."""
    from distributed import KilledWorker

    try:
        return future.result(timeout=PATIENCE)
    except Exception as error:
        if future.status != "error":  # nothing was wrong at the worker
            raise
        if isinstance(error, KilledWorker) and len(batch) > 1:
            return None
        raise RunError(_told(error, batch[0])) from None


def _told(error: Exception, job: Job) -> str:
    """One sentence for what a worker could not do."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return (
            f"Several workers of the cluster died over seed {job.seed} at point {job.point}, most "
            "likely because memory ran out; use fewer people or larger workers."
        )
    if isinstance(error, ImportError):
        return f"A worker of the cluster {OTHER}"
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return f"A worker of the cluster could not begin ({said})."


def _do_all(
    version: str,
    parcel: bytes,
    keep: Callable[[Record], Kept],
    limit: float | None,
    jobs: Sequence[Job],
) -> tuple[float, list[tuple[Job, list[Kept | Failure]]]]:
    """What comes of some jobs, and the seconds they took.

    Raises
    ------
    ImportError
        Where the worker, which may have joined late, is of another version than was asked for.
    """
    if model_version() != version:
        raise ImportError("another version")
    started = time.perf_counter()
    found = [(job, do(parcel, job, keep, limit)) for job in jobs]
    return time.perf_counter() - started, found


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    try:
        from distributed import Client, Security
    except ModuleNotFoundError:
        raise InputError(
            "Running on a cluster needs dask.distributed: python -m pip install 'allied[cluster]'."
        ) from None
    if not ADDRESS.fullmatch(address):
        raise InputError(f"{shown(address)} is no address of a cluster; {EXAMPLE}.")
    if address.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
        raise InputError(
            f"{address} cannot be reached without certificates, and dask's configuration names "
            "none; state them under distributed.comm.tls."
        )
    # It would say on standard error, at length and again and again, that it is trying.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except OSError:
        raise InputError(f"There is no cluster to be reached at {address}; {EXAMPLE}.") from None
    with client:
        yield client


def _check_workers(client: "Client", address: str) -> None:
    """Refuse a cluster without workers, or with other code than here.

    Raises
    ------
    InputError
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except OSError:
        raise InputError(
            f"The cluster at {address} has no workers; start some with dask worker {address}."
        ) from None
    found = client.run(model_version, on_error="return")
    for worker, version in found.items():
        has_died = isinstance(version, OSError)
        if version != model_version() and not has_died:
            raise InputError(f"The worker {worker} {OTHER}")
