"""Asking a folder of results: sensitivity, rules, SQL, a report, and what cannot be asked."""

import csv
import io
import json
import re
import sys
from pathlib import Path

import pandas as pd
import pytest

from allied.cli import main
from experiments.discovery import cases, discover
from experiments.errors import InputError
from experiments.query import query
from experiments.report.sweep import page
from experiments.sensitivity import read_analysis, sensitivity
from experiments.store import read_runs
from experiments.sweep import sweep
from tests.places import small, village

C, OVERHEAD = "entanglement.c", "commissioning.overhead"
PLACE = small(village(), run__weeks=13, run__past_weeks=2, place__people=25)
OTHER = PLACE.override({"model.support.effect": 0.2}).model_copy(update={"name": "other"})
PLAN = {"scenarios": [PLACE, OTHER], "seeds": 2, "vary": {C: [0.0, 0.5, 1.0], OVERHEAD: [0.1, 0.3]}}
WORST = "good_weeks_difference < 0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("analysis") / "out"
    sweep(PLAN, out, jobs=1, weekly=True)
    return out


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command says that is refused, in one line and without a result."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_sql_reads_runs_and_weeks(folder: Path) -> None:
    runs = read_runs(folder)
    answer = query(folder, f'select "{C}", avg(good_weeks) m from runs group by 1 order by 1')
    assert answer.columns == [C, "m"]
    assert dict(answer.rows) == pytest.approx(runs.groupby(C)["good_weeks"].mean().to_dict())
    assert query(folder, "select count(*), count(*) from weekly").rows == [(24 * 13, 24 * 13)]
    assert query(folder, "select count(*), count(*) from runs").columns[1] != "count_star()"
    assert query(folder, "describe runs").rows[0][0] == "scenario"


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("selec 1", "syntax error"),
        ("select nothing from runs", '"nothing" not found'),
        ("select * from run", "There is no table run; there is runs"),
        ("pivot runs on scenario using avg(burden)", "A PIVOT must name the values"),
        ("", "must be one"),
        ("select 1; select 2", "must be one"),
        ("delete from runs", "kind delete is refused"),
        ("insert into runs select * from runs", "kind insert is refused"),
        ("create table mine as select * from runs", "kind create is refused"),
        ("copy runs to 'runs.csv'", "kind copy is refused"),
        ("explain analyze copy runs to 'runs.csv'", "kind explain is refused"),
        ("attach 'other.db'", "kind attach is refused"),
        ("set enable_external_access = true", "kind set is refused"),
        ("install httpfs", "is refused"),
        ("select * from read_csv('manifest.json')", "and nothing else"),
        ("select * from read_text('manifest.json')", "and nothing else"),
        ("select * from glob('*')", "and nothing else"),
        ("select * from read_parquet('https://example.org/a.parquet')", "and nothing else"),
        ("select * from 'manifest.json'", "and nothing else"),
        ("select * from PLAN", "There is no table PLAN; there is runs"),
        ("select getenv('HOME')", "does not exist"),
    ],
)
def test_sql_that_is_wrong_writes_or_reads_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch, sql: str, says: str
) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    with pytest.raises(InputError, match=re.escape(says)) as caught:
        query(folder, sql)
    assert "\n" not in str(caught.value)
    assert sorted(folder.rglob("*")) == before


def test_answers_as_table_json_and_csv(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = (
        "query",
        str(folder),
        "select scenario, count(*) as runs from runs group by 1 order by 1",
    )
    rows = [{"scenario": "other", "runs": 12}, {"scenario": "scenario", "runs": 12}]
    assert re.search(r"other +12", told(capsys, *ask))
    assert json.loads(told(capsys, *ask, "--json")) == rows
    text = told(capsys, *ask, "--csv")
    assert next(csv.DictReader(io.StringIO(text))) == {"scenario": "other", "runs": "12"}
    assert "one" not in refused(capsys, *ask, "--csv", "--json")
    odd = "select 'nan'::double a, date '2020-01-31' b, [1, 2] c"
    assert json.loads(told(capsys, "query", str(folder), odd, "--json")) == [
        {"a": None, "b": "2020-01-31", "c": [1, 2]}
    ]


def test_columns_that_do_not_fit_are_left_out_and_said_to_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["query", str(folder), "select * from runs order by all limit 1"]) == 0
    said = capsys.readouterr()
    heading, _rule, row = said.out.splitlines()
    assert heading.split() == ["scenario", "point", "seed", C, OVERHEAD]
    assert row.split() == ["other", "0", "1", "0", "0.1"]
    assert re.fullmatch(
        r"The first 5 of \d+ columns; --csv and --json print all of them\.\n", said.err
    )
    told(capsys, "query", str(folder), "select repeat('a', 500) as long, 1 as beside")


def test_folders_that_hold_no_sweep(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["query", "DIR", "select 1"], ["report", "DIR", "--quiet"],
                    ["discover", "DIR", "--target", WORST]):  # fmt: skip
        words = [str(tmp_path) if word == "DIR" else word for word in command]
        assert "is not a folder of results" in refused(capsys, *words)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    sweep(PLAN | {"seeds": 1, "vary": {}}, out, jobs=1)
    (part,) = (out / "runs").iterdir()
    part.write_bytes(part.read_bytes()[:-20])
    for ask in (lambda: query(out, "select 1"), lambda: page(out)):
        with pytest.raises(InputError, match=r"000001\.parquet is damaged"):
            ask()


def test_cases_are_paired_and_rules_hold_all_of_them(folder: Path) -> None:
    x, y = cases(folder, WORST)
    runs = read_runs(folder).set_index(["point", "seed", "scenario"])["good_weeks"].unstack()
    assert (y == (runs["other"] - runs["scenario"] < 0)).all()
    assert list(x.columns) == [C, OVERHEAD]
    assert len(x) == len(y) == 12
    (found,) = discover(folder, "good_weeks_difference > -100")
    assert (found.share, found.scenario, found.reference) == (1, "other", "scenario")
    plain = discover(folder, "good_weeks < 30")
    assert [one.scenario for one in plain] == ["scenario", "other"]
    for one in plain:
        assert sum(rule.cases for rule in one.rules) == one.cases == 12


def test_discover_says_what_its_numbers_mean(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    median = read_runs(folder)["burden"].median()
    text = told(capsys, "discover", str(folder), "--target", f"burden < {median}")
    assert "Density" in text
    assert "Coverage" in text
    assert "points" in text
    found = json.loads(told(capsys, "discover", str(folder), "--target", WORST, "--json"))
    assert found[0]["target"] == WORST
    assert found[0]["rules"][0]["density"] <= 1


def test_what_discover_cannot_do(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("discover", str(folder), "--target")
    assert "did you mean good_weeks" in refused(capsys, *asked, "god_weeks < 0")
    assert "is no measure" in refused(capsys, *asked, "1 < good_weeks")
    with pytest.raises(InputError, match="did you mean other"):
        cases(folder, WORST, "othr")
    alone = tmp_path / "alone"
    sweep(PLAN | {"scenarios": [PLACE], "vary": {C: [0.0, 1.0]}, "seeds": 1}, alone, jobs=1)
    assert "no differences" in refused(capsys, "discover", str(alone), "--target", WORST)
    nothing = tmp_path / "nothing"
    sweep(PLAN | {"vary": {}, "seeds": 1}, nothing, jobs=1)
    assert "Nothing is varied" in refused(capsys, "discover", str(nothing), "--target", WORST)


@pytest.mark.parametrize("library", ["duckdb", "sklearn", "SALib"])
def test_a_missing_library_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    median = str(read_runs(folder)["burden"].median())
    words = {
        "duckdb": ["query", str(folder), "select 1"],
        "sklearn": ["discover", str(folder), "--target", f"burden < {median}"],
        "SALib": ["sensitivity", "target_driven", "--quiet"],
    }[library]
    assert "pip install 'allied[analysis]'" in refused(capsys, *words)


def test_a_report_is_written_beside_the_runs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = page(folder)
    assert page(folder) == text
    for part in ("In short", "All measures", "Settings", "Failures", "No run failed",
                 "How to get the same numbers again", "numpy", C, "not a forecast"):  # fmt: skip
        assert part in text
    assert text.count("<svg") == 2
    assert not re.search(r'(src|href)="(?!#)', text)
    assert "report.html" in told(capsys, "report", str(folder), "--quiet")
    assert (folder / "report.html").read_text(encoding="utf-8") == text


def test_a_report_counts_failures(tmp_path: Path) -> None:
    out = tmp_path / "out"
    sweep(PLAN | {"seeds": 1}, out, jobs=1, time_limit=1e-9)
    text = page(out)
    assert "it took longer than" in text
    assert "12 failed" in text


@pytest.fixture(scope="module")
def screened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("screened") / "out"
    sensitivity(PLACE, "morris", 3, parameters=[C, OVERHEAD], jobs=1, out=out)
    return out


def test_a_finished_analysis_costs_nothing_and_says_the_same(screened: Path) -> None:
    parts = [path.read_bytes() for path in sorted((screened / "runs").iterdir())]
    again = sensitivity(PLACE, "morris", 3, "burden", [C, OVERHEAD], jobs=1, out=screened)
    assert [path.read_bytes() for path in sorted((screened / "runs").iterdir())] == parts
    read = read_analysis(screened, "burden")
    assert read is not None
    pd.testing.assert_frame_equal(again.table, read.table)
    assert set(again.table["key"]) == {C, OVERHEAD}
    assert len(read_runs(screened)) == 3 * 3 * 2


def test_its_report_shows_it(screened: Path, folder: Path) -> None:
    text = page(screened)
    assert "What it hangs on" in text
    assert "Luck alone" in text
    assert read_analysis(folder) is None


def test_sensitivity_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("village.toml").write_text(PLACE.to_toml(), encoding="utf-8")
    words = ["sensitivity", "village.toml", "--method", "sobol", "--samples", "2", "--jobs", "1",
             "--parameters", "entanglement.c", "--out", "out", "--quiet"]  # fmt: skip
    text = told(capsys, *words)
    assert "Total share" in text
    assert "stand clear of luck" in text
    found = json.loads(told(capsys, *words, "--json"))
    assert found["parameters"][0]["key"] == C
    assert (found["method"], found["seeds"]) == ("sobol", [1, 2])
    out = Path("out")
    svg = (out / "sensitivity-good_weeks.svg").read_bytes()
    assert b"<svg" in svg
    told(capsys, *words)
    assert (out / "sensitivity-good_weeks.svg").read_bytes() == svg
    table = pd.read_csv(out / "sensitivity-good_weeks.csv")
    assert table["ST"].tolist() == pytest.approx([found["parameters"][0]["ST"]])


def test_what_sensitivity_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("sensitivity", "target_driven")
    assert "morris or sobol" in refused(capsys, *asked, "--method", "mores")
    assert "a power of two" in refused(capsys, *asked, "--method", "sobol", "--samples", "12")
    assert "did you mean" in refused(capsys, *asked, "--measure", "good_week")
    assert "did you mean" in refused(capsys, *asked, "--parameters", "commissioning.overhad")
    assert "--yes" in refused(capsys, *asked, "--samples", "99999")
    changes = ("--set", f"{OVERHEAD}=0.1", "--parameters", OVERHEAD)
    assert "both set and varied" in refused(capsys, *asked, *changes)
