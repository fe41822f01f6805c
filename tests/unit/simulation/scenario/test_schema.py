"""The JSON Schema that editors use."""

import tomllib
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from simulation.parameters import catalogue
from simulation.scenario import Scenario, schema
from simulation.scenarios import shipped
from tests.places import lonely, valid_scenarios, village

VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", shipped())
def test_shipped_files_pass(name: str) -> None:
    VALIDATOR.validate(tomllib.loads(shipped()[name].read_text(encoding="utf-8")))


@given(valid_scenarios())
def test_whatever_is_valid_passes(scenario: Scenario) -> None:
    VALIDATOR.validate(tomllib.loads(scenario.to_toml()))


@pytest.mark.parametrize("data", [{}, {"extends": "alliance"}, {"place": {}}, lonely(), village()])
def test_a_file_may_state_as_little_as_it_likes(data: dict[str, Any]) -> None:
    VALIDATOR.validate(data)


@pytest.mark.parametrize(
    "data",
    [
        {"plaec": {}},
        {"extends": 3},
        {"name": "x"},
        {"place": {"people": -1}},
        {"place": {"people": "many"}},
        {"place": {"past": {"overhead": 2}}},
        {"need": {"Housing": {"label": "H"}}},
        {"need": {"housing": {"label": ""}}},
        {"need": {"housing": {"dynamics": "tiping"}}},
        {"service": {"hub": {"helps": {"housing": 6}}}},
        {"entanglement": {"pull": {"a": {"b": -1}}}},
        {"network": {"community": {"hub": 2}}},
        {"event": {"e": {"set": {"poled_share": 1}}}},
        {"event": {"e": {"set": {"pooled_share": 2}}}},
        {"event": {"e": {"shock": {"share": 2}}}},
        {"exit": {"e": {"after": {"a": {"weks": 1}}}}},
        {"services": {"learning": {"policy_learning": 1}}},
    ],
)
def test_a_bad_file_fails(data: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(data))


def test_every_parameter_is_there_with_what_an_editor_shows() -> None:
    for parameter in catalogue():
        found = schema()
        for part in parameter.path.split("."):
            found = found["additionalProperties"] if part == "*" else found["properties"][part]
        assert parameter.help in found.get("description", ""), parameter.path
        if parameter.type in (int, float):
            assert parameter.unit in found["description"], parameter.path
            assert (found["minimum"], found["maximum"]) == (parameter.low, parameter.high)
