"""CareSystem as a Mesa model: what Mesa does with models works, and never changes a run."""

import copy
import gc
import inspect
import pickle
import weakref
from collections.abc import Callable
from typing import Any

import mesa
import numpy as np
import pytest
from hypothesis import given, settings

from simulation.agents import Commissioner, Person, Service, View
from simulation.measures import MEASURES
from simulation.model import CareSystem
from simulation.run import simulate
from simulation.scenario import Scenario, ScenarioError
from simulation.scenarios import INDEX
from simulation.world import Kind
from tests.places import small, valid_scenarios, village
from tests.systems import let_pass, lively
from tests.worlds import fingerprint, shrunk, state, world_of


def look_at_everything(system: CareSystem) -> None:
    """Read every attribute of every agent, in an order of Mesa's choosing."""
    shown = {
        kind: [n for k in kind.__mro__ if issubclass(k, View) for n in vars(k) if is_shown(k, n)]
        for kind in (Person, Service, Commissioner)
    }
    system.agents.shuffle_do(lambda agent: [getattr(agent, name) for name in shown[type(agent)]])
    system.agents.select(lambda agent: system.random.random() < 0.5).sort("unique_id")


def is_shown(kind: type, name: str) -> bool:
    """Whether a class has an attribute of that name to be read."""
    return isinstance(vars(kind)[name], property) and not name.startswith("_")


def assert_same(one: CareSystem, other: CareSystem) -> None:
    """All arrays, all records, and who is awake."""
    assert one.week == other.week
    assert state(one.world) == state(other.world)
    assert fingerprint(one.record()) == fingerprint(other.record())


def test_a_model_runs_as_a_run_without_mesa() -> None:
    scenario = lively()
    system = CareSystem(scenario, rng=5)
    assert (system.week, system.running, system.steps) == (0, True, 0)
    system.run_model()
    assert (system.week, system.running, system.steps) == (12, False, 12)
    assert fingerprint(system.record()) == fingerprint(simulate(scenario, 5))


@pytest.mark.parametrize("weeks", [7, 13])
def test_a_measure_is_that_of_the_record_so_far(weeks: int) -> None:
    system = let_pass(CareSystem(lively(run__weeks=20), rng=1), weeks)
    measured = {name: system.measure(name) for name in MEASURES}
    assert repr(measured) == repr(system.record().summary())


def test_before_the_first_week_nothing_can_be_measured() -> None:
    assert np.isnan(CareSystem(lively(), rng=1).measure("good_weeks"))
    with pytest.raises(ValueError, match=r"is not a measure; did you mean deaths\?"):
        CareSystem(lively(), rng=1).measure("death")


def test_a_model_of_no_weeks_never_runs() -> None:
    assert not CareSystem(small(village(), event={}), rng=1, weeks=0).running


def test_step_takes_no_argument() -> None:
    assert list(inspect.signature(CareSystem.step).parameters) == ["self"]


# waking


def test_people_sleep_until_agents_are_asked_for() -> None:
    system = let_pass(CareSystem(lively(), rng=1), 2)
    present = np.flatnonzero(system.world.people.present).tolist()
    assert system.agent_types == [Service, Commissioner, Person]
    assert [person.row for person in system.agents_by_type[Person]] == present
    assert len(system.agents) == len(system.services) + len(system.commissioners) + len(present)
    assert all(agent.model is system for agent in system.agents)


@pytest.mark.parametrize("look", ["agents", "agents_by_type", "agent_types"])
def test_any_look_at_agents_wakes_people(look: str) -> None:
    system = CareSystem(lively(), rng=1)
    getattr(system, look)
    kinds = [type(agent) for agent in system.agents]
    assert kinds.count(Person) == np.count_nonzero(system.world.people.present)


def test_arrivals_appear_and_those_who_leave_vanish() -> None:
    system = CareSystem(lively(), rng=1)
    awake = system.agents_by_type[Person]
    came = died = departed = 0
    while system.running:
        before = {person.row for person in awake}
        system.step()
        rows = {kind: set(system.world.events.of(kind)[0].tolist()) for kind in Kind}
        expected = (before | rows[Kind.ARRIVED]) - rows[Kind.DIED] - rows[Kind.DEPARTED]
        assert {person.row for person in awake} == expected
        assert expected == set(np.flatnonzero(system.world.people.present).tolist())
        came += len(rows[Kind.ARRIVED])
        died += len(rows[Kind.DIED])
        departed += len(rows[Kind.DEPARTED])
    assert min(came, died, departed) > 0


def test_a_view_of_somebody_who_left_can_still_be_read() -> None:
    system = CareSystem(lively(), rng=1)
    everybody = list(system.agents_by_type[Person])
    system.run_model()
    gone = [person for person in everybody if not person.present]
    assert gone
    assert not any(person in system.agents for person in gone)
    assert all(0 <= person.trust <= 1 and not person.supported_by for person in gone)


@settings(max_examples=15)
@given(scenario=valid_scenarios())
def test_a_woken_run_equals_one_that_slept(scenario: Scenario) -> None:
    asleep, awake = CareSystem(scenario, rng=3), CareSystem(scenario, rng=3)
    while asleep.running:
        look_at_everything(awake)
        awake.step()
        asleep.step()
    assert_same(asleep, awake)


@pytest.mark.parametrize("name", INDEX)
def test_a_shipped_scenario_woken_equals_itself_asleep(name: str) -> None:
    scenario = shrunk(name, 100, run__past_weeks=8, run__weeks=16)
    asleep, awake = CareSystem(scenario, rng=2), CareSystem(scenario, rng=2)
    while asleep.running:
        awake.agents.shuffle_do(lambda agent: agent.unique_id)
        awake.step()
        asleep.step()
    assert_same(asleep, awake)


def test_what_is_set_through_agents_changes_the_run() -> None:
    plain, changed = (let_pass(CareSystem(lively(), rng=1), 3) for _ in range(2))
    changed.agents_by_type[Person].set("trust", 0.5).do("set_severity", "housing", 0.9)
    assert set(changed.world.people.trust[changed.world.people.present]) == {0.5}
    let_pass(plain)
    let_pass(changed)
    assert changed.measure("burden") > plain.measure("burden")


# copies


@pytest.mark.parametrize("awake", [False, True])
@pytest.mark.parametrize(
    "duplicate", [copy.deepcopy, lambda system: pickle.loads(pickle.dumps(system))]
)
def test_a_copy_made_on_the_way_goes_on_as_the_original(
    duplicate: Callable[[CareSystem], CareSystem], awake: bool
) -> None:
    system = let_pass(CareSystem(lively(), rng=2), 5)
    if awake:
        look_at_everything(system)
    twin = duplicate(system)
    before = state(system.world)
    twin.run_model()
    assert (system.week, state(system.world)) == (5, before)
    system.run_model()
    assert_same(system, twin)
    assert not twin.running
    assert fingerprint(twin.record()) == fingerprint(simulate(lively(), 2))
    ids = [[(type(a), a.unique_id, a.row) for a in model.agents] for model in (system, twin)]
    assert ids[0] == ids[1]
    assert all(agent.model is twin for agent in twin.agents)
    assert set(twin.services) | set(twin.commissioners) <= set(twin.agents)


def test_several_models_side_by_side_do_not_touch_each_other() -> None:
    scenarios = [lively(), lively(commissioning__pooled_share=1.0), lively(place__people=20)]
    systems = [CareSystem(s, rng=seed) for s in scenarios for seed in (1, 2)]
    for week in range(12):
        for system in systems[:: -1 if week % 2 else 1]:
            look_at_everything(system)
            system.step()
    alone = [simulate(s, seed) for s in scenarios for seed in (1, 2)]
    records = [system.record() for system in systems]
    assert [fingerprint(r) for r in records] == [fingerprint(r) for r in alone]


def test_models_are_let_go_of_when_nobody_holds_them() -> None:
    systems = [CareSystem(lively(), rng=seed) for seed in range(3)]
    look_at_everything(systems[1])
    systems.append(copy.deepcopy(systems[1]))
    let_pass(systems[3])
    held = [weakref.ref(system) for system in systems]
    del systems
    gc.collect()
    assert [reference() for reference in held] == [None] * 4


# seeds, worlds and overrides


@pytest.mark.parametrize("rng", [7, np.int32(7), np.uint64(7)])
def test_a_seed_is_an_integer_of_any_type(rng: Any) -> None:
    system = CareSystem(lively(), rng=rng)
    assert system.record().seed == 7
    assert state(system.world) == state(world_of(lively(), 7))


@pytest.mark.parametrize("rng", [True, np.True_, -1, 1.0, "1", [1], np.random.default_rng(1)])
def test_what_is_no_seed_is_refused(rng: Any) -> None:
    with pytest.raises(ValueError, match=r"^rng is .*; it must be a whole number of 0 or more$"):
        CareSystem(lively(), rng=rng)


def test_no_seed_is_refused_since_a_run_follows_from_its_seed() -> None:
    with pytest.raises(ValueError, match=r"^rng is None; .* given rng=\[1, 2, 3\]$"):
        CareSystem(lively(), rng=None)


def test_models_may_go_on_from_one_shared_past() -> None:
    world = world_of(lively(), 6)
    before = state(world)
    for share in (0.0, 1.0):
        system = CareSystem(lively(), rng=6, world=world, pooled_share=share)
        system.run_model()
        alone = simulate(lively(commissioning__pooled_share=share), 6)
        assert fingerprint(system.record()) == fingerprint(alone)
    assert state(world) == before


def test_a_world_must_belong_to_the_scenario_and_the_seed() -> None:
    world = world_of(lively(), 6)
    for rng, changes in ((7, {}), (6, {"people": 41})):
        with pytest.raises(ValueError, match=r"^the world has seed 6, .*; it must have seed "):
            CareSystem(lively(), rng=rng, world=world, **changes)
    world.week = 1
    with pytest.raises(ValueError, match="stands at week 1"):
        CareSystem(lively(), rng=6, world=world)


def test_overrides_go_by_short_name_or_by_key() -> None:
    system = CareSystem(lively(), rng=1, pooled_share=0.5, place__people=25, weeks=9)
    changes = {"commissioning.pooled_share": 0.5, "place.people": 25, "run.weeks": 9}
    assert system.spec == lively().override(changes)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"poled_share": 0.5}, r"did you mean pooled_share\?"),
        ({"place__peple": 5}, r"did you mean place\.people\?"),
        ({"pooled_share": 2}, r"commissioning\.pooled_share is 2; it must be a number from 0 to 1"),
        ({"thin": 0.5}, "model__effort__thin or model__support__thin; say which"),
    ],
)
def test_overrides_that_are_not_valid_are_refused(overrides: dict[str, Any], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        CareSystem(lively(), rng=1, **overrides)


def test_a_reset_by_solara_makes_the_same_model_anew() -> None:
    system = let_pass(CareSystem(lively(), rng=3, pooled_share=0.5), 2)
    resets: list[dict[str, Any]] = [{"rng": 3}]
    if hasattr(system, "scenario"):  # Mesa 3.5 adds its own, and keeps the seed in it or out of it
        own = type(system.scenario)
        resets += [{"rng": 3, "scenario": own()}, {"scenario": own(rng=3)}]
    for added in resets:
        anew = type(system)(source=lively(), pooled_share=0.5, **added)
        assert_same(system, let_pass(anew, 2))


def test_our_scenario_is_called_source() -> None:
    with pytest.raises(ScenarioError, match='"scenario" is not the name of a lever or setting'):
        CareSystem(scenario="alliance")


def test_mesas_own_clock_and_luck_stay_out_of_a_run() -> None:
    system = CareSystem(lively(), rng=1)
    system.random.random()
    system.rng.random()
    let_pass(system, 4)
    assert (system.week, system.steps) == (4, 4)
    assert_same(system, let_pass(CareSystem(lively(), rng=1), 4))
    assert isinstance(system, mesa.Model)
