"""Many runs inside somebody else's processes: they end, and they end nobody else's."""

import os
import subprocess
import sys

import pytest

from experiments.runs import pool
from experiments.sweep import sweep
from tests.hosts import HOSTS, PLACE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and signals of POSIX systems")


OFTEN = {"pool", "executor", "threads", "no_semaphores"}
"""Hosts of each kind; the others are left to ``make soak``."""


@pytest.mark.parametrize(
    "host", [pytest.param(host, marks=[] if host in OFTEN else pytest.mark.soak) for host in HOSTS]
)
def test_runs_work_wherever_they_are_embedded(host: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hosts", host], capture_output=True, text=True, timeout=240
    )
    assert (done.returncode, done.stdout) == (0, "[3, 3]\n"), done.stderr


def test_a_pool_is_kept_for_the_next_call_and_made_anew_where_it_has_died() -> None:
    plan = {"scenarios": [PLACE], "seeds": 3}
    whole = sweep(plan, jobs=2)
    (first,) = pool._idle
    assert sweep(plan, jobs=2).equals(whole)
    assert pool._idle == [first]
    first.stop()
    assert sweep(plan, jobs=2).equals(whole)
    assert pool._idle != [first]


def test_the_worker_of_another_pool_uses_one_process_unless_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert pool.usual_processes() >= 1
    monkeypatch.setattr(pool.multiprocessing, "parent_process", object)
    assert pool.usual_processes() == 1
