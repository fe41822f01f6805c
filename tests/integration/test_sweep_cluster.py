"""Sweeps on a cluster: the same rows, also when workers die, and a sentence when it is lost."""

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allied.cli import main
from experiments.compare import compare
from experiments.errors import InputError, RunError
from experiments.runs import batches
from experiments.runs import cluster as on_cluster
from experiments.runs.jobs import Job, packed
from experiments.runs.runner import run_jobs
from experiments.store import read_runs
from experiments.sweep import sweep
from tests.dying import dies
from tests.places import lonely, small

distributed = pytest.importorskip("distributed")

PLACE = small(lonely(), run__weeks=5, run__past_weeks=1)
OTHER = PLACE.override({"place.arrivals": 0.5}).model_copy(update={"name": "other"})
PLAN: dict[str, Any] = {"scenarios": [PLACE, OTHER], "seeds": 100}


def workers(count: int) -> Any:
    """Workers on this machine, a process each."""
    return distributed.LocalCluster(
        n_workers=count, threads_per_worker=1, dashboard_address=None, silence_logs=50
    )


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with workers(2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def unforgiving() -> Iterator[Any]:
    """A cluster that gives up what was sent to a worker as soon as that worker dies."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        cluster = workers(1)
    with cluster:
        yield cluster


@pytest.fixture(scope="module")
def here() -> pd.DataFrame:
    """The runs of the plan, made by this process alone."""
    return sweep(PLAN, jobs=1)


@pytest.mark.filterwarnings("ignore")  # what dask has to say about its own processes
def test_a_killed_worker_changes_nothing(cluster: Any, here: pd.DataFrame) -> None:
    pids = [worker.pid for worker in cluster.workers.values()]

    def kill(_done: int, _total: int) -> None:
        if pids:
            os.kill(pids.pop(), signal.SIGKILL)
            pids.clear()

    found = sweep(PLAN, cluster=cluster.scheduler_address, on_progress=kill)
    assert not pids
    assert found.equals(here)
    pair = [PLACE, OTHER]
    there = compare(pair, 3, cluster=cluster.scheduler_address).to_dict()
    assert there == compare(pair, 3, jobs=1).to_dict()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("_a_plan")
def test_a_sensitivity_analysis_is_the_same_there(
    cluster: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sensitivity", "place.toml", "--samples", "2", "--parameters", "place.arrivals"]
    words += ["--parameters", "entanglement.c", "--measure", "burden", "--json", "--quiet"]
    assert main([*words, "--jobs", "1"]) == 0
    here = capsys.readouterr().out
    assert main([*words, "--cluster", cluster.scheduler_address]) == 0
    assert capsys.readouterr().out == here


@pytest.mark.filterwarnings("ignore")
def test_jobs_sent_together_are_given_another_chance(
    unforgiving: Any, here: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        batches, "SECONDS_A_BATCH", 600.0
    )  # always more together, on slow machines too
    pids = [worker.pid for worker in unforgiving.workers.values()]

    def kill(done: int, _total: int) -> None:
        if done >= 60 and pids:  # by now many are sent together
            os.kill(pids.pop(), signal.SIGKILL)
            pids.clear()

    found = sweep(PLAN, cluster=unforgiving.scheduler_address, on_progress=kill)
    assert not pids
    assert found.equals(here)


@pytest.mark.filterwarnings("ignore")
def test_what_ends_every_worker_is_told(unforgiving: Any) -> None:
    with pytest.raises(RunError, match=r"workers of the cluster died over seed 7 at point 3, most"):
        list(
            run_jobs([PLACE], [Job(7, (0,), point=3)], dies, cluster=unforgiving.scheduler_address)
        )


@pytest.fixture
def _a_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("place.toml").write_text(PLACE.to_toml(), encoding="utf-8")
    Path("plan.toml").write_text('scenarios = ["place.toml"]\nseeds = 3\n', encoding="utf-8")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("_a_plan")
def test_a_time_limit_and_another_try(cluster: Any) -> None:
    words = ["sweep", "plan.toml", "--cluster", cluster.scheduler_address, "--quiet"]
    assert main([*words, "--time-limit", "0.000001"]) == 1
    assert set(read_runs(Path("plan"))["error"]) == {
        "TimeLimitError: it took longer than 1e-06 seconds"
    }
    assert main([*words, "--retry-failed", "--time-limit", "600"]) == 0
    assert read_runs(Path("plan")).equals(sweep("plan.toml", jobs=1))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("_a_plan")
def test_a_dry_run_counts_the_workers(cluster: Any, capsys: pytest.CaptureFixture[str]) -> None:
    cluster.wait_for_workers(2)  # one may have been killed
    words = ["sweep", "plan.toml", "--cluster", cluster.scheduler_address, "--dry-run"]
    assert main(words) == 0
    assert " on 2 workers of the cluster, if as fast as this machine; " in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore")
def test_a_sweep_whose_workers_are_gone_says_so_and_goes_on_with_the_next(
    monkeypatch: pytest.MonkeyPatch, here: pd.DataFrame
) -> None:
    waited = []
    with workers(1) as cluster:

        def leave(_done: int, _total: int) -> None:
            monkeypatch.setattr(on_cluster, "PATIENCE", 2)
            if not waited:
                cluster.scale(0)
            while not waited and cluster.scheduler.workers:
                time.sleep(0.05)

        def join(seconds: float) -> None:
            waited.append(seconds)
            cluster.scale(1)

        address = cluster.scheduler_address
        found = sweep(PLAN, cluster=address, on_progress=leave, on_wait=join)
    assert waited
    assert waited[0] >= 2
    assert found.equals(here)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("_a_plan")
def test_a_sweep_that_no_worker_joins_gives_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wait_for_none(_client: Any, _address: str) -> None:
        monkeypatch.setattr(on_cluster, "PATIENCE", 0)

    monkeypatch.setattr(on_cluster, "_check_workers", wait_for_none)
    monkeypatch.setattr(on_cluster, "LONGEST_WAIT", 3)
    with workers(0) as cluster:
        address = cluster.scheduler_address
        assert main(["sweep", "plan.toml", "--cluster", address]) == 1
    *_, waits, ends = capsys.readouterr().err.splitlines()
    assert re.fullmatch(
        r"The cluster has had no worker for \d+ seconds?: the sweep goes on when one joins, and "
        r"Ctrl-C loses nothing that was finished\.",
        waits,
    )
    assert ends == (
        f"No worker joined the cluster at {address} for a day; start some with dask worker "
        f"{address}."
    )


@pytest.mark.filterwarnings("ignore")
def test_workers_that_come_when_there_is_work_are_waited_for() -> None:
    with workers(0) as cluster:
        cluster.adapt(minimum=1, maximum=2)  # as the page on SLURM has it
        cluster.wait_for_workers(1)
        assert len(sweep(PLAN | {"seeds": 20}, cluster=cluster.scheduler_address)) == 40


def test_a_worker_of_another_version_does_nothing() -> None:
    with pytest.raises(ImportError):
        on_cluster.do_batch_of_version("another", packed([PLACE]), dies, None, [Job(1, (0,))])


@pytest.mark.filterwarnings("ignore")
def test_a_worker_of_another_version_that_comes_later_ends_the_sweep(
    monkeypatch: pytest.MonkeyPatch, cluster: Any
) -> None:
    monkeypatch.setattr(on_cluster, "_check_workers", lambda _client, _address: None)
    monkeypatch.setattr(on_cluster, "model_version", lambda: "ours")
    with pytest.raises(RunError, match=r"has another version of Allied, or none; install"):
        sweep(PLAN, cluster=cluster.scheduler_address)


@pytest.mark.filterwarnings("ignore")
def test_a_lost_cluster_is_told() -> None:
    import dask

    started = time.monotonic()
    with dask.config.set({"distributed.comm.timeouts.connect": "5s"}), workers(1) as cluster:

        def lose(_done: int, _total: int) -> None:
            if cluster.status.name == "running":
                cluster.close()

        with pytest.raises(RunError, match=r"The cluster at .* was lost"):
            sweep(PLAN | {"seeds": 1000}, cluster=cluster.scheduler_address, on_progress=lose)
    assert time.monotonic() - started < 60


def test_a_cluster_that_is_not_there_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_cluster, "PATIENCE", 1)
    started = time.monotonic()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(InputError, match=f"no cluster to be reached at {address}"):
            sweep(PLAN, cluster=address)
    assert time.monotonic() - started < 20


def test_a_cluster_that_wants_certificates_is_told() -> None:
    with pytest.raises(InputError, match=r"tls://127.0.0.1:9 cannot be reached without certif"):
        sweep(PLAN, cluster="tls://127.0.0.1:9")


@pytest.mark.parametrize("address", ["here", "tcp://here", "http://here:80", "tcp://:1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is no address of a cluster"):
        sweep(PLAN, cluster=address)
