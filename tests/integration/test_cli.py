"""The command line: what each command prints, and one clear sentence for whatever is wrong."""

import csv
import json
import tomllib
from pathlib import Path

import pytest

from allied.cli import main
from simulation.measures import MEASURES
from simulation.scenario import load_scenario
from simulation.scenarios import INDEX
from simulation.week.schedule import WEEK
from tests.places import small, village
from tests.refusals import refused

QUICK = ("--set", "run.weeks=14", "--set", "run.past_weeks=4", "--set", "place.people=60")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for every column, whatever screen the tests are run on."""
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a small scenario file ``village.toml``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "village.toml").write_text(small(village()).to_toml(), encoding="utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command that goes well prints on standard output."""
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_list_names_every_shipped_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "list")
    assert all(name in text for name in INDEX)
    assert [one["name"] for one in json.loads(told(capsys, "list", "--json"))] == list(INDEX)


def test_no_command_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys)
    for command in ("list", "show", "check", "diff", "schema", "new", "run", "compare", "life"):
        assert command in text


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--version").startswith("allied ")


def test_show_gives_value_unit_range_mark_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "show", "alliance")
    (line,) = [line for line in text.splitlines() if line.startswith("pooled_share")]
    assert line.split() == ["pooled_share", "Pooled", "reward", "0.6", "share", "0", "to", "1", "A"]
    found = json.loads(told(capsys, "show", "alliance", "--json"))
    caseload = next(row for key, row in found.items() if key.endswith(".caseload"))
    assert (caseload["unit"], caseload["mark"], caseload["plausible"]) == ("people", "F", [8, 40])
    assert caseload["source"]


def test_show_gives_the_week_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, "show", "--week", "--json"))
    assert [process["name"] for process in found] == [process.name for process in WEEK]
    needs = {process["name"]: process for process in found}["move_needs"]
    assert (needs["writes"], needs["draws"]) == (["people.need"], ["needs"])
    assert needs["file"] == "simulation/week/people/needs.py"
    text = told(capsys, "show", "--week")
    for process in WEEK:
        assert process.name in text


def test_check_tells_what_is_valid(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", "village.toml", "alliance") == (
        "village.toml is valid.\nalliance is valid.\n"
    )
    assert told(capsys, "check", "village.toml", "--quiet") == ""


def test_check_tells_all_problems_of_all_files(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "bad.toml").write_text(
        'extends = "alliance"\n[commissioning]\npooled_shar = 1\nopen_book = 3\n', encoding="utf-8"
    )
    (here / "worse.toml").write_text("extends = \n", encoding="utf-8")
    assert main(["check", "bad.toml", "village.toml", "worse.toml"]) == 2
    said = capsys.readouterr()
    assert said.out == "village.toml is valid.\n"
    first, second, third = said.err.splitlines()
    assert "bad.toml, line 3" in first
    assert "commissioning.pooled_share?" in first
    assert "bad.toml, line 4" in second
    assert "worse.toml, line 1" in third
    assert main(["check", "bad.toml", "--json"]) == 2
    assert len(json.loads(capsys.readouterr().out)["bad.toml"]) == 2


def test_diff_shows_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "diff", "target_driven", "alliance")
    assert "commissioning.pooled_share" in text
    found = json.loads(told(capsys, "diff", "target_driven", "alliance", "--json"))
    assert found["commissioning.pooled_share"] == {"a": 0.0, "b": 0.6}
    assert told(capsys, "diff", "alliance", "alliance") == "alliance and alliance do not differ.\n"


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert "commissioning" in json.loads(told(capsys, "schema"))["properties"]


def test_new_starts_a_file_that_is_valid_and_equal_until_it_is_edited(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, base in (("mine", "alliance"), ("ours", "village.toml")):
        assert f"{name}.toml" in told(capsys, "new", name, "--from", base)
        assert load_scenario(here / f"{name}.toml").key() == load_scenario(base).key()
    text = (here / "mine.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text.replace("# pooled_share", "pooled_share"))["commissioning"] == {
        "pooled_share": 0.6
    }


def test_new_overwrites_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mine.toml").write_text("kept", encoding="utf-8")
    assert main(["new", "mine", "--from", "alliance"]) == 2
    assert (here / "mine.toml").read_text(encoding="utf-8") == "kept"


def test_run_prints_measures_and_that_it_is_one_history(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "village.toml", "--seed", "3", "--weeks", "14"]) == 0
    said = capsys.readouterr()
    assert "village, 14 weeks, seed 3" in said.out
    assert all(measure.label in said.out for measure in MEASURES.values())
    assert "one possible history" in said.err
    found = json.loads(
        told(capsys, "run", "village.toml", "--seed", "3", "--weeks", "14", "--json")
    )
    assert (found["scenario"], found["seed"], found["weeks"]) == ("village", 3, 14)
    assert list(found["measures"]) == list(MEASURES)


def test_run_writes_its_results(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "run", "village.toml", "--set", "place.people=30", "--out", "out")
    assert {path.name for path in (here / "out").iterdir()} == {
        "runs.csv",
        "runs.parquet",
        "quarters.csv",
        "quarters.parquet",
        "weeks.csv",
        "weeks.parquet",
        "network",
        "scenarios",
        "manifest.json",
    }
    manifest = json.loads((here / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == "allied run village.toml --seed 1 --set place.people=30"


def test_compare_prints_a_table_and_says_what_it_means(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("compare", "target_driven", "alliance", "--replicates", "3", "--jobs", "1", *QUICK)
    text = told(capsys, *command)
    assert all(measure.label.split()[0] in text for measure in MEASURES.values())
    assert "Good weeks: " in text
    assert "not a forecast" in text
    assert "not a forecast" not in told(capsys, *command, "--quiet")


def test_compare_as_json_has_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(
        capsys,
        "compare",
        "target_driven",
        "alliance",
        "--replicates",
        "2",
        "--jobs",
        "1",
        "--json",
        *QUICK,
    )
    found = json.loads(text)
    assert found["scenarios"] == ["target_driven", "alliance"]
    assert (found["replicates"], found["seeds"]) == (2, [1, 2])
    assert list(found["measures"]) == list(MEASURES)
    for numbers in found["measures"].values():
        assert set(numbers) == {"target_driven", "alliance", "difference"}
    good = found["measures"]["good_weeks"]
    gap = good["alliance"]["mean"] - good["target_driven"]["mean"]
    assert good["difference"]["mean"] == pytest.approx(gap)


def test_compare_writes_the_same_folder_for_any_number_of_processes(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("compare", "village.toml", "village.toml", "--replicates", "3")
    told(capsys, *command, "--jobs", "1", "--out", "one")
    told(capsys, *command, "--jobs", "2", "--out", "two")
    files = sorted(p.relative_to(here / "one") for p in (here / "one").rglob("*") if p.is_file())
    assert Path("report.html") in files
    for file in files:
        assert (here / "one" / file).read_bytes() == (here / "two" / file).read_bytes()
    with (here / "one" / "runs.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["scenario"] for row in csv.DictReader(stream)]
    assert names == ["village"] * 3 + ["village (2)"] * 3


A_SEED = "it must be a whole number from 0 to 9,223,372,036,854,775,807."
WRONG = {
    "comapre a b": "'compare'",
    "list --jsn": "did you mean --json?",
    "show": "NAME",
    "show alliance --week": "NAME",
    "show plymuth": "plymouth",
    "show nowhere.toml": "nowhere.toml",
    "show .": "directory",
    "check": "FILE",
    "diff alliance": "B",
    "diff alliance plymuth": "plymouth",
    "new mine": "--from",
    "new mine --from plymuth": "plymouth",
    "new ../mine --from plymouth": "../mine",
    "new mine.toml --from plymouth": "mine.toml",
    "new alliance --from plymouth": "alliance",
    f"new {'x' * 300} --from plymouth": "cannot be written",
    f"check {'x' * 300}.toml": "cannot be read",
    "run": "NAME",
    "run alliance --seed x": f"--seed is x; {A_SEED}",
    "run alliance --seed -1": f"--seed is -1; {A_SEED}",
    f"run alliance --seed {2**63}": f"--seed is {2**63}; {A_SEED}",
    "run alliance --seed 1.5": f"--seed is 1.5; {A_SEED}",
    "run alliance --weeks -1": "--weeks is -1; it must be a whole number of 0 or more.",
    "run alliance --weeks 999999": "run.weeks",
    "run alliance --seed": "--seed",
    "run alliance --set pooled": "pooled",
    "run alliance --set commissioning.pooled_shar=1": "commissioning.pooled_share",
    "run alliance --set commissioning.pooled_share=2": "commissioning.pooled_share",
    "run alliance --set commissioning.pooled_share=nan": "commissioning.pooled_share",
    "run alliance --set run.weeks=1 --set run.weeks=2": "twice",
    "run alliance --out .": "exists already",
    "run alliance --out no/such": "no folder no",
    "compare": "A B",
    "compare alliance": "at least two",
    "compare alliance plymuth": "plymouth",
    "compare alliance plymouth --replicates 0": "--replicates is 0",
    "compare alliance plymouth --replicates -5": "--replicates is -5",
    "compare alliance plymouth --replicates many": "--replicates is many",
    "compare alliance plymouth --jobs 0": "--jobs is 0",
    "compare alliance plymouth --out village.toml": "village.toml exists already",
    "compare alliance plymouth --out village.toml/out": "cannot be made",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_told_in_one_sentence(
    line: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(line, WRONG[line], here, capsys)


def test_all_that_is_wrong_with_all_scenarios_is_told_before_anything_runs(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "compare plymuth aliance --set nonsense --out out"
    assert main(line.split()) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not (here / "out").exists()
