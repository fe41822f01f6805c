"""A sweep that is killed at random moments, then goes on: nothing lost, nothing twice."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from experiments.store import read_runs, read_weekly
from experiments.sweep import sweep
from tests.places import small, village

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")

PLACE = small(village(), run__weeks=15, run__past_weeks=4, place__people=15)
SEEDS = 250
PLAN = f"""
scenarios = ["village.toml", "village.toml"]
seeds = {SEEDS}
[vary]
commissioning.pooled_share = [0.0, 1.0]
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "village.toml").write_text(PLACE.to_toml(), encoding="utf-8")
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    return folder / "plan.toml"


@pytest.fixture(scope="module")
def whole(plan: Path) -> pd.DataFrame:
    """All runs, never stopped."""
    return sweep(plan, jobs=2)


def start(plan: Path, out: Path) -> subprocess.Popen[str]:
    words = ["sweep", str(plan), "--out", str(out), "--jobs", "2", "--weekly", "--quiet"]
    return subprocess.Popen(
        [sys.executable, "-m", "allied", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def kill_at_random(plan: Path, out: Path, luck: random.Random) -> int:
    """Start it, kill it some time after parts begin to be written, and count what is there."""
    before = len(list(out.glob("runs/0*")))
    with start(plan, out) as process:
        limit = time.monotonic() + 120
        while process.poll() is None and len(list(out.glob("runs/0*"))) == before:
            assert time.monotonic() < limit
            time.sleep(0.01)
        time.sleep(luck.random())
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
    return len(read_runs(out))


def killed_and_gone_on(plan: Path, out: Path, whole: pd.DataFrame, seed: int) -> None:
    luck = random.Random(seed)
    kept = kill_at_random(plan, out, luck)
    again = kill_at_random(plan, out, luck)
    assert kept <= again
    with start(plan, out) as process:
        said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert read_runs(out).equals(whole)
    weeks = read_weekly(out)
    assert len(weeks) == 15 * 4 * SEEDS
    assert not weeks.duplicated(["scenario", "point", "seed", "week"]).any()


@pytest.mark.parametrize("seed", range(2))
def test_killed_and_gone_on(tmp_path: Path, plan: Path, whole: pd.DataFrame, seed: int) -> None:
    killed_and_gone_on(plan, tmp_path / "out", whole, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_killed_and_gone_on_many_times(
    tmp_path: Path, plan: Path, whole: pd.DataFrame, seed: int
) -> None:
    killed_and_gone_on(plan, tmp_path / "out", whole, seed)


def test_an_interrupt_keeps_what_was_finished(tmp_path: Path, plan: Path) -> None:
    out = tmp_path / "out"
    with start(plan, out) as process:
        while process.poll() is None and not list(out.glob("runs/0*")):
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        said, told = process.communicate(timeout=60)
    assert (said, process.returncode) == ("", 130)
    assert (
        told
        == f"Stopped; what was finished is in {out}, and the same command goes on from there.\n"
    )
    assert 0 < len(read_runs(out)) < 4 * SEEDS
    assert not list(out.rglob("*.partial"))


def test_a_disk_that_is_really_full_is_told(tmp_path: Path, plan: Path) -> None:
    code = (
        "import resource, sys\nfrom allied.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ["sweep", str(plan), "--out", str(tmp_path / "out"), "--jobs", "1", "--quiet"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert done.returncode == 1
    assert "could not be written (File too large)" in done.stderr
    assert "the same sweep goes on from there" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
