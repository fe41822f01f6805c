"""Sweeps: what is stored is what was run, once, wherever the sweep was stopped and gone on."""

import json
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

import allied
import experiments
from experiments.errors import InputError, RunError
from experiments.runs import cluster, jobs
from experiments.runs import run_key as identity
from experiments.store import part_files, read_runs, read_weekly
from experiments.store import sweep as storing
from experiments.store.folder import alone_in
from experiments.sweep import Options, Settings, sweep
from simulation.measures import MEASURES
from simulation.recorder import COLUMNS
from simulation.run import simulate
from simulation.scenario import Scenario
from tests.places import small, village

SHARE = "commissioning.pooled_share"
WEEKS = 11
PLACE = small(village(), run__weeks=WEEKS, run__past_weeks=2, place__people=15)
OTHER = PLACE.override({"commissioning.target_weight": 2.0}).model_copy(update={"name": "other"})
PLAN: dict[str, Any] = {"scenarios": [PLACE, OTHER], "seeds": 3, "vary": {SHARE: [0.0, 0.5, 1.0]}}
ALL = 18


@pytest.fixture(scope="module")
def whole() -> pd.DataFrame:
    """All runs, never stopped, in one process."""
    return sweep(PLAN, jobs=1)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part for every job, so that there are many."""
    monkeypatch.setattr(storing, "FIRST_WAIT", 0.0)


def same(a: pd.DataFrame, b: pd.DataFrame) -> bool:
    return a.to_csv() == b.to_csv() and a.equals(b)


class EnoughError(Exception):
    """Somebody stopped the sweep."""


def stop_at(runs: int) -> Any:
    def look(done: int, _total: int) -> None:
        if done >= runs:
            raise EnoughError

    return look


def failing(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Let the runs of the scenario "other" fail with one seed."""
    working = jobs.fork

    def fork(scenarios: Any, which: int, on_week: Any = None, pasts: Any = None) -> Any:
        if which == seed and scenarios[0].name == "other":
            raise ValueError("no\nroom")
        return working(scenarios, which, on_week, pasts)

    monkeypatch.setattr(jobs, "fork", fork)


def test_a_table_has_every_run_in_order_with_its_own_numbers(whole: pd.DataFrame) -> None:
    assert len(whole) == ALL
    assert whole["error"].isna().all()
    assert whole["key"].is_unique
    assert whole["scenario"].tolist()[:2] == ["scenario", "other"]
    assert whole[["point", "seed"]].apply(tuple, axis=1).is_monotonic_increasing
    row = whole[(whole["scenario"] == "other") & (whole[SHARE] == 0.5) & (whole["seed"] == 2)]
    alone = simulate(OTHER.override({SHARE: 0.5}), 2).summary()
    for measure in MEASURES:
        assert row[measure].item() == pytest.approx(alone[measure], rel=0, abs=0, nan_ok=True)


def test_the_number_of_processes_changes_nothing(whole: pd.DataFrame) -> None:
    assert same(sweep(PLAN, jobs=2), whole)


def test_it_is_five_lines_from_python(whole: pd.DataFrame) -> None:
    assert experiments.run is sweep
    assert same(allied.sweep(PLAN, jobs=1).runs, whole)
    plan = {"scenarios": ["alliance"], "seeds": 2, "set": {"place.people": 5, "run.weeks": 1}}
    assert len(experiments.run(plan | {"vary": {SHARE: [0, 1]}}, jobs=1)) == 4


@pytest.mark.usefixtures("eager")
def test_a_stopped_sweep_goes_on_where_it_was(tmp_path: Path, whole: pd.DataFrame) -> None:
    out, made = tmp_path / "out", []
    for stop in (4, 6):
        with pytest.raises(EnoughError):
            sweep(PLAN, out, jobs=1, on_progress=stop_at(stop))
    assert len(read_runs(out)) == 10
    found = sweep(PLAN, out, jobs=1, on_progress=lambda done, total: made.append((done, total)))
    assert made[-1] == (8, 8)
    assert same(found, whole)


@pytest.mark.usefixtures("eager")
def test_a_finished_sweep_runs_nothing(
    tmp_path: Path, whole: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(PLAN, tmp_path / "out", jobs=1)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*")}
    monkeypatch.setattr(jobs, "fork", None)
    assert same(sweep(PLAN, tmp_path / "out", cluster="tcp://127.0.0.1:1"), whole)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*")}
    assert {p: t for p, t in after.items() if p.name != ".lock"} == {
        p: t for p, t in before.items() if p.name != ".lock"
    }


def test_seeds_can_be_added(tmp_path: Path, whole: pd.DataFrame) -> None:
    sweep(PLAN | {"seeds": [1, 3]}, tmp_path / "out", jobs=1)
    assert same(sweep(PLAN, tmp_path / "out", jobs=1), whole)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["seeds"] == [1, 3, 2]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"vary": {SHARE: [0.0, 0.5]}}, "points differ"),
        ({"vary": {"commissioning.open_book": [0.0, 0.5, 1.0]}}, "axes differ"),
        ({"scenarios": [PLACE]}, "scenarios differ"),
        ({"set": {"place.people": 9}}, "scenarios differ"),
    ],
)
def test_another_plan_is_refused(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    sweep(PLAN | {"seeds": 1}, tmp_path / "out", jobs=1)
    with pytest.raises(InputError, match=f"runs of another plan: the {says}"):
        sweep(PLAN | change, tmp_path / "out", jobs=1)
    with pytest.raises(InputError, match="begun without weekly"):
        sweep(PLAN, tmp_path / "out", jobs=1, weekly=True)


def test_a_failed_run_is_a_row_and_can_be_tried_again(
    tmp_path: Path, whole: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        failing(patched, seed=2)
        found = sweep(PLAN, out, jobs=1)
    failed = found[found["error"].notna()]
    assert (
        failed[["scenario", "seed", "error"]].apply(tuple, axis=1).tolist()
        == [("other", 2, "ValueError: no room")] * 3
    )
    assert failed["good_weeks"].isna().all()
    assert same(sweep(PLAN, out, jobs=1), found)
    assert same(sweep(PLAN, out, jobs=1, retry_failed=True), whole)
    assert same(sweep(PLAN, out, jobs=1, retry_failed=True), whole)


def test_a_run_over_its_time_fails_and_the_others_go_on(whole: pd.DataFrame) -> None:
    long = PLACE.override({"run.weeks": 5000}).model_copy(update={"name": "long"})
    plan = {"scenarios": [long, PLACE], "seeds": 2}
    found = sweep(plan, jobs=1, time_limit=0.5)
    assert found["error"].isna().tolist() == [False, True, False, True]
    assert found["error"][0] == "TimeLimitError: it took longer than 0.5 seconds"
    kept = sweep({"scenarios": [PLACE], "seeds": 2}, jobs=1)
    assert found["good_weeks"][[1, 3]].tolist() == kept["good_weeks"].tolist()


def test_a_point_at_which_values_do_not_go_together_is_a_row() -> None:
    spans = {"event.opening.week": [1, 10], "run.weeks": [9, 11]}
    found = sweep({"scenarios": [PLACE], "seeds": 1, "vary": spans}, jobs=1)
    assert found["error"].notna().tolist() == [False, False, True, False]
    assert "event.opening.week is 10" in found["error"][2]


@pytest.mark.usefixtures("eager")
def test_weeks_are_kept_if_asked_for(tmp_path: Path, whole: pd.DataFrame) -> None:
    out = tmp_path / "out"
    with pytest.raises(EnoughError):
        sweep(PLAN, out, jobs=1, weekly=True, on_progress=stop_at(6))
    assert same(sweep(PLAN, out, jobs=1, weekly=True), whole)
    weeks = read_weekly(out)
    assert len(weeks) == WEEKS * ALL
    assert list(weeks.columns) == ["scenario", "point", "seed", "week", *COLUMNS]
    one = weeks[(weeks["scenario"] == "other") & (weeks["point"] == 1) & (weeks["seed"] == 3)]
    alone = simulate(OTHER.override({SHARE: 0.5}), 3).weekly
    for name in COLUMNS:
        assert one[name].tolist() == alone[name].astype("float32").tolist()
    assert pq.read_schema(part_files(out, "weekly")[0]).field("died").type == "float"


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    sweep(PLAN | {"seeds": 1}, out, jobs=1)
    code = (
        "import sys\nfrom pathlib import Path\nfrom experiments.store.folder import alone_in\n"
        "with alone_in(Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(out)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(InputError, match=f"another process .process {holder.pid}"):
            sweep(PLAN, out, jobs=1)
        holder.kill()
        holder.wait()
        with alone_in(out):
            pass


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("table", ["runs", "weekly"])
def test_a_truncated_part_is_named_and_can_be_made_again(
    tmp_path: Path, whole: pd.DataFrame, table: str
) -> None:
    out = tmp_path / "out"
    sweep(PLAN, out, jobs=1, weekly=True)
    part = out / table / "000004.parquet"
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(InputError, match=r"000004.parquet is damaged .*; delete it"):
        sweep(PLAN, out, jobs=1, weekly=True)
    part.unlink()
    (out / "runs" / part.name).unlink(missing_ok=True)
    assert same(sweep(PLAN, out, jobs=1, weekly=True), whole)
    assert len(read_weekly(out)) == WEEKS * ALL


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("weekly", [True, False])
def test_what_is_no_part_or_another_copy_of_one_is_named(
    tmp_path: Path, whole: pd.DataFrame, weekly: bool
) -> None:
    out = tmp_path / "out"
    sweep(PLAN, out, jobs=1, weekly=weekly)
    odd = out / "runs" / "000099.parquet"
    for table in ("runs", "weekly") if weekly else ("runs",):
        (out / table / odd.name).write_bytes((out / table / "000002.parquet").read_bytes())
    for read in (lambda: sweep(PLAN, out, jobs=1, weekly=weekly), lambda: read_runs(out)):
        with pytest.raises(InputError, match=r"000099.parquet is damaged \(it repeats runs that"):
            read()
    pd.DataFrame({"other": [1]}).to_parquet(odd)
    for read in (lambda: sweep(PLAN, out, jobs=1, weekly=weekly), lambda: read_runs(out)):
        with pytest.raises(InputError, match=r"000099.parquet is damaged \(it has no column"):
            read()
    whole[["scenario", "point", "seed", "key", "error"]].tail(1).replace(
        {"seed": {3: 4}}
    ).to_parquet(odd, index=False)
    with pytest.raises(InputError, match=r"damaged \(its columns are not those of 000001"):
        read_runs(out)
    odd.unlink()
    assert same(sweep(PLAN, out, jobs=1, weekly=weekly), whole)


def test_a_part_that_may_not_be_read_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: Any) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    sweep(PLAN | {"seeds": 1}, tmp_path / "out", jobs=1)
    monkeypatch.setattr(pq, "ParquetFile", refuse)
    with pytest.raises(InputError, match=r"000001.parquet cannot be read: permission denied\.$"):
        read_runs(tmp_path / "out")


def test_folders_that_were_lost_are_made_again(tmp_path: Path, whole: pd.DataFrame) -> None:
    out = tmp_path / "out"
    sweep(PLAN, out, jobs=1)
    shutil.rmtree(out / "runs")
    (out / "weekly").rmdir()
    assert same(sweep(PLAN, out, jobs=1), whole)


@pytest.mark.usefixtures("eager")
def test_leftovers_of_a_kill_are_cleared_away(tmp_path: Path, whole: pd.DataFrame) -> None:
    out = tmp_path / "out"
    sweep(PLAN, out, jobs=1, weekly=True)
    (out / "runs" / "000009.parquet").unlink()  # killed between the weeks and the runs
    (out / "runs" / ".000010.parquet.partial").write_bytes(b"half")
    assert len(read_weekly(out)) == WEEKS * (ALL - 2)
    assert same(sweep(PLAN, out, jobs=1, weekly=True), whole)
    assert not list(out.rglob("*.partial"))
    assert len(read_weekly(out)) == WEEKS * ALL


def changed_manifest(out: Path, **changes: Any) -> None:
    path = out / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | changes), encoding="utf-8")


def test_a_manifest_of_another_version_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    plan = PLAN | {"seeds": 1}
    sweep(plan, out, jobs=1)
    changed_manifest(out, schema_version=99)
    for read in (lambda: sweep(plan, out, jobs=1), lambda: read_runs(out)):
        with pytest.raises(InputError, match="has schema version 99, this version"):
            read()
    changed_manifest(out, schema_version=1, model="another")
    with pytest.raises(InputError, match=r"made by another version of the model \(Allied"):
        sweep(plan, out, jobs=1)
    changed_manifest(out, model=identity.model_version())
    assert len(sweep(plan, out, jobs=1)) == 6
    for key, value, says in (
        ("model", None, "model is not what it must be"),
        ("scenarios", {}, "scenarios is not what it must be"),
        ("points", {"hash": "x"}, "points.count is missing"),
    ):
        before = json.loads((out / "manifest.json").read_bytes())
        changed_manifest(out, **{key: value})
        with pytest.raises(InputError, match=f"manifest.json is damaged: {says}; restore it"):
            sweep(plan, out, jobs=1)
        changed_manifest(out, **before)
    (out / "manifest.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest.json is damaged: it has no schema_version"):
        sweep(plan, out, jobs=1)
    (out / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest.json is damaged: it is not JSON"):
        sweep(plan, out, jobs=1)
    (out / "manifest.json").unlink()
    with pytest.raises(InputError, match=r"not a folder of results: it has no manifest.json"):
        sweep(plan, out, jobs=1)


@pytest.mark.usefixtures("eager")
def test_a_full_disk_is_told_and_nothing_is_lost(
    tmp_path: Path, whole: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, written = tmp_path / "out", storing.write_part

    def full(path: Path, table: Any) -> None:
        if path.name == "000003.parquet":
            raise OSError(28, "No space left on device", str(path))
        written(path, table)

    with monkeypatch.context() as patched:
        patched.setattr(storing, "write_part", full)
        with pytest.raises(RunError, match=r"000003.parquet could not .*No space .* 4 runs"):
            sweep(PLAN, out, jobs=1)
    assert len(read_runs(out)) == 4
    assert same(sweep(PLAN, out, jobs=1), whole)


def test_nothing_is_left_where_nothing_came_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(InputError, match="no cluster to be reached"):
        sweep(PLAN, tmp_path / "out", cluster="tcp://127.0.0.1:1")
    with pytest.raises(InputError, match="name one or the other"):
        sweep(PLAN, tmp_path / "out", cluster="tcp://127.0.0.1:1", jobs=2)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_sweep_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name in ("empty", "file"):
        with pytest.raises(InputError, match="is not a folder of results"):
            sweep(PLAN, tmp_path / name, jobs=1)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("settings", [{"jobs": 0}, {"time_limit": 0.0}])
def test_numbers_that_make_no_sense_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="it must be"):
        sweep(PLAN, **settings)


def test_keys_depend_on_all_that_numbers_follow_from(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario: Scenario = PLACE
    keys = {
        identity.run_key(scenario.key(), (), 1),
        identity.run_key(scenario.key(), (), 2),
        identity.run_key(OTHER.key(), (), 1),
        identity.run_key(scenario.key(), ((SHARE, 0.5),), 1),
    }
    monkeypatch.setattr(identity, "model_version", lambda: "another")
    assert len(keys | {identity.run_key(scenario.key(), (), 1)}) == 5


def test_options_are_the_fields_of_the_settings() -> None:
    assert list(Options.__annotations__) == [field.name for field in fields(Settings)]
