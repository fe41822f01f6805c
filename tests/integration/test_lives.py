"""One person, several systems: the same who, the same luck, and whom to follow."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.errors import InputError
from experiments.lives import Life, Parting, follow
from experiments.lives.entry import entry_on_arrival
from experiments.lives.introduction import in_short, introduction, picked
from experiments.lives.pick import pick
from experiments.lives.story import story
from experiments.lives.totals import TOTALS, totals
from experiments.report.life_page import life_page
from simulation.run import run_to_end
from simulation.scenario import Scenario, load_scenario
from simulation.scenarios import INDEX
from simulation.week.schedule import run_past
from simulation.world import Kind
from tests.places import lonely, small, valid_scenarios, village
from tests.worlds import QUIET, place, shrunk, world_of

SEED = 2
PLACES = {"village": village(), "lonely": lonely()}
RUN = {"run__weeks": 52, "run__past_weeks": 26}


def city(name: str) -> Scenario:
    return shrunk(name, 250, **RUN)


@pytest.fixture(scope="module")
def parting() -> Parting:
    return Parting([city("target_driven"), city("alliance")], SEED)


@pytest.fixture(scope="module")
def newcomer() -> int:
    """A row that is not there at the fork and comes soon after."""
    return run_past(city("alliance"), SEED).people.count + 2


@pytest.fixture(scope="module")
def lives(parting: Parting, newcomer: int) -> list[Life]:
    return parting.follow([newcomer, 17, 4])


def test_lives_come_as_they_were_asked_for(lives: list[Life], newcomer: int) -> None:
    assert [life.row for life in lives] == [newcomer, 17, 4]
    assert {life.weeks for life in lives} == {52}
    for life in lives:
        assert [lived.label for lived in life.lived] == ["target_driven", "alliance"]
        for lived in life.lived:
            assert set(lived.events["row"].tolist()) <= {life.row}


def test_everybody_enters_as_the_same_person_in_both_systems(
    lives: list[Life], newcomer: int
) -> None:
    came, *others = lives
    assert [life.entry.week for life in others] == [0, 0]
    assert all(life.entry.at_fork for life in others)
    assert came.entry.week > 0
    assert not came.entry.at_fork
    for lived in came.lived:
        (week,) = lived.events["week"][lived.events["kind"] == Kind.ARRIVED]
        assert week == came.entry.week
        assert not lived.present[:week].any()
        assert lived.present[week]


def test_an_entry_that_differs_is_refused(lives: list[Life]) -> None:
    entry, other = lives[1].entry, lives[2].entry
    assert entry.same_as(entry)
    assert not entry.same_as(other)


def test_an_arrival_enters_as_they_truly_arrive() -> None:
    still = {"place__arrivals": 1.0, "run__weeks": 30, "run__precision": "float64"}
    quiet = {key.replace(".", "__"): value for key, value in QUIET.items()}
    steady = {"model__life__tipping": 0.0, "model__life__strength_return": 0.0}
    scenario = place({"company": {"dynamics": "steady"}}, **{**quiet, **steady, **still})
    world = world_of(scenario, 3)
    before = world.people.count
    run_to_end(world, [])
    entry = entry_on_arrival(world, before + 1, 5)
    people = world.people
    np.testing.assert_array_equal(entry.need, people.need[before + 1])
    np.testing.assert_array_equal(entry.priority, people.priority[before + 1])
    assert entry.strength == people.strength[before + 1]
    assert entry.trust == people.trust[before + 1]


def test_the_same_system_twice_gives_twins(newcomer: int) -> None:
    for life in follow([city("alliance"), city("alliance")], SEED, [9, newcomer]):
        one, other = life.lived
        assert (one.label, other.label) == ("alliance", "alliance (2)")
        for field in fields(one):
            if field.name not in ("label", "scenario"):
                np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name))
        assert life.parts is None
        assert story(life, one) == story(life, other)


def test_lives_part_when_different_things_happen(lives: list[Life]) -> None:
    for life in lives:
        one, other = (lived.events for lived in life.lived)
        if life.parts is None:
            np.testing.assert_array_equal(one, other)
        else:
            before = [events[events["week"] < life.parts] for events in (one, other)]
            np.testing.assert_array_equal(*before)
            at = [events[events["week"] == life.parts] for events in (one, other)]
            assert at[0].tolist() != at[1].tolist()


def test_whom_it_picks_by_good_weeks(parting: Parting) -> None:
    most, typical = parting.pick(), parting.pick(typical=True)
    people = run_past(city("alliance"), SEED).people
    rows = np.flatnonzero(people.cohort)
    good = []
    for name in ("target_driven", "alliance"):
        world = run_past(city(name), SEED).fork(city(name))
        run_to_end(world, [])
        good.append(world.people.good_weeks[rows].astype(float))
    gap = good[1] - good[0]
    assert most.out_of == typical.out_of == rows.size
    assert abs(gap[rows == most.row]) == abs(gap).max()
    assert np.count_nonzero(gap < gap[rows == typical.row]) <= rows.size / 2
    assert np.count_nonzero(gap > gap[rows == typical.row]) <= rows.size / 2
    (life,) = parting.follow([most.row])
    followed = [totals(lived)["good_weeks"] for lived in life.lived]
    assert followed == pytest.approx(most.good_weeks, abs=0.01)


def test_of_several_the_lowest_row_is_picked() -> None:
    rows = np.array([3, 5, 8, 9])
    first, second = np.array([1.0, 9.0, 2.0, 5.0]), np.array([9.0, 1.0, 3.0, 6.0])
    assert pick(rows, first, second, typical=False).row == 3
    middle = pick(rows, first, second, typical=True)
    assert (middle.row, middle.out_of, middle.good_weeks) == (8, 4, (2.0, 3.0))


def test_it_says_whom_it_picked_and_how(parting: Parting) -> None:
    for typical in (False, True):
        found = parting.pick(typical=typical)
        (life,) = parting.follow([found.row])
        said = picked(found, life)
        assert f"Person {found.row} was picked out of {found.out_of}" in said
        assert ("not typical" in said) != typical
        assert all(label in said for label in parting.labels)
    same = Parting([city("alliance")] * 2, SEED)
    found = same.pick()
    assert "nobody has more good weeks" in picked(found, same.follow([found.row])[0])


def test_what_is_said_first_is_in_the_words_of_the_scenario(lives: list[Life]) -> None:
    scenario = lives[1].lived[0].scenario
    told = " ".join([*introduction(lives[1]), *in_short(lives[1])])
    assert "Person 17 is there when the two systems part." in told
    assert any(need.label in told for need in scenario.need.values())
    assert "In alliance: " in told
    assert "comes to the city in year 1" in " ".join(introduction(lives[0]))


@pytest.mark.parametrize("name", INDEX)
def test_every_shipped_scenario_can_be_lived_in(name: str) -> None:
    # long enough for every event of the scenario to happen
    weeks = max([52, *(event.week + 4 for event in load_scenario(name).event.values())])
    scenario, inherited = (
        shrunk(one, 120, run__weeks=weeks, run__past_weeks=26) for one in (name, "plymouth")
    )
    same_past = scenario.past_key() == inherited.past_key()
    for life in follow([inherited if same_past else scenario, scenario], SEED, [1, 8]):
        for lived in life.lived:
            assert all(one.text.endswith(".") for year in story(life, lived) for one in year.told)
            assert set(totals(lived)) == set(TOTALS)


@settings(max_examples=20)
@given(scenario=valid_scenarios(), seed=st.integers(0, 99))
def test_a_life_in_any_place_can_be_told(scenario: Scenario, seed: int) -> None:
    parting = Parting([scenario, scenario], seed)
    try:
        found = parting.pick()
    except InputError:
        assert not run_past(scenario, seed).people.cohort.any()
        return
    (life,) = parting.follow([found.row])
    assert life.parts is None
    assert all([picked(found, life), *introduction(life), *in_short(life)])
    lived = life.lived[0]
    years = story(life, lived)
    numbers = totals(lived)
    most = len(lived.events) + len(life.entry.standing) + len(scenario.event)
    assert sum(len(year.told) for year in years) <= most
    assert numbers["bounces"] <= numbers["knocks"]
    assert 0 <= numbers["good_weeks"] <= numbers["weeks"] + 1e-3
    assert life_page(life, found, "allied life")


def test_people_who_are_not_there(parting: Parting, newcomer: int) -> None:
    people = run_past(city("alliance"), SEED).people
    gone = int(np.flatnonzero(~people.cohort)[0])
    with pytest.raises(InputError, match=f"Person {gone} (died|moved away) before the fork"):
        parting.follow([gone])
    with pytest.raises(InputError, match=r"There is no person 9000 .* numbered 0 to .* over"):
        parting.follow([9000])
    with pytest.raises(InputError, match="There is no person -3"):
        parting.follow([-3])


def test_systems_in_which_nobody_can_be_the_same_person() -> None:
    apart = [Scenario.from_dict(data, name) for name, data in PLACES.items()]
    with pytest.raises(InputError, match="village and lonely have different pasts"):
        Parting(apart, 1)
    with pytest.raises(InputError, match=r"52 weeks and alliance .* 26; .* --weeks"):
        Parting([city("alliance"), city("alliance").override({"run.weeks": 26})], 1)
    empty = small(lonely(), place__people=0, place__arrivals=0.0)
    with pytest.raises(InputError, match="nobody to pick"):
        Parting([empty, empty], 1).pick()
    with pytest.raises(InputError, match="nobody lives here"):
        Parting([empty, empty], 1).follow([0])
