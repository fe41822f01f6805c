"""Runs: the same bytes for the same scenario and seed, however and wherever they are run."""

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest

from simulation.run import fork, simulate, weeks_to_run
from simulation.scenario import Scenario
from simulation.scenarios import shipped
from tests.places import lonely, small, village
from tests.worlds import fingerprint, let_pass, place, shrunk, state, world_of

SMALL = {"run.past_weeks": 20, "run.weeks": 45}
ROOT = Path(__file__).parents[2]


def of(name: str, **changes: Any) -> Scenario:
    return shrunk(name, 150, **{**SMALL, **changes})


def test_a_run_repeated_is_the_same_run():
    one, other = (simulate(of("alliance"), 5) for _ in range(2))
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(simulate(of("alliance"), 6))


def test_a_run_in_another_process_is_the_same_run():
    here = [fingerprint(simulate(of("target_driven"), seed)) for seed in range(4)]
    job = joblib.delayed(simulate)
    with joblib.Parallel(n_jobs=2) as workers:
        there = workers(job(of("target_driven"), seed) for seed in range(4))
    assert [fingerprint(record) for record in there] == here


def test_the_threads_of_linear_algebra_change_nothing():
    script = (
        "import hashlib; from simulation.run import simulate; from tests.worlds import fingerprint;"
        "from simulation.scenario import load_scenario;"
        "big = {'place.people': 5000, 'run.past_weeks': 0, 'run.weeks': 15};"
        "record = simulate(load_scenario('alliance').override(big), 5);"
        "print(hashlib.sha256(fingerprint(record)).hexdigest())"
    )
    printed = []
    for threads in ({"OPENBLAS_NUM_THREADS": "1"}, {}):
        plain = {key: value for key, value in os.environ.items() if "THREADS" not in key}
        run = subprocess.run(
            [sys.executable, "-c", script], env={**plain, **threads}, cwd=ROOT, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        printed.append(run.stdout)
    assert printed[0] == printed[1]
    assert len(printed[0].strip()) == hashlib.sha256().digest_size * 2


def test_what_a_scenario_is_called_changes_nothing():
    one = of("alliance")
    words = {"person": "guest", "place": "harbour"}
    data = {**one.to_dict(), "words": words, "pack": {"title": "Another", "summary": "Words."}}
    other = Scenario.from_dict(data, name="target_driven")
    assert other.name != one.name
    assert fingerprint(simulate(one, 5)) == fingerprint(simulate(other, 5))


def test_labels_change_nothing():
    data = of("alliance").to_dict()
    for table in ("need", "service", "purse", "proxy", "crisis", "exit"):
        for entry in data[table].values():
            entry["label"] = "Something else"
    for service in data["service"].values():
        service["kind"] = "of another kind"
    one, other = of("alliance"), Scenario.from_dict(data)
    assert fingerprint(simulate(one, 5)) == fingerprint(simulate(other, 5))


def test_every_shipped_scenario_forked_is_as_if_run_alone():
    scenarios = [of(name) for name in shipped()]
    forked = fork(scenarios, 5)
    for scenario, record in zip(scenarios, forked, strict=True):
        assert fingerprint(record) == fingerprint(simulate(scenario, 5)), scenario.name
    assert len({fingerprint(record) for record in forked}) == len(scenarios)


def test_forks_of_a_past_do_not_disturb_one_another():
    past = world_of(of("plymouth"), 5)
    at_fork = state(past)
    futures = [let_pass(past.fork(of(name)), 20) for name in ("alliance", "target_driven")]
    assert state(past) == at_fork
    again = let_pass(past.fork(of("alliance")), 20)
    assert state(again) == state(futures[0])
    assert state(again) != state(futures[1])


def test_a_world_that_was_put_away_goes_on_as_if_it_had_not_been():
    kept = let_pass(world_of(of("alliance"), 5), 10)
    woken = pickle.loads(pickle.dumps(kept))
    assert state(let_pass(kept, 20)) == state(let_pass(woken, 20))


def test_scenarios_of_other_places_do_not_share_a_past():
    scenarios = [of("alliance"), of("alliance", **{"place.people": 90}), of("target_driven")]
    weeks = []
    records = fork(scenarios, 5, on_week=lambda: weeks.append(1))
    assert len(weeks) == weeks_to_run(scenarios) == 2 * 20 + 3 * 45
    assert fingerprint(records[1]) == fingerprint(simulate(scenarios[1], 5))


def test_a_shorter_run_is_the_beginning_of_a_longer_one():
    short, long = simulate(of("alliance"), 5), simulate(of("alliance", **{"run.weeks": 60}), 5)
    for name, column in short.weekly.items():
        assert np.array_equal(column, long.weekly[name][:45]), name


def test_a_record_travels_without_its_model():
    record = simulate(of("alliance"), 5)
    parcel = pickle.dumps(record)
    assert fingerprint(pickle.loads(parcel)) == fingerprint(record)
    assert len(parcel) < 200_000
    assert (record.scenario, record.seed, record.weeks) == ("alliance", 5, 45)


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_both_precisions_run_and_tell_the_same_story(precision):
    record = simulate(of("target_driven", **{"run.precision": precision}), 5)
    usual = simulate(of("target_driven"), 5).summary()
    assert record.summary()["burden"] == pytest.approx(usual["burden"], rel=0.1)
    world = world_of(of("target_driven", **{"run.precision": precision}), 5)
    assert world.people.need.dtype == precision


def test_a_place_with_one_need_and_nothing_else_runs():
    record = simulate(small(lonely()), 5)
    assert record.summary()["burden"] > 0
    assert record.weekly["present"].min() == 20


def test_a_place_with_something_of_everything_runs():
    assert simulate(small(village()), 5).weekly["started"].sum() > 0


@pytest.mark.parametrize("changes", [{"place__people": 0}, {"run__weeks": 0}])
def test_a_place_without_people_or_weeks_runs(changes):
    summary = simulate(small(lonely(), **changes), 5).summary()
    assert np.isnan(summary["burden"])


def test_nobody_is_too_many_for_one_week():
    """More people than are handled at once."""
    record = simulate(place({"home": {}}, place__people=10_000, run__weeks=2), 5)
    assert record.weekly["present"].tolist() == [10_000, 10_000]
