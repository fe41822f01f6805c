"""The dashboard's processes: a killed one is told, and the next jobs have fresh ones."""

import multiprocessing
import os
import signal
import threading

import pytest

from dashboards.state.pool import DIED, Pool, each, run_seed
from experiments.errors import RunError
from tests.worlds import shrunk


def test_a_killed_process_is_told_and_the_pool_goes_on() -> None:
    pool, off = Pool(1), threading.Event()
    scenarios = [shrunk("alliance", 200, run__past_weeks=13, run__weeks=52)]
    jobs = [(run_seed, scenarios, seed) for seed in range(1, 60)]
    results = each(pool, jobs, off)
    next(results)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)
    with pytest.raises(RunError, match=DIED):
        list(results)
    try:
        ((place, result),) = each(pool, jobs[:1], off)
        assert place == 0
        assert len(result) == 1
    finally:
        pool.forget()
