"""What must change nothing: the order in which things are numbered, size, and the name of a regime.

Renumbering deals other luck to the same city, and a city twice as large has more of it, so both
are compared over seeds, in all measures: the least of their p-values, times how many there are,
may not fall below one in a thousand. Levers set equal leave nothing to luck: results are the same
bytes.
"""

from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulation.measures import MEASURES
from simulation.recorder import Recorder
from simulation.run import run_to_end, simulate
from simulation.scenario import Scenario, load_scenario
from simulation.scenarios import INDEX
from simulation.week.schedule import run_past
from simulation.world import Mode, Status, World
from tests.worlds import EAGER, QUIET, arrays, fingerprint, let_pass, place, shrunk, world_of

SEEDS, PEOPLE = range(16), 400
YEARS = {"run__weeks": 104, "run__past_weeks": 52}
REGIMES = ("target_driven", "alliance")
MAIN = ("good_weeks", "burden", "recorded_success", "bounces", "stories", "trust")
OF_PAIRS = ("modularity", "reciprocity", "shift_collectivism")  # of services that never meet, too
UNLIKELY = 0.001


@cache
def city(regime: str) -> Scenario:
    """A shrunken city, as scarce as the whole."""
    return shrunk(regime, PEOPLE, **YEARS)


def measured(scenario: Scenario) -> dict[str, np.ndarray]:
    """Every measure of a scenario, by seed."""
    return by_measure([simulate(scenario, seed).summary() for seed in SEEDS])


def by_measure(summaries: list[dict[str, float]]) -> dict[str, np.ndarray]:
    return {name: np.array([summary[name] for summary in summaries]) for name in MEASURES}


@cache
def usual(regime: str) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Every measure by seed, and how much more the first half of people had than the second."""
    summaries, gaps = [], []
    for seed in SEEDS:
        world = run_past(city(regime), seed)
        summaries.append(lived(world))
        people, half = world.people, PEOPLE // 2
        columns = np.array([people.good_weeks, people.stories, people.bounces])[:, :PEOPLE]
        gaps.append(columns[:, :half].mean(1) - columns[:, half:].mean(1))
    return by_measure(summaries), np.array(gaps)


def lived(world: World) -> dict[str, float]:
    """Every measure of what is still to come of a world."""
    recorder = Recorder(world)
    run_to_end(world, [recorder])
    return recorder.finish(world).summary()


def assert_alike(one: dict[str, np.ndarray], other: dict[str, np.ndarray], *without: str) -> None:
    """No measure differs beyond luck, and in the main ones luck would hide no great difference.

    Paired by seed: what keeps its name keeps its luck, which is then no part of the difference.
    """
    p = {
        name: stats.ttest_rel(one[name], other[name]).pvalue
        for name in MEASURES
        if name not in without and np.abs(one[name] - other[name]).max() > 1e-9
    }
    worst = min(p, key=lambda name: p[name])
    assert p[worst] * len(p) > UNLIKELY, (worst, one[worst].mean(), other[worst].mean(), p[worst])
    for name in MAIN:
        error = (one[name] - other[name]).std(ddof=1) / np.sqrt(len(SEEDS))
        assert error < 0.04 * one[name].mean(), name


# --- Numbering -----------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["need", "service"])
@pytest.mark.parametrize("regime", REGIMES)
def test_the_order_in_which_needs_and_services_are_stated_changes_nothing(regime, table):
    data = city(regime).to_dict()
    data[table] = dict(reversed(data[table].items()))
    assert_alike(usual(regime)[0], measured(Scenario.from_dict(data)))


@pytest.mark.parametrize("regime", REGIMES)
def test_the_order_of_people_changes_nothing(regime):
    """The first are last: everybody is another row, with the luck of that row, and their peers."""
    summaries = []
    for seed in SEEDS:
        world = World(city(regime), seed)
        last_first(world)
        let_pass(world, -world.week).mark_cohort()
        summaries.append(lived(world))
    assert_alike(usual(regime)[0], by_measure(summaries))


def last_first(world: World) -> None:
    for column in arrays(world.people).values():
        column[:] = column[::-1].copy()
    world.people.peers[:] = world.people.count - 1 - world.people.peers


@pytest.mark.parametrize("regime", REGIMES)
def test_who_is_first_in_the_list_has_no_advantage(regime):
    """Good weeks, stories told and bounces of the first half of people and of the second."""
    gaps = usual(regime)[1]
    assert (stats.ttest_1samp(gaps, 0.0).pvalue * gaps.shape[1] > UNLIKELY).all(), gaps.mean(0)


@pytest.mark.parametrize("best", [0.0, 1.0])
def test_of_those_who_wait_alike_each_is_as_likely_to_get_a_place(best):
    """Half of the places go to the first half of the list, whatever the rule."""
    people, places = 4000, 800
    changes = {**QUIET, **EAGER, "place.people": people, "commissioning.allocation": best}
    house = {"places": float(places), "helps": {"home": 1.0}}
    world = world_of(place({"home": {"dynamics": "steady"}}, {"house": house}, **changes))
    world.people.need[:], world.people.trust[:] = 0.8, 0.5
    world.people.status[:], world.people.service[:], world.people.since[:] = Status.WAITING, 0, 0
    got = let_pass(world).people.status[:, 0] == Status.ACTIVE
    assert got.sum() == places
    assert abs(got[: people // 2].sum() - places / 2) < 4 * np.sqrt(places / 4)


@pytest.mark.parametrize("joint", [0, Mode.JOINT])
def test_of_two_who_work_with_a_person_each_is_as_likely_to_refer_them_on(joint):
    """Whichever need comes first in the list: within four standard errors of a half."""
    people, changes = 4000, {**QUIET, **EAGER, "model.seeking.hand_over": 1.0 if joint else 0.0}
    needs = {name: {"dynamics": "steady"} for name in ("home", "drugs", "pain")}
    services = {f"for_{name}": {"places": 1e4, "helps": {name: 1.0}} for name in needs}
    world = world_of(place(needs, services, **changes, place__people=people))
    world.people.need[:], world.people.trust[:] = 0.8, 0.5
    for k in (0, 1):
        world.people.status[:, k], world.people.service[:, k] = Status.ACTIVE, k
        world.people.since[:, k], world.people.mode[:, k] = 0, Mode.HOLD + joint
    flow = let_pass(world).services.flow[:2, 2]
    assert flow.sum() > people / 2
    assert abs(flow[0] - flow.sum() / 2) < 4 * np.sqrt(flow.sum() / 4)


# --- Size ----------------------------------------------------------------------------------------


def doubled(scenario: Scenario) -> Scenario:
    """Twice the people, and every service and purse once more, under another name.

    Services refer to those of their own half, as they did: an edge between each and each would
    be learned from half as many referrals as before.
    """
    data = scenario.to_dict()
    services = list(data["service"])
    data["place"]["people"] *= 2
    data["place"]["budget"] *= 2
    data["network"] = {
        **{own: {**known_to(data, own), **unknown(services, "_too")} for own in services},
        **{f"{own}_too": {**again(known_to(data, own)), **unknown(services)} for own in services},
    }
    data["purse"] |= {
        f"{n}_too": {**p, "funds": again(p["funds"])} for n, p in data["purse"].items()
    }
    data["service"] = {**data["service"], **again(data["service"])}
    return Scenario.from_dict(data)


def again(table: dict[str, Any]) -> dict[str, Any]:
    return {f"{name}_too": entry for name, entry in table.items()}


def unknown(services: list[str], suffix: str = "") -> dict[str, float]:
    return {f"{name}{suffix}": 0.0 for name in services}


def known_to(data: dict[str, Any], service: str) -> dict[str, float]:
    return dict(data["network"].get(service, {}))


@pytest.mark.parametrize("regime", REGIMES)
def test_twice_the_people_staff_beds_and_services_change_nothing_for_anybody(regime):
    scenario = city(regime)
    twice = doubled(scenario)
    assert len(twice.service) == 2 * len(scenario.service)
    money = [sum(purse.amount for purse in s.purse.values()) for s in (scenario, twice)]
    assert money[1] == pytest.approx(2 * money[0])
    assert_alike(usual(regime)[0], measured(twice), *OF_PAIRS)


# --- The name of a regime ------------------------------------------------------------------------

SHORT = {"run__weeks": 65, "run__past_weeks": 13}
TARGETS = load_scenario("target_driven")
SAME_PLACE = [name for name in INDEX if load_scenario(name).past_key() == TARGETS.past_key()]


@pytest.mark.parametrize("name", [name for name in SAME_PLACE if name != "target_driven"])
def test_levers_set_equal_give_equal_results(name):
    """Any shipped scenario of the place, with the levers of another and no events of its own."""
    one, other = (shrunk(regime, 200, **SHORT) for regime in ("target_driven", name))
    levers = one.to_dict()["commissioning"]
    equal = other.override({"commissioning": levers, "event": {}})
    assert fingerprint(simulate(equal, 3)) == fingerprint(simulate(one, 3))
    assert fingerprint(simulate(other, 3)) != fingerprint(simulate(one, 3))


def test_an_event_that_sets_levers_to_what_they_are_changes_nothing():
    scenario = shrunk("target_driven", 200, **SHORT)
    levers = scenario.to_dict()["commissioning"]
    numbers = {name: value for name, value in levers.items() if isinstance(value, int | float)}
    event = {"week": 5, "set": numbers, "pay": levers["pay"], "over": 20}
    same = scenario.override({"event": {"nothing": event}})
    assert fingerprint(simulate(same, 3)) == fingerprint(simulate(scenario, 3))
