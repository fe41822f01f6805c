"""Finding the line of each key."""

import tomllib
from typing import Any

import tomli_w
from hypothesis import given

from simulation.scenario import Scenario
from simulation.scenario.toml_lines import key_lines
from tests.places import valid_scenarios

TEXT = '''\
# [not.a.table]
top = 1.5 # = { x = 1 }
[a] # a table
"quoted key" = "[b]"
b.c = """
[not] = here
"""
d = { e = 1, f = { g = "}" }, h = [1, { i = 2 }] }
array = [
  "x = 1",
  { y = 2 },
]
after = 1979-05-27T07:32:00Z

[[many.'of these']]
z = \'\'\'
= \'\'\'
[a.e]
last = -inf
'''


def test_every_way_of_writing_a_key_is_found() -> None:
    tomllib.loads(TEXT)
    assert key_lines(TEXT) == {
        ("top",): 2,
        ("a",): 3,
        ("a", "quoted key"): 4,
        ("a", "b"): 5,
        ("a", "b", "c"): 5,
        ("a", "d"): 8,
        ("a", "d", "e"): 8,
        ("a", "d", "f"): 8,
        ("a", "d", "f", "g"): 8,
        ("a", "d", "h"): 8,
        ("a", "array"): 9,
        ("a", "after"): 13,
        ("many",): 15,
        ("many", "of these"): 15,
        ("many", "of these", "z"): 16,
        ("a", "e"): 18,
        ("a", "e", "last"): 19,
    }


def keys(data: dict[str, Any], table: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    found = {(*table, key) for key in data}
    for key, value in data.items():
        if isinstance(value, dict):
            found |= keys(value, (*table, key))
    return found


@given(valid_scenarios())
def test_no_key_of_a_file_is_missed_or_made_up(scenario: Scenario) -> None:
    text = scenario.to_toml()
    assert set(key_lines(text)) == keys(tomllib.loads(text))


def test_windows_line_ends_count_once() -> None:
    text = tomli_w.dumps({"a": 1, "b": {"c": 2}}).replace("\n", "\r\n")
    assert key_lines(text)["b", "c"] == 4
