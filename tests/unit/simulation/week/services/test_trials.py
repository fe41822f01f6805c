"""Experiments: ideas, checks, trials, verdicts."""

import numpy as np
import pytest

from simulation.week.services.practice import match, quality
from simulation.week.services.trials import run_trials
from simulation.world.trials import NEVER
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

NEEDS = {"home": {"dynamics": "steady"}}


def teams(count=40, **changes):
    """Many services alike, each with some cases; practice stands still but for experiments."""
    services = {f"team_{i}": {"helps": {"home": 1.0}, "places": 10.0} for i in range(count)}
    levers = {"experiment_rate": 12.0, "governance_delay_weeks": 3, "safety_check": 0.0}
    changes = {**{f"commissioning.{k}": v for k, v in levers.items()}, **changes}
    learns = {"services.learning.practice_learning": True, "model.practice.start": 0.3}
    changes = {"services.learning.practice_spread": 0.0, **learns, **changes}
    scenario = place(NEEDS, services, **QUIET | EAGER)
    scenario = scenario.override(changes)
    world = world_of(scenario, 5)
    world.set_levers(scenario.commissioning)
    world.people.need[:] = 0.9
    return world


def off_best(world):
    away = world.services.practice - world.services.optimum
    return np.sqrt((away * away).sum(1))


def test_ideas_come_at_their_rate_and_one_at_a_time():
    world = teams(400, **{"commissioning.governance_delay_weeks": 260})
    had = [np.count_nonzero(let_pass(world).trials.starts < NEVER) for _ in range(8)]
    expected = 400 * -np.expm1(-12.0 / 52 * np.arange(1, 9))
    np.testing.assert_allclose(had, expected, atol=4 * 10)
    assert not world.trials.running.any()


def test_a_trial_starts_after_the_delay_and_ends_after_its_weeks():
    world, began, ended = teams(), {}, {}
    for _ in range(60):
        week, before = world.clock, world.trials.starts.copy()
        was = world.trials.running.copy()
        let_pass(world)
        for row in np.flatnonzero(world.trials.running & ~was):
            began.setdefault(row, (week, before[row]))
        for row in np.flatnonzero(was & ~world.trials.running):
            ended.setdefault(row, week)
    assert len(ended) > 20
    for row, week in ended.items():
        start, due = began[row]
        assert start == due
        assert week == start + world.constants.trials.trial_weeks


def test_a_share_of_the_work_is_done_as_on_trial():
    world = teams(2)
    world.trials.running[:] = True, False
    world.trials.jump[:] = 0.4
    usual = match(world, world.services.practice)
    tried = match(world, world.services.practice + 0.4)
    share = world.constants.trials.share
    mixed = quality(world)
    assert mixed[0] == pytest.approx((1 - share) * usual[0] + share * tried[0])
    assert mixed[1] == usual[1]


def judged(world, gain, cases=1000.0):
    """Trials that end now, with what was seen of them; practice afterwards minus before."""
    trials, before = world.trials, world.services.practice.copy()
    trials.running[:], trials.starts[:] = True, world.clock - world.constants.trials.trial_weeks
    trials.jump[:], trials.cases[:] = 0.1, cases
    trials.gain[:] = gain * cases
    run_trials(world)
    return world.services.practice - before


def test_what_was_seen_to_help_is_kept_and_what_harmed_is_dropped():
    world = teams(4, **{"model.practice.view_noise": 0.0, "commissioning.experiment_rate": 0.0})
    kept = judged(world, np.array([0.01, -0.01, 0.02, -0.001]))
    np.testing.assert_allclose(kept, np.outer([1, 0, 1, 0], [0.1] * 3))
    assert not world.trials.running.any()
    assert not judged(world, np.full(4, 0.01), cases=0.0).any(), "nobody was on trial"


def test_few_cases_mislead_and_assurance_helps_to_see():
    wrong = {}
    for name, cases, assurance in (("few", 50, 0.0), ("many", 5000, 0.0), ("assured", 50, 1.0)):
        levers = {"commissioning.assurance": assurance, "commissioning.experiment_rate": 0.0}
        world = teams(400, **levers, **{"model.steering.assurance_sees": 0.8})
        wrong[name] = np.count_nonzero(judged(world, np.full(400, -0.005), float(cases)).any(1))
    assert wrong["many"] < wrong["assured"] < wrong["few"]


def test_a_check_stops_what_would_harm_and_takes_hours():
    world = teams(50, **{"commissioning.safety_check": 1.0, "commissioning.experiment_rate": 0.0})
    services, trials = world.services, world.trials
    services.practice[:] = services.optimum
    trials.jump[:25], trials.jump[25:] = 0.4, 0.01  # the first would harm, the others hardly
    trials.starts[:] = world.clock
    run_trials(world)
    assert trials.running.tolist() == [False] * 25 + [True] * 25
    before = let_pass(world).services.hours
    overhead = world.levers.overhead
    assert (before[:, -1] > overhead).all(), "checking takes hours"
    assert (let_pass(world).services.hours[:, -1] == overhead).all()


def test_ideas_with_insight_bring_practice_nearer_to_the_best():
    far = {
        insight: off_best(let_pass(teams(**{"model.trials.insight": insight}), 150)).mean()
        for insight in (0.0, 0.8)
    }
    at_start = off_best(teams()).mean()
    assert far[0.8] < 0.7 * at_start
    assert far[0.8] < far[0.0]


def test_a_failed_experiment_costs_morale_where_failures_are_blamed():
    for blame in (0.0, 1.0):
        levers = {"commissioning.blame": blame, "commissioning.experiment_rate": 0.0}
        world = teams(2, **levers, **{"model.practice.view_noise": 0.0})
        before = world.culture.morale.copy()
        judged(world, np.array([0.01, -0.01]))
        lost = before - world.culture.morale
        assert lost.tolist() == pytest.approx([0.0, blame * world.constants.trials.failed])


def test_blame_makes_ideas_rarer_and_variations_smaller():
    changes = {"commissioning.blame": 1.0, "model.steering.blame_caution": 1.0}
    learns = {"services.learning.practice_spread": 0.05}
    world = let_pass(teams(**changes, **learns), 20)
    assert (world.trials.starts == NEVER).all()
    assert not world.services.tried.any()
    assert let_pass(teams(**learns), 20).services.tried.any()
