"""What is copied: from the best service to all, and from another place to this one."""

import numpy as np
import pytest

from simulation.luck import Luck
from simulation.model import CareSystem
from simulation.run import fork, simulate
from simulation.scenario import ScenarioError
from simulation.week.commissioners.scheduled_events import begin_week
from simulation.week.commissioners.spread import another_place, lift_and_shift, scale_up
from simulation.world import World
from tests.worlds import fingerprint, let_pass, shrunk, state, world_of

SMALL = {"run.past_weeks": 26, "run.weeks": 60}


def lifting(name="alliance", week=20, **event):
    copy = {"week": week, "lift": 1.0, **event}
    return shrunk(name, 120, **SMALL, event={"copy": copy})


def quality(services):
    away = services.practice - services.optimum
    return np.exp(-(away * away).sum(1))


# --- Scaling up ----------------------------------------------------------------------------------


def with_records():
    world = let_pass(world_of(shrunk("target_driven", 120, **SMALL), 2), 10)
    world.services.closed[:] = 10
    world.services.counted[:] = 3
    world.services.counted[4] = 9
    return world


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_all_move_towards_the_service_with_the_best_record(share):
    world = with_records()
    services = world.services
    practice, logit = services.practice.copy(), services.logit.copy()
    scale_up(world, share)
    np.testing.assert_allclose(services.practice, practice + share * (practice[4] - practice))
    np.testing.assert_allclose(services.logit, logit + share * (logit[4] - logit))
    assert (services.practice[4] == practice[4]).all()


def test_what_is_best_there_is_not_best_everywhere():
    world = with_records()
    world.services.practice[:] = world.services.optimum
    scale_up(world, 1.0)
    assert quality(world.services)[4] == 1
    assert quality(world.services).mean() < 0.8


def test_nothing_is_scaled_up_without_a_record():
    world = with_records()
    world.services.closed[:] = 0
    before = state(world)
    scale_up(world, 1.0)
    assert state(world) == before


def test_cases_are_judged_by_the_habits_they_were_drawn_with():
    event = {"all": {"week": 20, "scale_up": 1.0}}
    model = CareSystem(shrunk("target_driven", 120, **SMALL, event=event), rng=2)
    while model.week < 20:
        model.step()
    before = model.world.services.chance.copy()
    begin_week(model.world)
    services = model.world.services
    assert np.abs(services.chance - before).max() > 1e-3
    np.testing.assert_allclose(services.chance_log[model.world.clock], services.chance, rtol=1e-6)


# --- Lift and shift ------------------------------------------------------------------------------


def two_places(like_here, lift=1.0):
    scenario = lifting(like_here=like_here, lift=lift)
    here, there = (World(scenario, 3, elsewhere) for elsewhere in ("", "copy"))
    let_pass(here, 26), let_pass(there, 26)
    was = here.services.practice.copy()
    lift_and_shift(here, scenario.event["copy"], there)
    return here.services, there.services, was


@pytest.mark.parametrize("like_here", [0.0, 0.7, 1.0])
def test_another_place_has_the_same_money_spread_otherwise(like_here):
    scenario = lifting(like_here=like_here)
    other = another_place(scenario, scenario.event["copy"], Luck(3, "copy"))
    moved = 0.0
    for name, purse in scenario.purse.items():
        here, there = (np.array(list(p.funds.values())) for p in (purse, other.purse[name]))
        assert there.sum() == pytest.approx(here.sum())
        assert ((there > 0) == (here > 0)).all()
        moved += np.abs(there - here).sum()
    assert moved == pytest.approx(0) if like_here == 1 else moved > 0.1


def test_where_places_are_alike_practice_is_as_good_here_as_there():
    here, there, _ = two_places(like_here=1.0)
    np.testing.assert_allclose(quality(here), quality(there))


def test_where_places_differ_practice_is_carried_over_as_it_is():
    here, there, _ = two_places(like_here=0.0)
    np.testing.assert_allclose(here.practice, there.practice)
    assert quality(here).mean() < quality(there).mean() - 0.1


def test_habits_and_pathways_come_along_and_goodwill_stays():
    here, there, _ = two_places(like_here=1.0)
    np.testing.assert_allclose(here.chance, there.chance)
    np.testing.assert_allclose(here.knowledge, there.knowledge)
    np.testing.assert_allclose(here.futility, there.futility)
    assert not np.allclose(here.goodwill, there.goodwill)


def test_half_a_lift_moves_half_the_way():
    full, _, was = two_places(like_here=0.5)
    half, _, _ = two_places(like_here=0.5, lift=0.5)
    np.testing.assert_allclose(half.practice, (was + full.practice) / 2)


def test_another_place_has_the_same_services_and_other_people():
    scenario = lifting()
    here, there, again = (World(scenario, 3, name) for name in ("", "copy", "copy"))
    assert here.services.names == there.services.names
    assert here.people.need.tobytes() != there.people.need.tobytes()
    assert there.people.need.tobytes() == again.people.need.tobytes()


def test_a_lift_changes_the_course_from_its_week_on():
    plain = shrunk("alliance", 120, **SMALL)
    one, two = simulate(plain, 3), simulate(lifting(week=30), 3)
    assert one.weekly["burden"][:30].tolist() == two.weekly["burden"][:30].tolist()
    assert one.weekly["burden"][30:].tolist() != two.weekly["burden"][30:].tolist()


def test_the_other_place_lives_under_what_the_event_leads_to():
    ramp = {"set": {"overhead": 0.6}, "over": 30}
    lean, heavy = simulate(lifting(), 3), simulate(lifting(**ramp), 3)
    assert lean.weekly["burden"][:20].tolist() == heavy.weekly["burden"][:20].tolist()
    assert lean.weekly["burden"][-1] != heavy.weekly["burden"][-1]


def test_a_forked_lift_equals_one_done_alone_and_so_does_a_mesa_model():
    scenarios = [shrunk("target_driven", 120, **SMALL), lifting()]
    alone = fingerprint(simulate(scenarios[1], 3))
    assert fingerprint(fork(scenarios, 3)[1]) == alone
    assert fingerprint(fork(scenarios[::-1], 3)[0]) == alone
    model = CareSystem(scenarios[1], rng=3)
    while model.running:
        model.step()
    assert fingerprint(model.record()) == alone


def test_likeness_to_no_place_is_refused():
    with pytest.raises(ScenarioError, match=r"event\.copy\.like_here is 0\.5, but the event lifts"):
        lifting(lift=0.0, like_here=0.5)
