"""Rules for where a result holds: found where there are some, and not where there are none."""

import numpy as np
import pandas as pd
import pytest

from experiments.discovery.cases import of_scenario
from experiments.discovery.rules import Condition, _grown
from experiments.discovery.target import read_target
from experiments.errors import InputError

SEEDS = 3


def inputs(points: int = 40) -> pd.DataFrame:
    """Two numbers, a word and a switch at each point, for every seed."""
    numbers = np.random.default_rng(2)
    each = pd.DataFrame(
        {
            "a": numbers.random(points), "b": numbers.random(points),
            "word": numbers.choice(["x", "y", "z"], points),
            "switch": numbers.random(points) < 0.5,
        }
    )  # fmt: skip
    place = pd.MultiIndex.from_product([range(points), range(1, SEEDS + 1)])
    return each.loc[place.get_level_values(0)].set_index(place.set_names(["point", "seed"]))


def test_a_rule_that_is_there_is_found() -> None:
    x = inputs()
    skill, rules = _grown(x, (x["a"] > 0.6).to_numpy())
    assert skill > 0.8
    assert [rule.density for rule in rules] == [1, 0]
    (condition,) = rules[0].conditions
    assert condition.key == "a"
    assert condition.above == pytest.approx(0.6, abs=0.05)
    assert str(rules[0]).startswith("a above 0.")
    assert sum(rule.cases for rule in rules) == len(x)
    assert sum(rule.coverage for rule in rules) == pytest.approx(1)


def test_words_and_switches_make_rules_too() -> None:
    x = inputs()
    _, rules = _grown(x, ((x["word"] == "y") & x["switch"]).to_numpy())
    assert {str(rules[0])} <= {"word is y; switch is true", "word is y; switch is not false"}
    assert (rules[0].density, rules[0].coverage) == (1, 1)


def test_luck_makes_no_rules() -> None:
    x = inputs()
    skill, rules = _grown(x, np.random.default_rng(3).random(len(x)) < 0.4)
    assert len(rules) == 1
    assert skill == 0
    assert str(rules[0]) == "everywhere"


@pytest.mark.parametrize(("all_or_none", "coverage"), [(True, 1.0), (False, None)])
def test_cases_that_are_all_alike(all_or_none: bool, coverage: float | None) -> None:
    skill, (rule,) = _grown(inputs(), np.full(40 * SEEDS, all_or_none))
    assert skill is None
    assert (rule.density, rule.coverage) == (float(all_or_none), coverage)


def test_conditions_in_words() -> None:
    assert str(Condition("a", 0.25, 0.5)) == "a above 0.250 and at most 0.500"
    assert str(Condition("word", differs=("x", "y"))) == "word is not x or y"


def test_differences_are_paired_by_point_and_seed() -> None:
    runs = pd.DataFrame(
        {
            "scenario": ["one", "two"] * 4,
            "point": [0, 0, 0, 0, 1, 1, 1, 1],
            "seed": [1, 1, 2, 2, 1, 1, 2, 2],
            "a": [0.1] * 4 + [0.9] * 4,
            "good_weeks": [5.0, 4, 7, 8, 5, 3, np.nan, 1],
        }
    ).sample(frac=1, random_state=1)
    aim = read_target("good_weeks_difference < 0")
    x, y = of_scenario(runs, ["a"], aim, "two", "one")
    assert y.to_dict() == {(0, 1): True, (0, 2): False, (1, 1): True}
    assert x.loc[(1, 1), "a"] == 0.9
    assert y.name == "good_weeks_difference < 0"


@pytest.mark.parametrize(
    ("text", "measure", "paired", "comparator", "number"),
    [
        ("good_weeks_difference < 0", "good_weeks", True, "<", 0),
        ("deaths>=1.5e1", "deaths", False, ">=", 15),
        (" hours_direct <= -2 ", "hours_direct", False, "<=", -2),
    ],
)
def test_targets(text: str, measure: str, paired: bool, comparator: str, number: float) -> None:
    found = read_target(text)
    assert (found.measure, found.paired) == (measure, paired)
    assert (found.comparator, found.number) == (comparator, number)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it must be a measure"),
        ("good_weeks", "it must be a measure"),
        ("good_weeks == 0", "it must be a measure"),
        ("good_weeks < 0 and deaths < 1", "it must be a measure"),
        ("__import__('os').getcwd() < 1", "it must be a measure"),
        ("good_week < 0", "did you mean good_weeks"),
        ("good_weeks_diference < 0", "is no measure"),
        ("good_weeks < zero", "must be a number"),
        ("good_weeks < inf", "must be a number"),
    ],
)
def test_what_is_no_target(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_target(text)
