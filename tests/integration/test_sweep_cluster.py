"""Sweeps on a cluster: the same rows, also when workers die, and a sentence when it is lost."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from experiments.compare import compare
from experiments.errors import InputError, RunError
from experiments.sweep import sweep
from tests.places import lonely, small

distributed = pytest.importorskip("distributed")

PLACE = small(lonely(), run__weeks=5, run__past_weeks=1)
OTHER = PLACE.override({"place.arrivals": 0.5}).model_copy(update={"name": "other"})
PLAN: dict[str, Any] = {"scenarios": [PLACE, OTHER], "seeds": 100}


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two workers on this machine, a process each."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.mark.filterwarnings("ignore")  # what dask has to say about its own processes
def test_a_killed_worker_changes_nothing(cluster: Any) -> None:
    pids = [worker.pid for worker in cluster.workers.values()]

    def kill(_done: int, _total: int) -> None:
        if pids:
            os.kill(pids.pop(), signal.SIGKILL)
            pids.clear()

    found = sweep(PLAN, cluster=cluster.scheduler_address, on_progress=kill)
    assert found.equals(sweep(PLAN, jobs=1))
    pair = [PLACE, OTHER]
    there = compare(pair, 3, cluster=cluster.scheduler_address).to_dict()
    assert there == compare(pair, 3, jobs=1).to_dict()


@pytest.mark.filterwarnings("ignore")
def test_a_lost_cluster_is_told(cluster: Any) -> None:
    def lose(_done: int, _total: int) -> None:
        if cluster.status.name == "running":
            cluster.close()

    started = time.monotonic()
    with pytest.raises(RunError, match=r"The cluster at .* was lost"):
        sweep(PLAN | {"seeds": 1000}, cluster=cluster.scheduler_address, on_progress=lose)
    assert time.monotonic() - started < 60


def test_a_cluster_that_is_not_there_is_told_soon() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        started = time.monotonic()
        with pytest.raises(InputError, match=f"no cluster to be reached at {address}"):
            sweep(PLAN, cluster=address)
        assert time.monotonic() - started < 20


@pytest.mark.parametrize("address", ["here", "tcp://here", "http://here:80", "tcp://:1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is no address of a cluster"):
        sweep(PLAN, cluster=address)
