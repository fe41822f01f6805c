"""``allied life``: a story in the terminal, JSON, a folder, and one sentence for bad input."""

import csv
import json
import math
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from allied.cli import main
from experiments.lives.totals import TOTALS
from experiments.lives.wording import WORDS
from simulation.scenario import Scenario
from tests.integration.test_report import Page
from tests.places import small, village
from tests.refusals import refused
from tests.worlds import shrunk

PEOPLE, WEEKS = 150, 60
LIFE = ("life", "targets.toml", "alliance.toml", "--seed", "3")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two systems of one small city, and a village."""
    folder = tmp_path_factory.mktemp("city")
    found: dict[str, Scenario] = {
        "targets": shrunk("target_driven", PEOPLE, run__weeks=WEEKS, run__past_weeks=26),
        "alliance": shrunk("alliance", PEOPLE, run__weeks=WEEKS, run__past_weeks=26),
        "village": small(village()),
    }
    for name, scenario in found.items():
        (folder / f"{name}.toml").write_text(scenario.to_toml(), encoding="utf-8")
    return folder


@pytest.fixture
def here(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    monkeypatch.setenv("COLUMNS", "100")
    return city


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_it_keeps_to_the_width_there_is(
    columns: int, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = told(capsys, *LIFE)
    assert max(map(len, text.splitlines())) <= min(columns, 110)
    beside = re.search(r"^targets +alliance *$", text, re.MULTILINE)
    assert bool(beside) == (columns >= 80)
    assert "…" not in text.partition("In numbers")[0]


def test_it_tells_who_what_and_how_much(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(told(capsys, *LIFE).split())
    for part in (
        "was picked out of",
        "not typical",
        "What weighs on them",
        "In targets:",
        "How bad each need is",
        "Year 1",
        "good weeks of 52",
        "In numbers",
        "not for decisions about individuals",
    ):
        assert part in text, part
    assert "not for decisions" not in told(capsys, *LIFE, "--quiet")
    assert "the middle one" in " ".join(told(capsys, *LIFE, "--typical").split())
    named = told(capsys, *LIFE, "--person", "4", "--weeks", "10")
    assert "Person 4 in targets and in alliance" in named
    assert "picked" not in named
    assert "Year 2" not in named


def test_the_same_system_twice_is_told_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "life", "village.toml", "village.toml", "--person", "3")
    assert "Exactly the same happens to them in both." in " ".join(text.split())
    assert "The same in both:" in text


def test_json_has_the_promised_shape(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, *LIFE, "--json"))
    assert list(found) == [
        "scenarios",
        "seed",
        "person",
        "weeks",
        "picked",
        "entry",
        "lives_part_in_week",
        "labels",
        "lives",
    ]
    assert (found["scenarios"], found["seed"]) == (["targets", "alliance"], 3)
    assert found["picked"]["row"] == found["person"]
    assert set(found["entry"]["needs"]) == set(found["entry"]["priority"])
    assert math.isclose(sum(found["entry"]["priority"].values()), 1, rel_tol=1e-5)
    kinds = {kind.name.lower() for kind in WORDS}
    for lived in found["lives"].values():
        assert set(lived["totals"]) == set(found["labels"]) == set(TOTALS)
        assert all(len(lived[n]) == WEEKS for n in ("present", "good", "trust", "strength"))
        assert all(len(need["severity"]) == WEEKS for need in lived["needs"].values())
        for event in lived["events"]:
            assert list(event) == [
                "week",
                "kind",
                "what",
                "need",
                "service",
                "referrer",
                "crisis",
                "weeks",
            ]
            assert event["kind"] in kinds
        away = [event for event in lived["events"] if event["what"].startswith("Turned away")]
        assert len(away) == lived["totals"]["bounces"]
        assert [year["number"] for year in lived["years"]] == sorted(
            {year["number"] for year in lived["years"]}
        )
    assert json.loads(told(capsys, *LIFE, "--json", "--person", "4"))["picked"] is None


def test_a_folder_with_everything(
    here: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    found = json.loads(told(capsys, *LIFE, "--json", "--out", str(out)))
    assert {path.name for path in out.iterdir()} == {
        "events.csv",
        "events.parquet",
        "weeks.csv",
        "weeks.parquet",
        "totals.csv",
        "totals.parquet",
        "scenarios",
        "manifest.json",
        "report.html",
        "life.npz",
    }
    events = pq.read_table(out / "events.parquet").to_pylist()
    for label, lived in found["lives"].items():
        rows = [
            {k: v for k, v in e.items() if k != "scenario"}
            for e in events
            if e["scenario"] == label
        ]
        assert rows == lived["events"]
    with (out / "weeks.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 2 * WEEKS
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seeds"] == [3]
    command = manifest["command"].split()
    assert command[:2] == ["allied", "life"]
    again = json.loads(told(capsys, *command[1:], "--json"))
    assert again["lives"] == found["lives"]


def test_the_page_can_be_read(
    here: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told(capsys, *LIFE, "--out", str(tmp_path / "out"))
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not re.search(r'(?:src|href)="(?!#)', text.replace("xlink:href", "href"))
    assert "url(http" not in text
    figures = page.all_of("svg")
    assert len(figures) == 8
    assert all(figure["aria-label"].strip() for figure in figures)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for part in (
        "Target-driven commissioning",
        "was picked out of",
        "Year by year",
        "The numbers behind these figures",
        "Everything that happened in",
    ):
        assert part in page.text


def test_the_same_folder_every_time(
    here: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        told(capsys, "life", "village.toml", "village.toml", "--out", str(tmp_path / name))
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*")]
    assert files
    for file in files:
        first, second = ((tmp_path / name / file) for name in ("one", "two"))
        assert first.read_bytes() == second.read_bytes()


WRONG = {
    "life": "A",
    "life targets.toml": "B",
    "life targets.toml nowhere.toml": "nowhere.toml",
    "life targets.toml alliance.toml --person x": "--person is x; it must be a whole number",
    "life targets.toml alliance.toml --person -1": "--person is -1; it must be a whole number",
    "life targets.toml alliance.toml --seed -1": "--seed is -1",
    "life targets.toml alliance.toml --person 99999": "There is no person 99999",
    "life targets.toml alliance.toml --person 99999 --out gone": "There is no person 99999",
    "life targets.toml alliance.toml --person 4 --typical": "give one",
    "life targets.toml village.toml": "different pasts",
    "life targets.toml alliance.toml --out village.toml": "exists already",
    "life targets.toml alliance.toml --set commissioning.open_bok=1": "commissioning.open_book",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_told_in_one_sentence(
    line: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(line, WRONG[line], here, capsys)
