"""Overrides by keyword."""

import pytest

from simulation.overrides import by_short_name
from simulation.parameters import catalogue
from simulation.scenario import ScenarioError
from tests.places import LEVERS


def test_a_lever_or_setting_goes_by_its_name() -> None:
    assert by_short_name({"pooled_share": 0.5, "weeks": 52, "people": 400}) == {
        "commissioning.pooled_share": 0.5,
        "run.weeks": 52,
        "place.people": 400,
    }


@pytest.mark.parametrize("name", ["service__hostel__staff", "service.hostel.staff"])
def test_a_whole_key_is_left_to_the_scenario(name: str) -> None:
    assert by_short_name({name: 3}) == {"service.hostel.staff": 3}


def test_a_place_may_use_two_underscores_in_a_name_written_with_dots() -> None:
    assert by_short_name({"service.day__centre.staff": 3}) == {"service.day__centre.staff": 3}


@pytest.mark.parametrize("lever", [*LEVERS, "pay"])
def test_a_levers_name_is_never_ambiguous(lever: str) -> None:
    assert by_short_name({lever: 1}) == {f"commissioning.{lever}": 1}


def test_every_key_can_be_reached_by_keyword() -> None:
    for path in (parameter.path for parameter in catalogue()):
        assert by_short_name({path.replace(".", "__"): 1}) == {path: 1}


def test_what_is_wrong_is_said_all_together() -> None:
    with pytest.raises(ScenarioError) as error:
        by_short_name({"poled_share": 1, "joint": 1, "zzz": 1, "weeks": 1, "run__weeks": 2})
    assert error.value.problems == [
        '"poled_share" is not the name of a lever or setting; did you mean pooled_share?',
        '"joint" may be model__effort__joint or model__support__joint; say which',
        '"zzz" is not the name of a lever or setting; a key is written like place__people',
        "run.weeks is given twice",
    ]
