"""The command ``allied dashboard``, and the results that the dashboard ships."""

import importlib.util
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.compare import compare

COMMAND = [sys.executable, "-m", "allied", "dashboard", "--no-open"]
REMAKE = "run `make lessons`"
installed = pytest.mark.skipif(
    importlib.util.find_spec("solara") is None, reason="the extra dashboard is not installed"
)


@installed
def test_a_busy_port_is_named_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run([*COMMAND, "--port", port], capture_output=True, text=True)
    assert done.returncode == 2
    assert re.fullmatch(rf"Port {port} of localhost is in use .*--port \d+\.\n", done.stderr)


@installed
def test_an_address_that_does_not_exist_is_named() -> None:
    done = subprocess.run([*COMMAND, "--host", "nowhere.invalid"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "nowhere.invalid" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_the_extra_it_says_what_to_install() -> None:
    blocked = (
        "import sys; sys.modules['solara'] = None\n"
        "from allied.cli import main; sys.exit(main(['dashboard', '--no-open']))"
    )
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True)
    assert done.returncode == 2
    assert "pip install 'allied[dashboard]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_lessons_are_of_the_scenarios_as_they_are_now() -> None:
    from dashboards.lessons.results import stale

    assert not stale(), REMAKE


def test_a_lesson_gives_today_what_was_shipped() -> None:
    from dashboards.lessons import LESSONS
    from dashboards.lessons.results import results

    lesson = LESSONS[0]
    shipped = results()[lesson.id].runs[lesson.measure]
    today = compare(lesson.scenarios, 1, jobs=1).runs[lesson.measure]
    for was, now in zip(shipped, today, strict=True):
        assert abs(now[0] - was.mean()) < 5 * was.std() + 1e-6, REMAKE


def test_the_facilitators_guide_says_what_the_lessons_gave() -> None:
    from dashboards.lessons.guide import guide

    written = Path(__file__).parents[2] / "docs" / "facilitator.md"
    assert written.read_text(encoding="utf-8") == guide() + "\n", REMAKE


def test_what_matters_most_is_of_the_scenarios_as_they_are_now() -> None:
    from dashboards.matters.results import stale

    assert not stale(), REMAKE


def test_every_lever_is_ranked() -> None:
    from dashboards.matters.designs import MEASURES
    from dashboards.matters.results import effects
    from dashboards.state.settings import levers

    for measure in MEASURES:
        assert len(effects("levers", measure)) == len(levers())


def test_of_what_matters_most_only_what_is_missing_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboards.matters import __main__ as command
    from dashboards.matters import results

    shipped = results.FILE.read_text(encoding="utf-8")
    data = json.loads(shipped)
    gone = data["levers"].pop(3)
    file = tmp_path / "matters.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    asked = []

    def run(pairs, seeds):
        asked.extend([pair.id for pair in pairs])
        return [gone]

    monkeypatch.setattr(results, "_data", lambda: data)
    monkeypatch.setattr(command, "FILE", file)
    monkeypatch.setattr(command, "_run", run)
    monkeypatch.setattr(sys, "argv", ["matters", "--missing"])
    assert results.stale() == [gone["id"]]
    command.main()
    assert asked == [gone["id"]]
    assert file.read_text(encoding="utf-8") == shipped
