"""Journeys say of single people what the weekly counts say of all, and change nothing."""

import numpy as np
import pytest

from simulation.journeys import EVENT, JourneyRecorder, Journeys
from simulation.recorder import Recorder
from simulation.run import run_to_end
from simulation.scenario import Scenario
from simulation.week.schedule import run_past
from simulation.world import Kind, World
from tests.places import lonely, small, village
from tests.worlds import columns, fingerprint, shrunk, state

WEEKS = 60


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return shrunk("alliance", 300, run__weeks=WEEKS, run__past_weeks=26)


@pytest.fixture(scope="module")
def fork(scenario: Scenario) -> World:
    return run_past(scenario, seed=4)


@pytest.fixture(scope="module")
def everybody(fork: World, scenario: Scenario) -> Journeys:
    return followed(fork.fork(scenario), None)


def followed(world: World, rows: list[int] | None) -> Journeys:
    recorder = JourneyRecorder(world, rows)
    run_to_end(world, [recorder])
    return recorder.finish()


def test_events_of_all_people_are_what_the_weekly_counts_say(
    fork: World, scenario: Scenario, everybody: Journeys
) -> None:
    world = fork.fork(scenario)
    recorder = Recorder(world)
    run_to_end(world, [recorder])
    weekly = recorder.finish(world).weekly
    for kind in Kind:
        weeks = everybody.events["week"][everybody.events["kind"] == kind]
        counted = np.bincount(weeks, minlength=WEEKS)
        np.testing.assert_array_equal(counted, weekly[kind.name.lower()], err_msg=kind.name)


def test_following_changes_nothing(fork: World, scenario: Scenario) -> None:
    alone, watched = fork.fork(scenario), fork.fork(scenario)
    records = []
    for world, watchers in (
        (alone, []),
        (watched, [JourneyRecorder(watched, [3, 40]), JourneyRecorder(watched)]),
    ):
        recorder = Recorder(world)
        run_to_end(world, [recorder, *watchers])
        records.append(recorder.finish(world))
    assert fingerprint(records[0]) == fingerprint(records[1])
    assert state(alone) == state(watched)


def test_a_few_rows_are_those_rows_of_everybody(
    fork: World, scenario: Scenario, everybody: Journeys
) -> None:
    newcomer = fork.people.count + 1
    found = followed(fork.fork(scenario), [newcomer, 7, 3])
    assert found.rows.tolist() == [3, 7, newcomer]
    for row in found.rows.tolist():
        np.testing.assert_array_equal(found.of(row), everybody.of(row))
    assert found.of(newcomer)["kind"][0] == Kind.ARRIVED
    assert set(found.events["row"].tolist()) <= {3, 7, newcomer}


def test_states_are_those_of_the_world_at_the_end_of_each_week(
    fork: World, scenario: Scenario
) -> None:
    rows = [2, 11, fork.people.count]
    world, seen = fork.fork(scenario), []

    class Witness:
        def record(self, world: World) -> None:
            seen.append({name: column.copy() for name, column in columns(world).items()})

    recorder = JourneyRecorder(world, rows)
    run_to_end(world, [recorder, Witness()])
    found = recorder.finish()
    for week, before in enumerate(seen):
        for n, row in enumerate(rows):
            there = row < len(before["trust"])
            for name in ("need", "trust", "strength", "status", "service", "present"):
                kept = getattr(found, name)[week, n]
                if there:
                    np.testing.assert_array_equal(kept, before[name][row])
                else:
                    assert not kept.any() or name == "service"
    good = world.people.good_weeks[rows[:2]]
    np.testing.assert_allclose(found.good[:, :2].sum(0), good, rtol=1e-4)


def test_events_are_kept_small(everybody: Journeys) -> None:
    assert everybody.events.dtype == EVENT
    assert EVENT.itemsize == 13
    assert everybody.need.size == 0


def test_a_place_where_nothing_happens_and_a_run_of_no_weeks() -> None:
    for place, weeks in ((small(lonely(), place__arrivals=0.0), 10), (small(village()), 26)):
        world = run_past(place, 1)
        assert followed(world.fork(place), [0]).trust.shape == (weeks, 1)
    data = village()
    del data["event"]
    still = small(data, run__weeks=0)
    assert followed(run_past(still, 1), [0]).events.size == 0
