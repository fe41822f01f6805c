"""A sweep that is killed at random moments, then goes on: nothing lost, nothing twice."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from experiments.store import read_runs, read_weekly
from experiments.store import sweep as storing
from experiments.sweep import sweep
from tests.places import lonely, small
from tests.processes import members

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")

WEEKS, SEEDS, ENDLESS = 3, 200, 100_000
PLACE = small(lonely(), run__weeks=WEEKS, run__past_weeks=1)
PLAN = f"""
scenarios = ["lonely.toml", "lonely.toml"]
seeds = {SEEDS}
[vary]
commissioning.pooled_share = [0.0, 1.0]
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "lonely.toml").write_text(PLACE.to_toml(), encoding="utf-8")
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    return folder / "plan.toml"


@pytest.fixture(scope="module")
def whole(plan: Path) -> pd.DataFrame:
    """All runs, never stopped."""
    return sweep(plan, jobs=2)


def start(plan: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    words = ["sweep", str(plan), "--out", str(out), "--jobs", "2", "--weekly", "--quiet"]
    return subprocess.Popen(
        [sys.executable, "-m", "allied", *words, *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def wait_for_a_part(process: subprocess.Popen[str], out: Path) -> None:
    """Wait until there is one more part than now, or the sweep has ended."""
    before, limit = len(list(out.glob("runs/0*"))), time.monotonic() + 120
    while process.poll() is None and len(list(out.glob("runs/0*"))) == before:
        assert time.monotonic() < limit
        time.sleep(0.01)


def kill_at_random(plan: Path, out: Path, luck: random.Random) -> int:
    """Start it, kill it some time after parts begin to be written, and count what is there."""
    with start(plan, out) as process:
        wait_for_a_part(process, out)
        time.sleep(0.6 * luck.random())
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
    return len(read_runs(out))


def killed_and_gone_on(plan: Path, out: Path, whole: pd.DataFrame, seed: int) -> None:
    luck = random.Random(seed)
    kept = kill_at_random(plan, out, luck)
    again = kill_at_random(plan, out, luck)
    assert kept <= again
    with start(plan, out) as process:
        said = process.communicate(timeout=900)
        assert process.returncode == 0, said
    assert read_runs(out).equals(whole)
    weeks = read_weekly(out)
    assert len(weeks) == WEEKS * 4 * SEEDS
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
    """Ctrl-C in a terminal reaches the processes that simulate as well."""
    endless, out = plan.with_name("endless.toml"), tmp_path / "out"
    endless.write_text(PLAN.replace(f"seeds = {SEEDS}", f"seeds = {ENDLESS}"), encoding="utf-8")
    with start(endless, out, "--yes") as process:
        wait_for_a_part(process, out)
        os.killpg(process.pid, signal.SIGINT)
        said, told = process.communicate(timeout=300)
    assert (said, process.returncode) == ("", 130)
    assert (
        told
        == f"Stopped; what was finished is in {out}, and the same command goes on from there.\n"
    )
    assert 0 < len(read_runs(out)) < 4 * ENDLESS
    assert not list(out.rglob("*.partial"))


def test_only_the_one_that_started_them_can_interrupt_the_processes(
    tmp_path: Path, plan: Path, whole: pd.DataFrame
) -> None:
    out = tmp_path / "out"
    with start(plan, out) as process:
        wait_for_a_part(process, out)
        for pid in set(members(process.pid)) - {process.pid}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
        _, told = process.communicate(timeout=300)
    assert (told, process.returncode) == ("", 0)
    assert read_runs(out).equals(whole)


def test_a_disk_that_is_really_full_is_told(
    tmp_path: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "FIRST_WAIT", 600.0)  # one part, however slow it is
    out, first = tmp_path / "out", plan.with_name("first.toml")
    first.write_text(PLAN.replace(f"seeds = {SEEDS}", "seeds = 1"), encoding="utf-8")
    sweep(first, out, jobs=1)
    size = (out / "runs" / "000001.parquet").stat().st_size
    code = (
        "import resource, sys\nfrom allied.cli import main\nfrom experiments.store import sweep\n"
        f"sweep.FIRST_WAIT = 600.0\nresource.setrlimit(resource.RLIMIT_FSIZE, ({2 * size},) * 2)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ["sweep", str(plan), "--out", str(out), "--jobs", "1", "--quiet"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "000002.parquet could not be written (File too large); the 4 runs written before are "
        f"safe. What was finished is in {out}, and the same command goes on from there.\n"
    )
    assert len(done.stderr.splitlines()) == 1
    assert len(read_runs(out)) == 4
