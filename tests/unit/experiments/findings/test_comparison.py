"""Comparing: pairs, orders, failures, and the same answer for any number of processes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.compare import compare
from experiments.errors import InputError, RunError
from experiments.findings.assumptions import GROUPS, assumptions
from experiments.findings.comparison import Comparison
from experiments.plans.labels import labels
from experiments.runs import jobs
from experiments.runs.summary import WHOLE_RUN_ONLY
from simulation.measures import MEASURES
from simulation.parameters import catalogue
from simulation.parameters.lookup import declaration
from simulation.run import simulate
from simulation.scenario import Scenario, load_scenario
from simulation.world.hours import HOURS_COLUMNS
from tests.places import lonely, small, village


@pytest.fixture(scope="module")
def pair() -> tuple[Scenario, Scenario]:
    """Two scenarios that share a past."""
    return small(village()), small(village(), commissioning__target_weight=2.0)


@pytest.fixture(scope="module")
def found(pair: tuple[Scenario, Scenario]) -> Comparison:
    return compare(pair, replicates=4, jobs=1)


def same(a: Comparison, b: Comparison) -> bool:
    """Whether two comparisons found the same bytes."""
    return (
        a.seeds == b.seeds
        and all(a.runs[key].tobytes() == b.runs[key].tobytes() for key in a.runs)
        and all(a.quarters[key].tobytes() == b.quarters[key].tobytes() for key in a.quarters)
    )


def test_each_run_is_the_run_made_alone(pair: Sequence[Scenario], found: Comparison) -> None:
    for place, scenario in enumerate(pair):
        alone = [simulate(scenario, seed).summary() for seed in found.seeds]
        for measure in MEASURES:
            expected = np.array([summary[measure] for summary in alone])
            np.testing.assert_array_equal(found.runs[measure][place], expected)


def test_processes_change_nothing(pair: Sequence[Scenario], found: Comparison) -> None:
    assert same(found, compare(pair, replicates=4, jobs=2))


def test_the_difference_is_the_second_minus_the_first(found: Comparison) -> None:
    for measure in ("good_weeks", "recorded_success"):
        first, second = found.mean(measure, 0), found.mean(measure, 1)
        assert found.difference(measure).mean == pytest.approx(second.mean - first.mean)


def test_quarters_and_hours_have_the_shapes_stated(found: Comparison) -> None:
    for key in (*MEASURES, *HOURS_COLUMNS):
        assert found.runs[key].shape == (2, 4)
        if key not in WHOLE_RUN_ONLY:
            assert found.quarters[key].shape == (2, 4, 2)
    np.testing.assert_allclose(sum(found.runs[way] for way in HOURS_COLUMNS), 1.0)


def test_the_dictionary_is_valid_json_of_the_promised_shape(found: Comparison) -> None:
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert data["scenarios"] == ["scenario", "scenario (2)"]
    assert data["replicates"] == 4
    assert data["seeds"] == [1, 2, 3, 4]
    assert list(data["measures"]) == list(MEASURES)
    for numbers in data["measures"].values():
        assert list(numbers) == ["scenario", "scenario (2)", "difference"]
        assert all(list(estimate) == ["mean", "low", "high"] for estimate in numbers.values())


def test_more_than_two_are_each_compared_with_the_first(pair: Sequence[Scenario]) -> None:
    data = compare([*pair, pair[0]], replicates=2, jobs=1).to_dict()["measures"]["good_weeks"]
    assert data["differences"]["scenario (2)"] == data["difference"]
    assert data["differences"]["scenario (3)"] == {"mean": 0.0, "low": 0.0, "high": 0.0}


def test_what_cannot_be_known_is_null() -> None:
    data = compare([small(lonely())] * 2, replicates=1, jobs=1).to_dict()
    assert data["measures"]["good_weeks"]["difference"] == {"mean": 0.0, "low": None, "high": None}
    assert data["measures"]["wait_weeks"]["scenario"]["mean"] is None


def test_labels_are_told_apart_and_leave_room_for_the_difference() -> None:
    named = [small(lonely()).model_copy(update={"name": n}) for n in ("a", "a", "difference", "a")]
    assert labels(named) == ("a", "a (2)", "difference (2)", "a (3)")


def test_a_failed_seed_is_left_out_and_told(
    pair: Sequence[Scenario], found: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = jobs.fork

    def failing(scenarios: Any, seed: int, on_week: Any = None, pasts: Any = None) -> Any:
        if seed == 2:
            raise ValueError("no\nroom")
        return working(scenarios, seed, on_week, pasts)

    monkeypatch.setattr(jobs, "fork", failing)
    partly = compare(pair, replicates=4, jobs=1)
    assert partly.seeds == (1, 3, 4)
    assert [(f.seed, f.error) for f in partly.failures] == [(2, "ValueError: no room")]
    kept = found.runs["good_weeks"][:, [0, 2, 3]]
    np.testing.assert_array_equal(partly.runs["good_weeks"], kept)
    with pytest.raises(RunError, match="Every run failed; seed 2: ValueError: no room"):
        compare(pair, seeds=[2], jobs=1)


def test_seeds_keep_the_order_asked_for(pair: Sequence[Scenario], found: Comparison) -> None:
    other_way = compare(pair, seeds=[4, 3, 2, 1], jobs=2)
    assert other_way.seeds == (4, 3, 2, 1)
    np.testing.assert_array_equal(other_way.runs["good_weeks"], found.runs["good_weeks"][:, ::-1])


def test_scenarios_of_different_lengths_can_be_compared(pair: Sequence[Scenario]) -> None:
    longer = compare([pair[0], pair[1].override({"run.weeks": 60})], replicates=2, jobs=1)
    series = longer.quarters["good_weeks"]
    assert series.shape == (2, 2, 5)
    assert np.isnan(series[0, :, 2:]).all()
    assert np.isfinite(series[1]).all()


def test_a_run_of_no_weeks_finds_nothing_and_says_so() -> None:
    nothing = compare([small(lonely(), run__weeks=0)] * 2, replicates=2, jobs=1)
    assert np.isnan(nothing.runs["good_weeks"]).all()
    assert nothing.judge("good_weeks").verdict == "unknown"


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_ends_when_all_is_done(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    compare(
        [small(lonely())] * 2, replicates=2, jobs=jobs,
        on_progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert told == sorted(told)
    assert told[-1] == (2 * (4 + 10 + 10), 2 * (4 + 10 + 10))
    assert len(told) >= (48 if jobs == 1 else 2)


def test_scenarios_may_be_named_or_be_files(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(small(lonely()).to_toml(), encoding="utf-8")
    assert compare([file, str(file)], replicates=1, jobs=1).labels == ("mine", "mine (2)")


@pytest.mark.parametrize(
    "wrong",
    [
        {"scenarios": []},
        {"scenarios": [small(lonely())]},
        {"replicates": 0},
        {"replicates": -3},
        {"replicates": 10_001},
        {"jobs": 0},
        {"seeds": []},
        {"seeds": [1, 1]},
        {"seeds": [-1]},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        compare(**{"scenarios": [small(lonely())] * 2, **wrong})


def test_every_parameter_of_a_scenario_is_listed_with_its_declaration() -> None:
    listed = {row.path: row for rows in assumptions(small(village())).values() for row in rows}
    assert listed["commissioning.pooled_share"].value == 0.2
    assert listed["service.clinic.helps"].value == {"drugs": 1.0, "housing": -0.1}
    assert listed["exit.death.after.drugs.factor"].value == 5.0
    assert listed["event.eviction.shock.share"].value == 0.5
    assert listed["network.community"].value == {"hostel": 0.9}
    assert "event.opening.shock.share" not in listed
    patterns = {row.parameter.path for row in listed.values()}
    declared = {p.path for p in catalogue() if p.path.partition(".")[0] in GROUPS}
    assert declared <= patterns


def test_a_key_inside_a_table_of_numbers_has_the_declaration_of_the_table() -> None:
    declared = declaration("commissioning.pay.completions")
    assert declared is not None
    assert declared.path == "commissioning.pay"
    assert declaration("commissioning.no_such_lever") is None


def test_levers_come_first_and_what_belongs_to_one_service_stands_together() -> None:
    found = assumptions(load_scenario("plymouth"))
    assert next(iter(found)) == "commissioning"
    services = [row.path.split(".")[1] for row in found["service"]]
    runs = [name for i, name in enumerate(services) if i == 0 or services[i - 1] != name]
    assert len(runs) == len(set(runs))


def test_a_scenario_is_asked_for_by_label_or_by_place(found: Comparison) -> None:
    label = found.labels[1]
    assert found.difference("good_weeks", label) == found.difference("good_weeks", 1)
    assert found.mean("burden", found.labels[0]) == found.mean("burden")


@pytest.mark.parametrize(
    ("measure", "scenario", "says"),
    [
        ("good_week", 1, "good_week is not a measure; did you mean good_weeks?"),
        ("good_weeks", "scenari", "scenari was not compared; did you mean scenario"),
        ("good_weeks", 2, "Scenario 2 was not compared; there are 0 to 1."),
        ("good_weeks", -1, "Scenario -1 was not compared; there are 0 to 1."),
    ],
)
def test_what_was_not_compared_is_named_with_the_nearest(
    found: Comparison, measure: str, scenario: int | str, says: str
) -> None:
    with pytest.raises(InputError) as raised:
        found.difference(measure, scenario)
    assert says in str(raised.value).replace('"', "")


def test_a_comparison_shows_itself_in_a_line_and_in_a_small_table(found: Comparison) -> None:
    assert len(repr(found)) < 200
    assert found.labels[0] in repr(found)
    assert "good_weeks" in repr(found)
    assert len(found._repr_html_()) < 2000
    assert found._repr_html_().count("<tr") == 1 + len(found.labels)


def test_the_frame_has_every_value_of_every_run(found: Comparison) -> None:
    frame = found.to_frame()
    assert len(frame) == len(found.labels) * len(found.seeds) * len(found.runs)
    wide = frame.pivot(index=["scenario", "seed"], columns="measure", values="value")
    for place, label in enumerate(found.labels):
        for measure, values in found.runs.items():
            np.testing.assert_array_equal(
                wide.loc[label, measure].loc[list(found.seeds)], values[place]
            )
