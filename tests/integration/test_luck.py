"""Luck belongs to people: what is done to one changes no draw of another."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from experiments.levers import levers
from simulation.run import fork, simulate
from simulation.scenario import Scenario
from simulation.scenarios import INDEX
from simulation.week.cases.closing_effects import cut_off
from simulation.world import Kind, Mode, Status, World
from tests.worlds import QUIET, arrays, columns, let_pass, place, shrunk, weeks_of, world_of

NOISY = {
    "model.life.noise": 0.01,
    "model.life.peer_pull": 0.0,
    "services.learning.imitation": 0.0,
}
EXITS = {
    "death": {"label": "Death", "hazard": 0.004, "fatal": True},
    "moving": {"label": "Moving", "hazard": 0.001},
}
UNTAUGHT = {
    "services.learning.policy_learning": False,
    "services.learning.practice_learning": False,
    "model.referral.knowledge_gain": 0.0,
    "model.referral.futility_gain": 0.0,
    "model.referral.goodwill_gain": 0.0,
    "model.referral.goodwill_loss": 0.0,
    "model.culture.turnover_morale": 0.0,
}


def differing(one: World, other: World, rows: np.ndarray) -> list[str]:
    """Columns in which some of these people differ."""
    pairs = zip(columns(one).items(), columns(other).values(), strict=True)
    return [name for (name, a), b in pairs if a[rows].tobytes() != b[rows].tobytes()]


# --- One changed service -------------------------------------------------------------------------


def two_halves() -> Scenario:
    """Two needs that nobody has both of, and for each a service of its own, hard-pressed."""
    changes = {"model.life.shocks": 0.0, "place.people": 200, "commissioning.target_weight": 1.0}
    return place(
        {"drugs": {}, "sleep": {}},
        {
            "clinic": {"helps": {"drugs": 1.0}, "staff": 2.0, "caseload": 10},
            "school": {"helps": {"sleep": 1.0}, "staff": 2.0, "caseload": 10},
        },
        exit=EXITS, proxy={"x": {"label": "X"}}, **NOISY, **changes,
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"service.clinic.helps": {"drugs": 0.2}},
        {"service.clinic.threshold": 0.7},
        {"service.clinic.staff": 0.5},
        {"service.clinic.access": "outreach", "model.seeking.outreach": 0.0},
        {"service.clinic.access": "drop_in"},
    ],
    ids=str,
)
def test_a_changed_service_changes_no_draw_of_those_it_does_not_serve(change):
    worlds = []
    for scenario in (two_halves(), two_halves().override(change)):
        world = world_of(scenario, seed=4)
        world.people.need[0::2, 1] = world.people.need[1::2, 0] = 0.02
        worlds.append(let_pass(world, 120))
    drugs, sleep = np.arange(0, 200, 2), np.arange(1, 200, 2)
    assert not differing(*worlds, sleep)
    for name, values in arrays(worlds[0].services).items():
        if values.ndim and values.shape[0] == 2:
            other = getattr(worlds[1].services, name)
            assert values[1].tobytes() == other[1].tobytes(), name
    assert worlds[0].services.closed[1] > 20
    same = change.get("service.clinic.access") == "outreach"  # which finds nobody here
    assert ("need" in differing(*worlds, drugs)) != same


# --- One death more ------------------------------------------------------------------------------


def roomy(**changes: Any) -> Scenario:
    """Entangled needs, and services with room for everybody that learn nothing."""
    crisis = {"fall": {"label": "Fall", "hazard": 0.1, "effect": {"home": 0.2}}}
    numbers = {"entanglement.c": 0.6, "place.people": 200, "place.arrivals": 0.5}
    scenario = place(
        {"drugs": {}, "sleep": {}, "home": {}},
        {
            "clinic": {"helps": {"drugs": 1.0, "sleep": 0.3}, "places": 100_000.0},
            "school": {"helps": {"sleep": 1.0, "home": 0.5}, "places": 100_000.0},
        },
        crisis=crisis, exit=EXITS, **NOISY, **UNTAUGHT, **numbers,
    )  # fmt: skip
    return scenario.override(changes)


@pytest.mark.parametrize("week", [0, 1, 30])
def test_one_death_more_changes_nothing_for_anybody_else(week):
    kept, lost = (let_pass(world_of(roomy(), seed=4), week) for _ in range(2))
    in_support = (lost.people.status == Status.ACTIVE).any(1)
    one = int(np.flatnonzero(in_support)[0]) if in_support.any() else 3
    lost.people.alive[one] = lost.people.present[one] = False
    cut_off(lost)
    let_pass(kept, 60), let_pass(lost, 60)
    others = np.arange(kept.people.count) != one
    assert not differing(kept, lost, others)
    assert kept.people.status[others].any()
    assert not lost.people.status[one].any()


def test_more_deaths_change_nothing_for_those_who_live_either_way():
    few, many = (
        let_pass(world_of(roomy(**{"exit.death.hazard": hazard}), seed=4), 60)
        for hazard in (0.004, 0.04)
    )
    assert few.people.alive.sum() > many.people.alive.sum() + 5
    assert not (many.people.alive & ~few.people.alive).any()
    assert not differing(few, many, many.people.alive)
    assert np.array_equal(few.people.here, many.people.here)


# --- One need or service more --------------------------------------------------------------------


def crowded() -> Scenario:
    """Two independent needs and too little for both, in a place where luck is busy."""
    changes = {"place.people": 200, "place.arrivals": 0.3, "place.peers": 3}
    changes |= {"model.life.noise": 0.004, "model.life.tipping_strength": 0.0}
    changes |= {"commissioning.target_weight": 1.0, "services.learning.imitation": 0.0}
    return place(
        {"drugs": {}, "home": {}},
        {
            "clinic": {"helps": {"drugs": 1.0}, "staff": 1.0},
            "house": {"helps": {"home": 1.0}, "places": 12.0, "access": "referral"},
        },
        value={"home": {"label": "Home", "reads": "home"}}, proxy={"x": {"label": "X"}}, **changes,
    )  # fmt: skip


def after_a_year(scenario: Scenario) -> World:
    return let_pass(world_of(scenario, seed=2), 52)


@pytest.mark.parametrize("first", [True, False])
def test_a_need_more_that_nobody_has_changes_nothing(first):
    before = crowded()
    more = {"pain": before.need["home"].model_copy(update={"prevalence": 0.0, "shocks": 0.0})}
    needs = {**more, **before.need} if first else {**before.need, **more}
    one, other = after_a_year(before), after_a_year(with_tables(before, need=needs))
    here = [list(needs).index(name) for name in before.need]
    for name, values in columns(one).items():
        if values.ndim == 2 and name not in ("peers", "priority", "start_sum"):
            assert values.tobytes() == columns(other)[name][:, here].tobytes(), name
    assert one.people.trust.tobytes() == other.people.trust.tobytes()


@pytest.mark.parametrize("first", [True, False])
def test_a_service_more_that_nobody_can_reach_changes_nothing(first):
    before = crowded()
    more = {"empty": before.service["house"].model_copy(update={"places": 0.0})}
    services = {**more, **before.service} if first else {**before.service, **more}
    one, other = after_a_year(before), after_a_year(with_tables(before, service=services))
    names = np.array([*services, "nobody"])[other.people.service]
    was = np.array([*before.service, "nobody"])[one.people.service]
    assert np.array_equal(names, was)
    for name, values in columns(one).items():
        if name not in ("service", "referrer"):
            assert values.tobytes() == columns(other)[name].tobytes(), name


def with_tables(scenario: Scenario, **tables: dict) -> Scenario:
    plain = {
        name: {key: entry.model_dump() for key, entry in table.items()}
        for name, table in tables.items()
    }
    return Scenario.from_dict({**scenario.to_dict(), **plain})


# --- Two regimes ---------------------------------------------------------------------------------


def regimes(**changes: Any) -> list[Scenario]:
    small = {"run.past_weeks": 13, "run.weeks": 78, **changes}
    return [shrunk(name, 300, **small) for name in ("target_driven", "alliance")]


def test_the_same_people_come_and_go_whatever_the_regime():
    came = 0
    for one, other in zip(*(weeks_of(scenario, 3) for scenario in regimes()), strict=True):
        rows = one.events.of(Kind.ARRIVED)[0]
        assert np.array_equal(rows, other.events.of(Kind.ARRIVED)[0])
        assert np.array_equal(one.people.here, other.people.here)
        came += rows.size
        for name in ("priority", "peers"):
            assert columns(one)[name].tobytes() == columns(other)[name].tobytes()
        met = (one.people.stories + other.people.stories + one.people.bounces)[rows] > 0
        for world in (one, other):
            met |= np.isin(rows, world.events.of(Kind.DROP_IN)[0])
            met |= np.isin(rows, world.events.of(Kind.NO_DOOR)[0])
        assert not differing(one, other, rows[~met])
    assert came > 20
    assert not one.people.here.all()


def fates(scenario: Scenario) -> tuple[list[list[int]], bytes, bytes, bytes]:
    """Who comes in each week; who has not departed at last; priorities; peers."""
    came = []
    for world in weeks_of(scenario, 3):
        came.append(world.events.of(Kind.ARRIVED)[0].tolist())
    people = world.people
    assert people.count > scenario.place.people
    assert not people.here.all()
    return came, people.here.tobytes(), people.priority.tobytes(), people.peers.tobytes()


@pytest.mark.parametrize("name", INDEX)
def test_no_shipped_scenario_moves_who_comes_and_goes(name):
    scenario = shrunk(name, 150, run__past_weeks=4, run__weeks=40)
    data = scenario.to_dict()
    inherited = {"commissioning": data["place"]["past"], "event": {}}
    assert fates(scenario) == fates(Scenario.from_dict(data | inherited))


@pytest.mark.parametrize("lever", levers(), ids=lambda lever: lever.path.rpartition(".")[2])
def test_no_lever_moves_who_comes_and_goes(lever):
    base = shrunk(lever.acts.base, 150, run__past_weeks=4, run__weeks=40)
    low, high = (base.override({lever.path: lever.type(end)}) for end in lever.plausible)
    assert fates(low) == fates(high)


def test_a_shock_hits_the_same_persons_whatever_the_regime():
    flood = {"week": 20, "shock": {"needs": {"housing": 0.6}, "share": 0.3}}
    hit = []
    for regime in regimes(**{"run.weeks": 30}):
        shocked = let_pass(world_of(regime.override({"event": {"flood": flood}}), 3), 21)
        spared = let_pass(world_of(regime, 3), 21)
        here = shocked.people.present & spared.people.present
        worse = shocked.people.need[:, 0] - spared.people.need[:, 0]
        room = here & (spared.people.need[:, 0] < 0.3)
        hit.append({"sure": set(np.flatnonzero(worse > 0.4)), "room": set(np.flatnonzero(room))})
    both = hit[0]["room"] & hit[1]["room"]
    assert hit[0]["sure"] & both == hit[1]["sure"] & both
    assert 0.2 < len(hit[0]["sure"] & both) / len(both) < 0.4


def test_common_luck_makes_differences_clearer():
    """The variance of a difference is smaller between twins than between strangers."""
    runs = [fork(regimes(), seed) for seed in range(12)]
    for measure in ("burden_unweighted", "good_weeks"):
        one, other = np.array([[r.summary()[measure] for r in pair] for pair in runs]).T
        assert np.var(one - other) < 0.3 * (np.var(one) + np.var(other)), measure


def test_another_seed_is_another_city():
    one, other = (simulate(regimes()[0], seed) for seed in (1, 2))
    assert one.weekly["burden"].tolist() != other.weekly["burden"].tolist()


# --- Uses ----------------------------------------------------------------------------------------

MIDDLING = {
    "model.seeking.seek": 0.7, "model.seeking.drop_in": 0.5, "model.seeking.quit_support": 0.6,
    "model.seeking.quit_waiting": 0.0,
    "model.referral.accept_simple": 0.5, "model.support.hold": 0.5, "model.support.generous": 0.5,
    "model.support.joint": 0.5, "model.support.thin": 0.5, "model.referral.warm": 0.5,
    "model.life.shocks": 0.3, "model.life.jump_low": 0.1, "model.life.jump_high": 0.2,
    "model.support.generous_success": 0.5,
}  # fmt: skip


def uses_of_chance() -> dict[str, np.ndarray]:
    """What luck decided about many people who are all alike: 1, 0, or nan where it had no say."""
    steady = {"dynamics": "steady", "shocks": 0.0, "seeking": 0.0}
    needs = {"home": {**steady, "seeking": 1.0}, "work": {**steady, "shocks": 1.0}, "sleep": steady}
    services = {
        "house": {"helps": {"home": 0.01}, "places": 1e6},
        "cafe": {"access": "drop_in", "helps": {"home": 0.01}, "staff": 1.0},
    }
    tables = {
        "crisis": {"fall": {"label": "Fall", "hazard": 1.0, "needs": {"home": 1.0}}},
        "exit": {"moving": {"label": "Moving", "hazard": 0.5}},
        "event": {"flood": {"week": 0, "shock": {"needs": {"sleep": 0.2}, "share": 0.5}}},
    }
    world = world_of(place(needs, services, place__people=40_000, **QUIET | MIDDLING, **tables))
    world.people.need[:], world.people.trust[:] = (0.6, 0.1, 0.1), 0.5
    people = let_pass(world).people

    def told(kinds: list[Kind], among: np.ndarray) -> np.ndarray:
        rows = np.concatenate([world.events.of(kind)[0] for kind in kinds])
        return np.where(among, np.isin(np.arange(40_000), rows), np.nan)

    everybody = np.ones(40_000, dtype=bool)
    uses = {
        "flood": np.where(everybody, people.need[:, 2] > 0.2, np.nan),
        "shock": np.where(everybody, people.need[:, 1] > 0.15, np.nan),
        "crisis": told([Kind.CRISIS], everybody),
        "moving": told([Kind.DEPARTED], everybody),
        "asking": told([Kind.REFUSED_SIMPLE, Kind.ACCEPTED_SIMPLE], people.present),
        "dropping in": told([Kind.DROP_IN], people.present),
    }
    uses["accepting"] = told([Kind.ACCEPTED_SIMPLE], uses["asking"] == 1)
    uses["sending away warm"] = np.where(uses["accepting"] == 0, people.trust > 0.48, np.nan)
    begun = uses["accepting"] == 1
    for way in ("HOLD", "GENEROUS", "JOINT", "THIN", "WARM"):
        uses[way] = np.where(begun, people.mode[:, 0] & getattr(Mode, way) > 0, np.nan)
    uses["quitting"] = told([Kind.QUIT_SUPPORT], begun)
    ended = (uses["quitting"] == 1) & (uses["GENEROUS"] == 1)
    return uses | {"recording falsely": told([Kind.RECORDED_FALSELY], ended)}


def test_luck_in_one_thing_is_not_luck_in_another():
    uses, compared = uses_of_chance(), 0
    for (one, a), (other, b) in combinations(uses.items(), 2):
        both = ~np.isnan(a) & ~np.isnan(b)
        if both.any() and np.ptp(a[both]) and np.ptp(b[both]):
            correlation = np.corrcoef(a[both], b[both])[0, 1]
            assert abs(correlation) < 5 / np.sqrt(both.sum()), (one, other)
            compared += 1
    assert compared > 60
