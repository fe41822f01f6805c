"""A sweep inside somebody else's processes and threads: ``python -m tests.hosts NAME``.

Each host runs two sweeps of three runs, asks for two processes for each, waits longer than a
process takes to notice that its parent is gone, and says how many runs there were.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from experiments.sweep import sweep

from .places import lonely, small

PLACE = small(lonely(), run__weeks=3, run__past_weeks=1)
SEEDS = [1, 4]


def runs_from(seed: int) -> int:
    return len(sweep({"scenarios": [PLACE], "seeds": [seed, seed + 1, seed + 2]}, jobs=2))


def pool() -> list[int]:
    with multiprocessing.get_context("fork").Pool(2) as workers:
        return workers.map(runs_from, SEEDS)


def spawned_pool() -> list[int]:
    with multiprocessing.get_context("spawn").Pool(2) as workers:
        return workers.map(runs_from, SEEDS)


def executor() -> list[int]:
    with ProcessPoolExecutor(2) as workers:
        return list(workers.map(runs_from, SEEDS))


def forked_later() -> list[int]:
    """A process that has a pool already, and is forked."""
    runs_from(1)
    return pool()


def daemon() -> list[int]:
    codes = []
    for seed in SEEDS:
        process = multiprocessing.Process(target=runs_from, args=(seed,), daemon=True)
        process.start()
        process.join()
        codes.append(3 if process.exitcode == 0 else 0)
    return codes


def threads() -> list[int]:
    with ThreadPoolExecutor(2) as workers:
        return list(workers.map(runs_from, SEEDS))


def joblib_processes() -> list[int]:
    import joblib

    return joblib.Parallel(2)(joblib.delayed(runs_from)(seed) for seed in SEEDS)


def joblib_threads() -> list[int]:
    import joblib

    parallel = joblib.Parallel(2, backend="threading")
    return parallel(joblib.delayed(runs_from)(seed) for seed in SEEDS)


def dask() -> list[int]:
    from distributed import Client, LocalCluster

    local = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with local as cluster, Client(cluster) as client:
        return client.gather(client.map(runs_from, SEEDS))


def no_semaphores() -> list[int]:
    """A system without /dev/shm."""
    import _multiprocessing

    class SemLock:
        SEM_VALUE_MAX = 1

        def __init__(self, *_arguments: object) -> None:
            raise OSError(38, "Function not implemented")

    _multiprocessing.SemLock = SemLock
    return [runs_from(seed) for seed in SEEDS]


HOSTS: dict[str, Callable[[], list[int]]] = {
    host.__name__: host
    for host in (
        pool,
        spawned_pool,
        executor,
        forked_later,
        daemon,
        threads,
        joblib_processes,
        joblib_threads,
        dask,
        no_semaphores,
    )
}


if __name__ == "__main__":
    found = HOSTS[sys.argv[1]]()
    time.sleep(1.5)
    sys.stdout.write(f"{found}\n")
