"""The command as a process of its own: what it imports, how it stops, what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import pytest

from allied.cli import main
from experiments.sweep import sweep
from tests.places import lonely, small
from tests.processes import members

SMALL = ("--set", "place.people=200")
LONG = ("compare", "target_driven", "alliance", "--replicates", "2000", *SMALL)
PATIENCE = 60  # seconds, after which a test fails instead of waiting for ever
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")


@contextmanager
def allied(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command under way, with a session of its own; nothing of it outlives the test."""
    command = [sys.executable, "-m", "allied", *arguments]
    with subprocess.Popen(
        command, text=True, stdout=PIPE, stderr=PIPE, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            for pid in members(process.pid):
                os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("line", [["list"], ["show", "alliance"], ["check", "alliance"]])
def test_small_commands_import_nothing_that_takes_long(line: list[str]) -> None:
    code = (
        "import sys\nfrom allied.cli import main\n"
        f"assert main({line!r}) == 0\n"
        "slow = {'mesa', 'numpy', 'pandas', 'scipy', 'matplotlib', 'joblib', 'pyarrow'}\n"
        "sys.exit(', '.join(slow & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_public_names_are_imported_when_they_are_asked_for() -> None:
    code = (
        "import sys, allied\n"
        "assert not {'numpy', 'mesa', 'simulation'} & set(sys.modules)\n"
        "from allied import CareSystem, compare, load_scenario\n"
        "assert {'CareSystem', 'compare', 'load_scenario'} <= set(dir(allied))\n"
        "print(allied.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.strip()


def test_a_screen_that_lacks_letters_is_no_error() -> None:
    for words in (["show", "alliance"], ["show", "alliance", "--json"], ["check", "£"]):
        done = subprocess.run(
            [sys.executable, "-m", "allied", *words],
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
        )
        assert done.returncode == (2 if "check" in words else 0)
        assert len(done.stderr.splitlines()) == (1 if "check" in words else 0)
        if "--json" in words:
            assert json.loads(done.stdout)["place.budget"]["unit"] == "£ a year"


@posix
@pytest.mark.parametrize(("line", "code"), [("list >&-", 0), ("check nothing 2>&-", 2)])
def test_a_closed_stream_is_no_error(line: str, code: int) -> None:
    whole = f'exec "{sys.executable}" -m allied {line}'
    assert subprocess.run(whole, shell=True, capture_output=True).returncode == code


@posix
@pytest.mark.parametrize("to_all", [True, False], ids=["terminal", "one process"])
def test_an_interrupt_stops_everything_and_leaves_nothing(tmp_path: Path, to_all: bool) -> None:
    with allied(*LONG, "--out", str(tmp_path / "out")) as process:
        wait_until_at_work(process)
        if to_all:
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=PATIENCE) == ("", "Stopped; nothing was written.\n")
        assert process.returncode == 130
        assert list(tmp_path.iterdir()) == []
        assert left_of(process.pid) == []


@posix
def test_a_request_to_end_stops_everything_and_leaves_nothing(tmp_path: Path) -> None:
    with allied(*LONG, "--out", str(tmp_path / "out")) as process:
        wait_until_at_work(process)
        process.terminate()
        assert process.communicate(timeout=PATIENCE) == ("", "Stopped; nothing was written.\n")
        assert process.returncode == 128 + signal.SIGTERM
        assert list(tmp_path.iterdir()) == []
        assert left_of(process.pid) == []


ENDLESS = "SELECT sum(sin(r0.seed)) FROM " + ", ".join(f"runs r{i}" for i in range(30))


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_query_that_takes_long_can_be_stopped(tmp_path: Path, number: signal.Signals) -> None:
    place = small(lonely(), run__weeks=1, run__past_weeks=1)
    sweep({"scenarios": [place], "seeds": 10}, tmp_path / "out", jobs=1)
    with allied("query", str(tmp_path / "out"), ENDLESS) as process:
        time.sleep(8.0)
        assert process.poll() is None
        process.send_signal(number)
        begun = time.monotonic()
        assert process.communicate(timeout=PATIENCE) == ("", "Stopped; nothing was written.\n")
        assert time.monotonic() - begun < 5.0
        assert process.returncode == 128 + number


def test_commands_run_in_a_thread() -> None:
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(main, ["check", "alliance"]).result() == 0


@posix
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    with allied(*LONG, "--out", str(tmp_path / "out")) as process:
        wait_until_at_work(process)
        process.kill()
        process.wait(PATIENCE)
        assert not (tmp_path / "out").exists()
        assert left_of(process.pid) == []


@posix
def test_a_reader_that_has_had_enough_is_no_error() -> None:
    with allied("show", "alliance") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_told_in_a_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "allied", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def wait_until_at_work(process: subprocess.Popen[str]) -> None:
    """Wait until the processes that simulate have come some way, which is told."""
    assert process.stderr is not None
    assert process.stderr.readline() == "Simulating target_driven and alliance …\n"
    assert process.poll() is None


def left_of(session: int) -> list[int]:
    """Who is left of a session, when it was given time to empty."""
    limit = time.monotonic() + PATIENCE
    while members(session) and time.monotonic() < limit:
        time.sleep(0.2)
    return members(session)
