"""``allied sweep`` as it is typed: what it prints, what it asks, and how it refuses."""

import json
from pathlib import Path

import pytest

from allied.cli import main
from experiments.store import read_runs
from simulation.measures import MEASURES
from tests.places import lonely, small

PLAN = """
scenarios = ["lonely.toml"]
seeds = 2
[vary]
place.arrivals = [0.0, 0.5]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a plan and its scenario."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    place = small(lonely(), run__weeks=3, run__past_weeks=1)
    Path("lonely.toml").write_text(place.to_toml(), encoding="utf-8")
    Path("plan.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["sweep", "plan.toml", "--jobs", "1", *words])
    return code, *capsys.readouterr()


@pytest.mark.usefixtures("here")
def test_it_prints_a_line_a_scenario_and_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, told = typed(capsys)
    assert code == 0
    assert said.splitlines()[-1].split()[:3] == ["lonely", "4", "0"]
    assert told.endswith("4 of 4 runs were made now; all are in plan.\n")
    code, again, told = typed(capsys)
    assert (code, again) == (0, said)
    assert told.endswith("0 of 4 runs were made now; all are in plan.\n")
    assert typed(capsys, "--quiet") == (0, said, "")


@pytest.mark.usefixtures("here")
def test_machines_get_the_means(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = typed(capsys, "--json", "--out", "elsewhere")
    found = json.loads(said)
    assert code == 0
    assert {key: found[key] for key in ("folder", "runs", "new", "failed")} == {
        "folder": "elsewhere", "runs": 4, "new": 4, "failed": 0,
    }  # fmt: skip
    means = found["scenarios"]["lonely"]["means"]
    assert list(means) == list(MEASURES)
    runs = read_runs(Path("elsewhere"))
    assert means["good_weeks"] == pytest.approx(runs["good_weeks"].mean())
    assert means["wait_weeks"] is None


def test_a_dry_run_says_what_it_would_take(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = typed(capsys, "--dry-run")
    assert code == 0
    assert said.startswith("4 runs: 2 points × 1 scenario × 2 seeds, 16 weeks to simulate.\nAbout")
    assert "on disk" in said
    found = json.loads(typed(capsys, "--dry-run", "--json", "--weekly")[1])
    assert (found["runs"], found["weeks"], found["processes"]) == (4, 16, 1)
    assert found["seconds"] > 0
    assert sorted(path.name for path in here.iterdir()) == ["lonely.toml", "plan.toml"]


def test_very_many_runs_are_asked_about(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.toml").write_text(PLAN.replace("seeds = 2", "seeds = 60_000"), encoding="utf-8")
    code, _, told = typed(capsys)
    assert code == 2
    assert told == (
        "plan.toml has 120,000 runs (2 points × 1 scenario × 60,000 seeds); say --yes if that is "
        "meant, or --dry-run to see what it would take.\n"
    )
    assert not Path("plan").exists()


@pytest.mark.usefixtures("here")
def test_failed_runs_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, told = typed(capsys, "--time-limit", "0.000001")
    assert code == 1
    assert said.splitlines()[-1].split() == ["lonely", "4", "4", *["not", "known"] * 3]
    assert "4 runs failed; the first was lonely, point 0, seed 1: TimeLimitError: " in told
    assert told.endswith("Every run failed.\n")
    code, said, _ = typed(capsys, "--retry-failed")
    assert code == 0
    assert said.splitlines()[-1].split()[:3] == ["lonely", "4", "0"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--jobs", "0"], "--jobs is 0; it must be a whole number of 1 or more."),
        (["--time-limit", "soon"], "--time-limit is soon; it must be a number of seconds above 0."),
        (["--cluster", "tcp://127.0.0.1:1"], "name one or the other."),
        (["--out", "lonely.toml"], "lonely.toml is not a folder of results: it has no manifest"),
        (["--out", "no/where"], "no/where cannot be made: there is no folder no."),
        (["--sed", "3"], "There is no option --sed"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    code, said, told = typed(capsys, *words)
    assert (code, said) == (2, "")
    assert says in told
    assert len(told.splitlines()) == 1
    assert sorted(path.name for path in here.iterdir()) == ["lonely.toml", "plan.toml"]
