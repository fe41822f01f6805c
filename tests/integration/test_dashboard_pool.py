"""The dashboard's processes: a killed one is told, and the next jobs have fresh ones."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboards.state.pool import DIED, Pool, check, each, run_seed
from experiments.errors import RunError
from tests.dying import dies, dies_while_answering
from tests.worlds import shrunk

PATIENCE = 120  # seconds, after which a test fails instead of waiting for ever


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(1)
    yield made
    made.close()


@pytest.fixture
def off() -> Iterator[threading.Event]:
    called_off = threading.Event()
    timer = threading.Timer(PATIENCE, called_off.set)
    timer.start()
    yield called_off
    timer.cancel()


def test_a_killed_process_is_told_and_the_pool_goes_on(pool: Pool, off: threading.Event) -> None:
    scenarios = [shrunk("alliance", 200, run__past_weeks=13, run__weeks=52)]
    jobs = [(run_seed, scenarios, seed) for seed in range(1, 60)]
    results = each(pool, jobs, off)
    next(results)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)
    with pytest.raises(RunError, match=DIED):
        list(results)
    ((place, result),) = each(pool, jobs[:1], off)
    assert place == 0
    assert len(result) == 1


@pytest.mark.parametrize("job", [dies, dies_while_answering])
def test_however_a_process_dies_nobody_waits_for_ever(
    job: Callable[[int], Any], pool: Pool, off: threading.Event
) -> None:
    with pytest.raises(RunError, match=DIED):
        list(each(pool, [(check,), (job,), (check,)], off))
    assert list(each(pool, [(check,)], off)) == [(0, None)]


def test_results_that_nobody_wants_any_more_leave_no_files(pool: Pool) -> None:
    called_off = threading.Event()
    results = each(pool, [(check,), (check,), (check,)], called_off)
    next(results)
    called_off.set()
    list(results)
    (rest,) = each(pool, [(check,)], threading.Event())
    assert rest == (0, None)
    assert pool.folder is not None
    for _ in range(PATIENCE * 10):
        if not any(Path(pool.folder).iterdir()):
            return
        threading.Event().wait(0.1)
    pytest.fail("files remain")
