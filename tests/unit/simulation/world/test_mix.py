"""Combinations of needs: people are drawn from them, now and when they arrive."""

from typing import Any

import numpy as np
import pytest

from simulation.run import simulate
from simulation.scenario import Scenario, ScenarioError
from simulation.world import World
from tests.places import small, village
from tests.worlds import fingerprint, place, shrunk

NEEDS: dict[str, Any] = {"home": {}, "drugs": {}, "pain": {}}
MIX = {
    "both": {"share": 0.5, "needs": {"home": 1, "drugs": 1}},
    "pain": {"share": 0.3, "needs": {"pain": 1}},
    "none": {"share": 0.2},
}


def drawn(mix: dict[str, Any], people: int = 4000, seed: int = 1) -> np.ndarray:
    """Who has which need."""
    scenario = place(NEEDS, place__people=people, mix=mix)
    return World(scenario, seed).people.need > 0.4


def test_people_have_the_stated_combinations_and_no_other() -> None:
    has = drawn(MIX)
    found, counts = np.unique(has, axis=0, return_counts=True)
    shares = dict(zip(map(tuple, found.tolist()), counts / len(has), strict=True))
    assert set(shares) == {(True, True, False), (False, False, True), (False, False, False)}
    assert shares[True, True, False] == pytest.approx(0.5, abs=0.03)
    assert shares[False, False, True] == pytest.approx(0.3, abs=0.03)


def test_those_who_arrive_are_drawn_from_it_too() -> None:
    scenario = place(NEEDS, mix=MIX, place__people=500)
    world = World(scenario, 1)
    world.people.arrive(2000, world.scenario, world.arrays, world.luck)
    newcomers = world.people.need[500:] > 0.4
    assert newcomers[:, 0].mean() == pytest.approx(0.5, abs=0.05)
    np.testing.assert_array_equal(newcomers[:, 0], newcomers[:, 1])


def test_a_chance_between_is_drawn_for_each_person() -> None:
    has = drawn({"all": {"share": 1, "needs": {"home": 0.25, "drugs": 1}}})
    assert has[:, 0].mean() == pytest.approx(0.25, abs=0.03)
    assert has[:, 1].all()
    assert not has[:, 2].any()


def test_one_combination_with_the_prevalences_is_the_independent_draw_byte_for_byte() -> None:
    city = shrunk("plymouth", 300, run__past_weeks=10, run__weeks=10)
    prevalence = {name: need.prevalence for name, need in city.need.items()}
    mixed = city.override({"mix": {"all": {"share": 1.0, "needs": prevalence}}})
    assert fingerprint(simulate(city, 5)) == fingerprint(simulate(mixed, 5))


def test_who_a_row_is_does_not_depend_on_how_many_there_are() -> None:
    np.testing.assert_array_equal(drawn(MIX, 100), drawn(MIX, 4000)[:100])


def test_a_combination_of_share_nought_is_never_drawn() -> None:
    last = {**MIX, "never": {"share": 0, "needs": {"home": 1, "pain": 1}}}
    np.testing.assert_array_equal(drawn(MIX), drawn(last))


def test_a_mix_is_part_of_the_past() -> None:
    without = small(village())
    mixed = small(village(), mix={"all": {"share": 1, "needs": {"housing": 1}}})
    assert without.past_key() != mixed.past_key()


def test_it_reads_back_as_it_was_written(tmp_path: Any) -> None:
    scenario = place(NEEDS, mix=MIX)
    (tmp_path / "a.toml").write_text(scenario.to_toml(), encoding="utf-8")
    from simulation.scenario import diff, load_scenario

    assert not diff(load_scenario(tmp_path / "a.toml"), scenario)


@pytest.mark.parametrize(
    ("mix", "says"),
    [
        ({"a": {"share": 0.5}}, "the shares in [mix] add up to 0.5; they must add up to 1"),
        ({"a": {"share": 1, "needs": {"hom": 1}}}, "mix.a.needs.hom names no need"),
        ({"a": {"share": 1, "needs": {"home": 2}}}, "mix.a.needs.home is 2; it must be a number"),
        ({"a": {"share": -1}}, "mix.a.share is -1; it must be a number from 0 to 1"),
        ({"a": {"needs": {"home": 1}}}, "mix.a.share is missing"),
        ({"A b": {"share": 1}}, "is not a name that can be used"),
    ],
)
def test_what_is_wrong_with_a_mix_is_said(mix: dict[str, Any], says: str) -> None:
    needs = {name: {"label": name} for name in NEEDS}
    with pytest.raises(ScenarioError) as error:
        Scenario.from_dict({"need": needs, "mix": mix})
    assert any(says in problem for problem in error.value.problems), error.value.problems


def test_a_prevalence_that_contradicts_the_mix_is_refused() -> None:
    needs = {name: {"label": name} for name in NEEDS} | {"home": {"label": "H", "prevalence": 0.7}}
    with pytest.raises(ScenarioError, match=r"prevalence is 0.7, but by \[mix\] a share of 0.5"):
        Scenario.from_dict({"need": needs, "mix": MIX})
    needs["home"]["prevalence"] = 0.5004  # as a rounded table would have it
    Scenario.from_dict({"need": needs, "mix": MIX})
