"""``allied sweep`` as it is typed: what it prints, what it asks, and how it refuses."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from allied.cli import main
from experiments.errors import RunError
from experiments.store import read_runs
from experiments.store import sweep as storing
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


@pytest.mark.usefixtures("here")
def test_a_dry_run_knows_how_much_disk_it_takes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "FIRST_WAIT", 600.0)  # one part, however slow it is
    for weekly in ([], ["--weekly"]):
        foretold = json.loads(typed(capsys, "--dry-run", "--json", *weekly)[1])["disk_bytes"]
        out = f"out{len(weekly)}"
        assert typed(capsys, "--out", out, *weekly)[0] == 0
        taken = sum(part.stat().st_size for part in Path(out).rglob("*.parquet"))
        assert foretold / 2 < taken < foretold


def test_a_query_for_weeks_that_were_not_kept_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(capsys)
    assert main(["query", "plan", "select * from weekly"]) == 2
    assert capsys.readouterr().err == (
        "There is no table weekly; there is runs; weekly is kept by a sweep with --weekly.\n"
    )
    assert main(["query", "plan", "select * from glob('*')"]) == 2
    assert capsys.readouterr().err == "A query reads the table runs and nothing else.\n"


@pytest.mark.parametrize(("seconds", "parts"), [(0.1, 1), (1.0, 2), (28.0, 6), (3600.0, 125)])
def test_parts_grow_slower_than_time(seconds: float, parts: int) -> None:
    assert storing.parts_in(seconds) == parts


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


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("at", ["experiments.store.read_runs", "allied.commands.sweep._print"])
def test_an_interrupt_after_the_last_run_tells_where_the_runs_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(at, interrupt)
        code, said, told = typed(capsys, "--quiet")
    assert (code, said) == (130, "")
    goes_on = "what was finished is in plan, and the same command goes on from there.\n"
    assert told == f"Stopped; {goes_on}"
    code, _, told = typed(capsys)
    assert code == 0
    assert told.startswith("0 of 4 runs were made now")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["run", "compare", "life"])
def test_an_interrupt_after_the_results_are_written_tells_where_they_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(f"allied.commands.{name}._print", interrupt)
    more = {"run": [], "compare": ["lonely.toml", "--replicates", "2", "--jobs", "1"]}
    words = [name, "lonely.toml", *more.get(name, ["lonely.toml", "--seed", "1"]), "--quiet"]
    assert main([*words, "--out", "there"]) == 130
    assert capsys.readouterr() == ("", "Stopped; the results are in there.\n")
    assert main([*words]) == 130
    assert capsys.readouterr() == ("", "Stopped; nothing was written.\n")


@pytest.mark.usefixtures("here")
def test_a_lost_cluster_is_told_with_how_to_go_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed(capsys)[0] == 0
    Path("plan.toml").write_text(PLAN.replace("seeds = 2", "seeds = 3"), encoding="utf-8")

    def lost(*_: object, **__: object) -> Iterator[None]:
        raise RunError("The cluster at tcp://10.0.0.1:8786 was lost.")
        yield

    monkeypatch.setattr("experiments.sweep.run_jobs", lost)
    code, said, told = typed(capsys, "--quiet")
    assert (code, said) == (1, "")
    assert told == (
        "The cluster at tcp://10.0.0.1:8786 was lost. What was finished is in plan, and the same "
        "command goes on from there.\n"
    )


def test_a_folder_nobody_may_write_to_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(capsys)
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *more: object, **others: object) -> object:
        if "plan" in path.parts and not mode.startswith("r"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, *more, **others)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    code, _, told = typed(capsys)
    assert (code, told) == (2, "plan cannot be written to: permission denied.\n")
    assert main(["report", "plan", "--quiet"]) == 2
    report = Path("plan", "report.html")
    assert capsys.readouterr().err == f"{report} cannot be written: permission denied.\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--jobs", "0"], "--jobs is 0; it must be a whole number of 1 or more."),
        (["--time-limit", "soon"], "--time-limit is soon; it must be a number of seconds above 0."),
        (["--cluster", "tcp://127.0.0.1:1"], "name one or the other."),
        (["--out", "lonely.toml"], "lonely.toml is not a folder of results: it has no manifest"),
        (["--out", "no/where"], "no/where cannot be made: there is no folder no."),
        (["--out", "a" * 300], "cannot be made: file name too long."),
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
