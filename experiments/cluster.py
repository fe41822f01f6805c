"""Runs jobs on a dask cluster, whose workers come and go."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import joblib

from simulation.recorder import Record

from .errors import InputError, RunError
from .identity import model_version
from .jobs import Failure, Job, do

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 8  # seconds to wait for a scheduler, and again for a first worker

Kept = TypeVar("Kept")


def run_on_cluster(
    address: str,
    parcel: bytes,
    jobs: Sequence[Job],
    keep: Callable[[Record], Kept],
    limit: float | None,
) -> Iterator[tuple[Job, list[Kept | Failure]]]:
    """Run jobs on the cluster whose scheduler is at an address; see ``runner.run_jobs``.

    A job whose worker dies is given to another one.
    """
    with _connected(address) as client:
        from distributed import CancelledError, KilledWorker

        _check_workers(client, address)
        work = joblib.delayed(_do_there)
        with joblib.parallel_config("dask", client=client, wait_for_workers_timeout=PATIENCE):
            parallel = joblib.Parallel(n_jobs=-1, return_as="generator_unordered")
            try:
                yield from parallel(work(parcel, job, keep, limit) for job in jobs)
            except KilledWorker:
                raise RunError(
                    "The same job ended several workers of the cluster, most likely because "
                    "memory ran out; use fewer people or larger workers."
                ) from None
            except (CancelledError, OSError) as error:
                raise RunError(f"The cluster at {address} was lost ({error}).") from None


def _do_there(
    parcel: bytes, job: Job, keep: Callable[[Record], Kept], limit: float | None
) -> tuple[Job, list[Kept | Failure]]:
    return job, do(parcel, job, keep, limit)


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise InputError(
            "Running on a cluster needs dask.distributed: python -m pip install 'allied[cluster]'."
        ) from None
    # It would say on standard error, at length and again and again, that it is trying.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"There is no cluster to be reached at {address} ({_first_line(error)}); give the "
            "address its dask scheduler shows, such as tcp://10.0.0.1:8786."
        ) from None
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
        if version != model_version():
            raise InputError(
                f"The worker {worker} has another version of Allied, or none; install the same "
                "one everywhere."
            )


def _first_line(error: Exception) -> str:
    text = str(error).strip().partition("\n")[0]
    return text or type(error).__name__
