"""Scenarios: loading, extending, inheriting, overriding, dumping, comparing, hashing."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given

from simulation.parameters import Model
from simulation.parameters.declare import param
from simulation.scenario import Difference, Scenario, diff, load_scenario
from tests.places import lonely, small, valid_scenarios, village

BASE = """
[place]
people = 30
[place.past]
target_weight = 0.5
overhead = 0.3
[need.housing]
label = "Housing"
[need.drugs]
label = "Drugs"
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_one_need_and_nothing_else_is_a_place() -> None:
    scenario = small(lonely())
    assert list(scenario.need) == ["company"]
    assert scenario.service == scenario.crisis == scenario.exit == scenario.proxy == {}


def test_a_file_is_named_after_itself(tmp_path: Path) -> None:
    assert load_scenario(write(tmp_path, "my_city.toml", BASE)).name == "my_city"


def test_a_file_states_only_what_differs_from_what_it_extends(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", BASE)
    child = 'extends = "../base.toml"\n[need.drugs]\nprevalence = 0.1\n[place]\npeople = 7\n'
    scenario = load_scenario(write(tmp_path, "folder/child.toml", child))
    assert scenario.place.people == 7
    assert scenario.need["drugs"].label == "Drugs"
    assert scenario.need["drugs"].prevalence == 0.1
    assert "housing" in scenario.need


def test_extending_goes_through_several_files(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", BASE)
    write(tmp_path, "b.toml", 'extends = "a.toml"\n[place]\npeople = 5\npeers = 2\n')
    scenario = load_scenario(write(tmp_path, "c.toml", 'extends = "b.toml"\n[place]\npeople = 6\n'))
    assert (scenario.place.people, scenario.place.peers) == (6, 2)


def test_a_users_file_can_extend_a_shipped_scenario_from_anywhere(tmp_path: Path) -> None:
    mine = write(tmp_path, "mine.toml", 'extends = "simple_needs"\n[run]\nweeks = 3\n')
    differences = diff(load_scenario("simple_needs"), load_scenario(mine))
    assert [difference.path for difference in differences] == ["run.weeks"]


def test_a_shipped_name_is_not_shadowed_by_a_folder_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "alliance").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_scenario("alliance").name == "alliance"


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "notepad.toml"
    path.write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    assert load_scenario(path).place.people == 30


def test_the_fork_inherits_the_levers_of_the_past(tmp_path: Path) -> None:
    text = BASE + "[commissioning]\noverhead = 0.1\n"
    scenario = load_scenario(write(tmp_path, "x.toml", text))
    assert scenario.commissioning.target_weight == 0.5
    assert scenario.commissioning.overhead == 0.1
    assert scenario.place.past.overhead == 0.3


def test_pay_is_inherited_whole_or_not_at_all() -> None:
    data = village()
    data["place"]["past"]["pay"] = {"sustained": 1.0}
    assert small(data).commissioning.pay == {"completions": 1.0}
    del data["commissioning"]["pay"]
    assert small(data).commissioning.pay == {"sustained": 1.0}


def test_a_whole_number_is_good_for_a_real_one() -> None:
    weight = small(lonely(), entanglement__c=1).entanglement.c
    assert weight == 1.0
    assert isinstance(weight, float)


def test_a_scenario_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        small(lonely()).run = None  # type: ignore[assignment]


def test_without_values_each_need_matters_alike() -> None:
    values = small(lonely()).what_matters()
    assert [(value.reads, value.weight) for value in values.values()] == [("company", 1.0)]
    assert list(small(village()).what_matters()) == ["home", "trust"]


@given(valid_scenarios())
def test_a_scenario_survives_toml_and_dictionaries(
    tmp_path_factory: pytest.TempPathFactory, scenario: Scenario
) -> None:
    path = tmp_path_factory.getbasetemp() / f"{scenario.name}.toml"
    path.write_text(scenario.to_toml(), encoding="utf-8")
    loaded = load_scenario(path)
    assert loaded == scenario
    assert loaded.key() == scenario.key()
    assert Scenario.from_dict(scenario.to_dict()) == scenario
    assert diff(loaded, scenario) == []


def test_toml_states_defaults_too() -> None:
    stated = tomllib.loads(small(lonely()).to_toml())
    assert stated["model"]["life"]["tipping"] == 0.12


def test_differences_name_what_only_one_has() -> None:
    without = village()
    del without["crisis"]["overdose"]["needs"]
    assert diff(small(village()), small(without)) == [
        Difference("crisis.overdose.needs.drugs", 1.0, None)
    ]


PAST = {
    "place.people": 41,
    "model.life.noise": 0.03,
    "run.past_weeks": 5,
    "place.past.overhead": 0.1,
}
FORK = {"commissioning.overhead": 0.1, "event.opening.week": 6, "run.weeks": 30}
WORDS = {"pack.title": "Other", "words.person": "client"}


@pytest.mark.parametrize(("key", "value"), PAST.items())
def test_what_the_past_depends_on_changes_both_keys(key: str, value: object) -> None:
    before, after = small(village()), small(village()).override({key: value})
    assert after.past_key() != before.past_key()
    assert after.key() != before.key()


@pytest.mark.parametrize(("key", "value"), FORK.items())
def test_what_comes_after_the_fork_changes_the_run_alone(key: str, value: object) -> None:
    before, after = small(village()), small(village()).override({key: value})
    assert after.past_key() == before.past_key()
    assert after.key() != before.key()


@pytest.mark.parametrize(("key", "value"), WORDS.items())
def test_words_and_names_change_no_key(key: str, value: object) -> None:
    before = small(village())
    after = Scenario.from_dict(before.override({key: value}).to_dict(), name="another")
    assert after.past_key() == before.past_key()
    assert after.key() == before.key()


class LaterModel(Model):
    """The constants of a later version, with one more."""

    fresh: float = param(0.2, "Something new", "share", bounds=(0, 1))


class LaterScenario(Scenario):
    """A scenario as a later version would read it."""

    model: LaterModel = LaterModel()


def test_a_new_parameter_changes_only_keys_of_scenarios_that_use_it() -> None:
    before = small(village())
    same = LaterScenario.model_validate(before.to_dict())
    assert same.key() == before.key()
    assert same.past_key() == before.past_key()
    data = before.to_dict()
    used = LaterScenario.model_validate(data | {"model": data["model"] | {"fresh": 0.3}})
    assert used.key() != before.key()
    assert used.past_key() != before.past_key()
