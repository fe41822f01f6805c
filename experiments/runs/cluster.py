"""Runs jobs on a dask cluster, whose workers come and go."""

import logging
import math
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from experiments.errors import InputError, RunError
from simulation.recorder import Record
from simulation.wording import shown

from .batches import LOOK_EVERY, Batch, do_batch, run_in_batches
from .jobs import Finished, Job
from .run_key import model_version

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 10
"""Seconds to wait for a scheduler, and again for a first worker."""

LONGEST_WAIT = 86_400
"""Seconds to wait for another worker when all are gone: queues can be long."""

ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+:\d{1,5}/?")
OTHER_VERSION = "has another version of Allied, or none; install the same one everywhere."
EXAMPLE = "give the one its dask scheduler shows, such as tcp://10.0.0.1:8786"

Kept = TypeVar("Kept")


def run_on_cluster(
    address: str,
    parcel: bytes,
    jobs: Sequence[Job],
    keep: Callable[[Record], Kept],
    time_limit: float | None,
    on_wait: Callable[[float], None] | None = None,
) -> Iterator[Finished[Kept]]:
    """Run jobs on the cluster whose scheduler is at an address; see ``runner.run_jobs``.

    A job whose worker dies is given to another one. Where no worker is left, it waits for one,
    for ``LONGEST_WAIT`` at most.
    """
    with _connected(address) as client:
        _check_workers(client, address)
        work = partial(do_batch_of_version, model_version(), parcel, keep, time_limit)
        try:
            yield from run_in_batches(_Workers(client, address, work, on_wait), jobs)
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
    """The workers of a cluster, which come and go; see ``batches.Workers``."""

    def __init__(
        self,
        client: "Client",
        address: str,
        work: Callable[[Sequence[Job]], Batch],
        on_wait: Callable[[float], None] | None,
    ) -> None:
        self._client, self._address = client, address
        self._work, self._on_wait = work, on_wait
        self._counted_at, self._seen_at, self._places = -math.inf, time.monotonic(), 0

    def places(self) -> int:
        """Two batches for each thread, so that no worker idles, and two where there is none.

        Raises
        ------
        CancelledError
            When the scheduler is lost.
        RunError
            When there was no worker for too long.
        """
        if self._client.status not in ("running", "connecting"):
            raise CancelledError
        now = time.monotonic()
        if now > self._counted_at + LOOK_EVERY:
            threads = sum(self._client.nthreads().values())
            self._counted_at, self._places = now, max(2, 2 * threads)
            if threads:
                self._seen_at = now
            else:
                self._wait(now - self._seen_at)
        return self._places

    def submit(self, batch: Sequence[Job]) -> "Future":
        """Start a batch."""
        # joblib's backend for dask waits for ever when the scheduler is lost; this looks.
        return self._client.submit(self._work, batch, pure=False)

    def result(self, future: "Future", batch: Sequence[Job]) -> Batch | None:
        """What came of a batch, or None where workers died over a batch of several jobs.

        Raises
        ------
        RunError
            Where a worker could not begin, or several died over one job.
        TimeoutError
            Where the worker is gone and the scheduler has another one make the batch.
        """
        from distributed import KilledWorker

        try:
            return cast(Batch, future.result(timeout=PATIENCE))
        except Exception as error:
            if future.status != "error":  # nothing was wrong at the worker
                raise
            if isinstance(error, KilledWorker) and len(batch) > 1:
                return None
            raise RunError(_told(error, batch[0])) from None

    def _wait(self, seconds: float) -> None:
        if seconds > LONGEST_WAIT:
            raise RunError(
                f"No worker joined the cluster at {self._address} for a day; start some with dask "
                f"worker {self._address}."
            )
        if seconds >= PATIENCE and self._on_wait is not None:
            self._on_wait(seconds)


def _told(error: Exception, job: Job) -> str:
    """One sentence for what a worker could not do."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return (
            f"Several workers of the cluster died over seed {job.seed} at point {job.point}, most "
            "likely because memory ran out; use fewer people or larger workers."
        )
    if isinstance(error, ImportError):
        return f"A worker of the cluster {OTHER_VERSION}"
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return f"A worker of the cluster could not begin ({said})."


def do_batch_of_version(
    version: str,
    parcel: bytes,
    keep: Callable[[Record], Any],
    time_limit: float | None,
    batch: Sequence[Job],
) -> Batch:
    """Run the jobs of a batch on a worker; see ``batches.do_batch``.

    Raises
    ------
    ImportError
        Where the worker, which may have joined late, has another version of the model.
    """
    if model_version() != version:
        raise ImportError("another version")
    return do_batch(parcel, keep, time_limit, batch)


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
            raise InputError(f"The worker {worker} {OTHER_VERSION}")
