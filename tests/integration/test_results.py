"""Results of every kind: shown in a line, as tables and arrays, drawn, kept and read again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import allied
from experiments.discovery import Discoveries
from experiments.errors import InputError
from experiments.findings.comparison import Comparison
from experiments.lives import Life
from experiments.one_run import Run
from experiments.results import Results
from experiments.swept import Sweep
from simulation.measures import MEASURES
from tests.places import small, village

C = "entanglement.c"


def mean_trust(model: Any) -> float:
    return float(model.world.people.trust.mean())


def struck(record: Any) -> float:
    return float(record.weekly["crisis"].sum())


def queue(model: Any) -> int:
    return int(model.world.services.waiting.sum())


KEEP: dict[str, Any] = {"mean_trust": mean_trust, "struck": struck, "queue": allied.weekly(queue)}
PAIR = [small(village()), small(village(), commissioning__target_weight=2.0)]
PAIR = [one.model_copy(update={"name": name}) for one, name in zip(PAIR, "ab", strict=True)]
PLAN: dict[str, Any] = {
    "scenarios": PAIR, "seeds": 3, "vary": {C: {"low": 0.0, "high": 1.0}},
    "design": "latin_hypercube", "samples": 6,
}  # fmt: skip


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("swept") / "out"
    allied.sweep(PLAN, out, KEEP, jobs=1)
    return out


@pytest.fixture(scope="module")
def found(swept: Path) -> dict[str, Results]:
    middle = allied.load(swept).to_frame()["mean_trust"].median()
    return {
        "comparison": allied.compare(PAIR, 3, jobs=1, keep=KEEP),
        "sweep": allied.load(swept),
        "discovery": allied.discover(swept, f"mean_trust > {middle:.4f}"),
        "sensitivity": allied.sensitivity(PAIR[0], "morris", 2, parameters=[C], jobs=1),
        "life": allied.life(*PAIR),
        "run": allied.simulate(PAIR[0], events=True),
    }


KINDS = ("comparison", "sweep", "discovery", "sensitivity", "life", "run")


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_shows_itself_shortly(found: dict[str, Results], kind: str) -> None:
    one = found[kind]
    assert len(repr(one)) < 250
    assert "\n" not in repr(one)
    html = one._repr_html_()  # type: ignore[operator]
    assert "<table" in html
    assert len(html) < 20_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_is_a_table_and_an_array_and_a_figure(
    found: dict[str, Results], kind: str
) -> None:
    one = found[kind]
    assert isinstance(one.to_frame(), pd.DataFrame)
    assert len(one.to_frame())
    assert one.to_xarray().sizes
    figure: Any = one.plot()
    assert figure.axes
    assert one.report().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_saved_loads_as_it_was(
    found: dict[str, Results], kind: str, tmp_path: Path
) -> None:
    one = found[kind]
    one.save(tmp_path / "out")
    again = allied.load(tmp_path / "out")
    assert type(again) is type(one)
    assert repr(again) == repr(one)
    pd.testing.assert_frame_equal(again.to_frame(), one.to_frame())
    assert again.report() == one.report()
    with pytest.raises(InputError, match="exists already"):
        one.save(tmp_path / "out")


def test_what_loads_by_quarter_and_week_is_what_was_kept(
    found: dict[str, Results], tmp_path: Path
) -> None:
    one = found["comparison"]
    assert isinstance(one, Comparison)
    one.save(tmp_path / "out")
    again: Any = allied.load(tmp_path / "out")
    for by in ("quarter", "week"):
        pd.testing.assert_frame_equal(again.to_frame(by), one.to_frame(by))
    assert again.difference("mean_trust", "b") == one.difference("mean_trust", "b")


def test_arrays_are_by_scenario_seed_time_and_measure(found: dict[str, Results]) -> None:
    one, arrays = found["comparison"], found["comparison"].to_xarray()
    assert isinstance(one, Comparison)
    assert arrays.quarters.dims == ("scenario", "seed", "quarter", "measure")
    picked = arrays.quarters.sel(scenario="b", seed=2, measure="good_weeks").values
    np.testing.assert_array_equal(picked, one.quarters["good_weeks"][1, 1])
    assert str(arrays.unit.sel(measure="good_weeks").values) == MEASURES["good_weeks"].unit


def test_without_xarray_it_is_told_what_to_install(
    found: dict[str, Results], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xarray", None)
    for one in found.values():
        with pytest.raises(InputError, match="needs xarray, which is not installed"):
            one.to_xarray()


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        (lambda f: f["comparison"].mean("mean_trus"), "mean_trust"),
        (lambda f: f["comparison"].difference("burden", "B"), "did you mean b?"),
        (lambda f: f["comparison"].plot("good_week"), "good_weeks"),
        (lambda f: f["sweep"].difference("burdn"), "burden"),
        (lambda f: f["sweep"].difference("burden", "zebra"), "there is a, b"),
        (lambda f: f["sweep"].plot("burdn"), "burden"),
        (lambda f: f["run"]["burdn"], "burden"),
        (lambda f: f["run"].series("burdn"), "burden"),
        (lambda f: f["life"].plot("housng"), "housing"),
    ],
)
def test_an_unknown_name_is_told_in_a_sentence_with_the_nearest(
    found: dict[str, Results], ask: Callable[[dict[str, Results]], Any], near: str
) -> None:
    with pytest.raises(InputError) as told:
        ask(found)
    assert near in str(told.value)
    assert "\n" not in str(told.value)


def test_outcomes_of_ones_own_are_what_the_functions_give(
    found: dict[str, Results], swept: Path
) -> None:
    one = found["comparison"]
    assert isinstance(one, Comparison)
    assert one.own == ("mean_trust", "struck")
    for place, scenario in enumerate(PAIR):
        for seed in one.seeds:
            model = allied.CareSystem(scenario, rng=seed)
            queues = []
            while model.running:
                model.step()
                queues.append(queue(model))
            assert one.runs["mean_trust"][place, seed - 1] == mean_trust(model)
            assert one.runs["struck"][place, seed - 1] == struck(model.record())
            np.testing.assert_array_equal(one.weekly["queue"][place, seed - 1], queues)
    whole = allied.query(swept, "select count(*), min(mean_trust) from runs").rows[0]
    assert whole[0] == 36
    assert 0 < whole[1] < 1
    assert allied.query(swept, "select max(queue) from weekly").rows[0][0] >= 0


def test_measures_are_the_same_beside_outcomes_of_ones_own(found: dict[str, Results]) -> None:
    one, bare = found["comparison"], allied.compare(PAIR, 3, jobs=2)
    assert isinstance(one, Comparison)
    for name, values in bare.runs.items():
        np.testing.assert_array_equal(values, one.runs[name])


def test_outcomes_work_in_processes_also_as_lambdas() -> None:
    keep = {"own": lambda record: record.weeks * 2.0}
    one, other = (allied.compare(PAIR, 2, jobs=jobs, keep=keep) for jobs in (1, 2))
    np.testing.assert_array_equal(one.runs["own"], other.runs["own"])


def test_a_sweep_goes_on_with_the_same_outcomes_only(swept: Path) -> None:
    before = allied.load(swept).to_frame()
    pd.testing.assert_frame_equal(allied.sweep(PLAN, swept, KEEP, jobs=1).to_frame(), before)
    for other in ({}, {"mean_trust": mean_trust}, KEEP | {"struck": lambda record: 1.0}):
        with pytest.raises(InputError, match="keep"):
            allied.sweep(PLAN, swept, other, jobs=1)


def test_a_saved_sweep_goes_on_as_its_own_folder_does(
    found: dict[str, Results], tmp_path: Path
) -> None:
    found["sweep"].save(tmp_path / "out")
    more = allied.sweep(PLAN | {"seeds": 4}, tmp_path / "out", KEEP, jobs=1)
    assert len(more) == 48


@pytest.mark.parametrize(
    ("keep", "says"),
    [
        ({"good_weeks": struck}, "is a column there already"),
        ({"week": allied.weekly(queue)}, "is a column there already"),
        ({"two words": struck}, "cannot be the name of an outcome"),
        ({"own_difference": struck}, "cannot be the name of an outcome"),
        ({"own": 3}, "must be a function"),
        ({"own": lambda a, b: 0}, "must be a function"),
    ],
)
def test_outcomes_that_make_no_sense_are_refused(keep: dict[str, Any], says: str) -> None:
    for run in (lambda: allied.compare(PAIR, 2, keep=keep), lambda: allied.sweep(PLAN, keep=keep)):
        with pytest.raises(InputError, match=says):
            run()


def test_an_outcome_that_is_no_number_fails_its_run_in_a_sentence() -> None:
    found = allied.sweep(PLAN, keep={"own": lambda record: "many"}, jobs=1)
    assert found["error"].str.contains('the outcome own is "many", which is not a number').all()


def test_events_are_those_of_the_run(found: dict[str, Results]) -> None:
    run = found["run"]
    assert isinstance(run, Run)
    counted = run.events["kind"].value_counts()
    for kind, count in counted.items():
        assert run.record.weekly[str(kind)].sum() == count
    assert run.events["timestamp"].is_monotonic_increasing
    assert not run.events.duplicated(["timestamp"]).any()
    with pytest.raises(InputError, match="events=True"):
        _ = allied.simulate(PAIR[0]).events


def test_compare_writes_the_folder_that_the_command_writes(tmp_path: Path) -> None:
    one = allied.compare(PAIR, 2, jobs=1, out=tmp_path / "out")
    assert (tmp_path / "out" / "report.html").read_text(encoding="utf-8") == one.report()
    assert repr(allied.load(tmp_path / "out")) == repr(one)
    with pytest.raises(InputError, match="exists already"):
        allied.compare(PAIR, 2, out=tmp_path / "out")


def test_a_sweep_is_asked_as_the_table_it_was(found: dict[str, Results]) -> None:
    one = found["sweep"]
    assert isinstance(one, Sweep)
    assert len(one) == len(one.runs)
    assert list(one.groupby("scenario")["good_weeks"].mean().index) == ["a", "b"]
    first = one.difference("good_weeks")
    assert len(first) == 18


def test_everything_public_is_imported_by_its_name() -> None:
    assert {name for name in allied.__all__ if not hasattr(allied, name)} == set()
    assert set(allied.__all__) <= set(dir(allied))
    assert issubclass(Discoveries, list)
    assert Life.__name__ == "Life"
