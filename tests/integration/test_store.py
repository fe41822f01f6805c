"""Folders of results: whole or not there, and what is in them reads back as it was."""

import csv
import json
import math
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.compare import compare
from experiments.errors import InputError
from experiments.findings.comparison import Comparison
from experiments.runs import jobs
from experiments.store import file_names, new_folder, write_comparison, write_run
from simulation.measures import MEASURES
from simulation.run import simulate
from simulation.scenario import load_scenario
from tests.places import small, village


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Two scenarios that share a past, under one name, of different length."""
    longer = small(village(), commissioning__target_weight=2.0, run__weeks=30)
    return compare([small(village()), longer], replicates=3, jobs=1)


@pytest.fixture(scope="module")
def folder(found: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("results") / "out"
    with new_folder(out) as filling:
        write_comparison(filling, found, "allied compare a b")
    return out


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_run_is_there_and_its_numbers_read_back_as_they_were(
    found: Comparison, folder: Path
) -> None:
    table = rows(folder / "runs.csv")
    assert [(row["scenario"], row["seed"]) for row in table] == [
        (label, str(seed)) for label in found.labels for seed in found.seeds
    ]
    for measure in MEASURES:
        written = [float(row[measure] or "nan") for row in table]
        np.testing.assert_array_equal(written, found.runs[measure].ravel())


def test_parquet_and_csv_say_the_same(folder: Path) -> None:
    for name in ("runs", "quarters", "comparison"):
        table = rows(folder / f"{name}.csv")
        columns = pq.read_table(folder / f"{name}.parquet").to_pydict()
        assert list(columns) == list(table[0])
        for key, values in columns.items():
            for value, row in zip(values, table, strict=True):
                text = "" if value is None else repr(value)
                assert row[key] in (value, text) or float(row[key]) == value


def test_quarters_end_with_each_scenario(found: Comparison, folder: Path) -> None:
    table = rows(folder / "quarters.csv")
    last = {row["scenario"]: (row["quarter"], row["first_week"]) for row in table}
    assert last == {found.labels[0]: ("2", "13"), found.labels[1]: ("3", "26")}


def test_the_comparison_table_has_means_and_differences(found: Comparison, folder: Path) -> None:
    table = rows(folder / "comparison.csv")
    first, second = table[:2]
    assert first["measure"] == second["measure"] == "good_weeks"
    assert first["difference"] == ""
    assert float(second["difference"]) == found.difference("good_weeks").mean
    assert second["reference"] == found.labels[0]
    assert len(table) == 2 * len(MEASURES)


def test_the_scenarios_load_back_as_what_was_run(found: Comparison, folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["scenarios"]) == list(found.labels)
    for scenario, stored in zip(found.scenarios, manifest["scenarios"].values(), strict=True):
        assert load_scenario(folder / stored["file"]).key() == scenario.key() == stored["key"]


def test_the_manifest_says_how_to_get_it_again(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["schema_version"] == 1
    assert manifest["command"] == "allied compare a b"
    assert manifest["seeds"] == [1, 2, 3]
    assert {"python", "allied", "numpy", "mesa"} <= set(manifest["versions"])


def test_the_same_results_make_the_same_files(found: Comparison, folder: Path) -> None:
    again = folder.parent / "again"
    with new_folder(again) as filling:
        write_comparison(filling, found, "allied compare a b")
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    assert all((folder / file).read_bytes() == (again / file).read_bytes() for file in files)


def test_failed_runs_have_a_row_with_their_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = jobs.fork

    def failing(scenarios, seed, on_week=None, pasts=None):  # type: ignore[no-untyped-def]
        if seed == 1:
            raise ValueError("no room")
        return working(scenarios, seed, on_week, pasts)

    monkeypatch.setattr(jobs, "fork", failing)
    with new_folder(tmp_path / "out") as filling:
        write_comparison(filling, compare([small(village())] * 2, replicates=2, jobs=1), "")
    table = rows(tmp_path / "out" / "runs.csv")
    failed = [row for row in table if row["error"]]
    assert [(row["seed"], row["error"]) for row in failed] == [("1", "ValueError: no room")] * 2
    assert failed[0]["good_weeks"] == ""


def test_one_run_is_kept_week_by_week(tmp_path: Path) -> None:
    scenario = small(village())
    record = simulate(scenario, 7)
    with new_folder(tmp_path / "out") as filling:
        write_run(filling, scenario, record, "allied run village")
    weeks = rows(tmp_path / "out" / "weeks.csv")
    assert len(weeks) == 26
    for key, column in record.weekly.items():
        assert [float(row[key]) for row in weeks] == column.tolist()
    (run,) = rows(tmp_path / "out" / "runs.csv")
    for measure, value in record.summary().items():
        assert run[measure] == "" if math.isnan(value) else float(run[measure]) == value


def test_what_exists_is_never_touched(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for out in (kept, tmp_path / "link", tmp_path / "file"):
        with pytest.raises(InputError, match="exists already"), new_folder(out):
            raise AssertionError
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "kept", "link"]


@pytest.mark.parametrize("out", ["no/such/out", "file/out", "a" * 300])
def test_what_cannot_be_made_is_refused_at_once(tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be made"), new_folder(tmp_path / out):
        raise AssertionError


def interrupted(out: Path, error: type[BaseException]) -> None:
    with new_folder(out) as filling:
        (filling / "half").write_text("written", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, SystemExit])
def test_an_error_half_way_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error):
        interrupted(tmp_path / "out", error)
    assert list(tmp_path.iterdir()) == []


def test_file_names_are_safe_and_differ() -> None:
    names = file_names(["a/b", "a_b", "A_B", "mine (2)", "../x"])
    assert names["mine (2)"] == "mine (2).toml"
    assert not any("/" in name for name in names.values())
    assert len({name.lower() for name in names.values()}) == 5
