"""The dashboard's processes: a killed one is told, and the next jobs have fresh ones."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboards.state.pool import DIED, Pool, check, run_all
from dashboards.state.runs import run_seed
from experiments.errors import RunError
from tests.dying import dies, dies_while_answering, works_for_long
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


def kill_all_at_work(began: Path, off: threading.Event) -> None:
    while not began.exists() and not off.is_set():
        threading.Event().wait(0.05)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)


def test_a_killed_process_is_told_and_the_pool_goes_on(
    pool: Pool, off: threading.Event, tmp_path: Path
) -> None:
    long = shrunk("alliance", 5000, run__past_weeks=13, run__weeks=1040)  # several seconds
    began = tmp_path / "began"
    threading.Thread(target=kill_all_at_work, args=(began, off)).start()
    with pytest.raises(RunError, match=DIED):
        list(run_all(pool, [(works_for_long, str(began), long)], off))
    short = [shrunk("alliance", 200, run__past_weeks=13, run__weeks=52)]
    ((place, result),) = run_all(pool, [(run_seed, short, 1)], off)
    assert place == 0
    assert len(result) == 1


def test_a_process_that_dies_at_work_is_told(pool: Pool, off: threading.Event) -> None:
    with pytest.raises(RunError, match=DIED):
        list(run_all(pool, [(check,), (dies,), (check,)], off))
    assert list(run_all(pool, [(check,)], off)) == [(0, None)]


def test_nobody_waits_for_a_process_that_died_while_it_answered(
    pool: Pool, off: threading.Event
) -> None:
    """Whether its death is seen before the next job is sent is the system's luck; both will do."""
    reached: list[int | str] = []
    try:
        for place, _ in run_all(pool, [(check,), (dies_while_answering,), (check,)], off):
            reached.append(place)
    except RunError as error:
        reached.append(str(error))
    assert reached in ([0, DIED], [0, 1, DIED], [0, 1, 2])
    assert not off.is_set()
    assert list(run_all(pool, [(check,)], off)) == [(0, None)]


def test_results_that_nobody_wants_any_more_leave_no_files(pool: Pool) -> None:
    called_off = threading.Event()
    results = run_all(pool, [(check,), (check,), (check,)], called_off)
    next(results)
    called_off.set()
    list(results)
    (rest,) = run_all(pool, [(check,)], threading.Event())
    assert rest == (0, None)
    assert pool.folder is not None
    for _ in range(PATIENCE * 10):
        if not any(Path(pool.folder).iterdir()):
            return
        threading.Event().wait(0.1)
    pytest.fail("files remain")
