"""Bad scenario files: one clear sentence for each problem, and all problems together."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.scenario import Scenario, ScenarioError
from tests.places import village
from tests.refusals import GOOD, problems

PURSE = """\
[purse.p]
label = "P"
amount = 100
"""


# What is added to GOOD, which has 8 lines; the line of the problem; parts of its sentence.
BAD: list[tuple[str, int, list[str]]] = [
    # keys
    ("[plaec]\n", 9, ["plaec is not a known key", "did you mean place?"]),
    ("[place]\npeple = 3", 10, ["place.peple is not", "did you mean place.people?"]),
    ("[place]\noverhead = 0.1", 10, ["place.overhead", "did you mean commissioning.overhead?"]),
    ("[services.hub]\nlabel = 'x'", 9, ["services.hub", "did you mean service.hub?"]),
    (
        "[place.past]\npoled_share = 3",
        10,
        ["place.past.poled_share", "did you mean place.past.pooled_share?"],
    ),
    ("[model.life]\nzzzz = 3", 10, ["model.life.zzzz", "model.life takes: tipping, "]),
    ("[need.c]\nlabel = 'C'\nform = 1", 11, ["need.c.form", "did you mean entanglement.form?"]),
    ("[exit.e]\nlabel='E'\nhazard=0\nafter.a={weks=1}", 12, ["did you mean exit.e.after.a.weeks?"]),
    ("[need.c]\n", 9, ["need.c.label is missing", "text that is not empty"]),
    ("[crisis.c]\nlabel = 'C'", 9, ["crisis.c.hazard is missing", "a number from 0 to 10"]),
    # types
    ("[place]\npeople = 3.0", 10, ["place.people is 3.0", "a whole number from 0 to 20,000,000"]),
    ("[place]\npeople = true", 10, ["place.people is true", "a whole number"]),
    ('[place]\narrivals = "3"', 10, ['place.arrivals is "3" (text)', "a number from 0 to 2"]),
    ("[place]\narrivals = false", 10, ["place.arrivals is false", "a number from 0 to 2"]),
    ("[place]\npeople = [1]", 10, ["place.people is an array", "a whole number"]),
    ("[place]\npeople = {a = 1}", 10, ["place.people is a table", "a whole number"]),
    ("[pack]\ntitle = 3", 10, ["pack.title is 3", "it must be text"]),
    ("[pack]\ntitle = 2020-01-01", 10, ["pack.title is 2020-01-01", "it must be text"]),
    ("[services]\nlearning.rate = 'x'", 10, ["services.learning.rate", "(log-odds a case)"]),
    ("[services.learning]\npolicy_learning = 1", 10, ["is 1; it must be true or false"]),
    ("[[event]]\nweek = 1", 9, ["event is an array; it must be a table"]),
    ("[service]\nother = 3", 10, ["service.other is 3; it must be a table"]),
    (
        "[entanglement]\nform = 'drfit'",
        10,
        ["one of drift, trigger, impaired", "did you mean drift?"],
    ),
    ("[need.c]\nlabel = ''", 10, ['need.c.label is ""', "text that is not empty"]),
    # bounds
    (
        "[commissioning]\noverhead = 2",
        10,
        ["commissioning.overhead is 2", "0 to 0.9 (share of hours)"],
    ),
    ("[run]\nweeks = -5", 10, ["run.weeks is -5", "from 0 to 5200 (weeks)"]),
    ("[place]\narrivals = nan", 10, ["place.arrivals is nan", "a number from 0 to 2"]),
    ("[place]\narrivals = -inf", 10, ["place.arrivals is -inf", "a number from 0 to 2"]),
    ("[network.community]\nhub = inf", 10, ["network.community.hub is inf", "from 0 to 1"]),
    ("[network.community]\nhub = nan", 10, ["network.community.hub is nan", "from 0 to 1"]),
    ("[network.community]\nhub = 2", 10, ["network.community.hub is 2", "from 0 to 1"]),
    ("[network.community]\nhub = true", 10, ["network.community.hub is true", "from 0 to 1"]),
    (
        "[service.c]\nlabel='C'\nplaces=1\nhelps.a = 9",
        12,
        ["helps.a is 9", "from -5 to 5 (effect)"],
    ),
    ("[place]\npeople = 4_000_000", 10, ["2,496,000,000 person-weeks", "at most 2,000,000,000"]),
    # names
    ("[need.Housing]\nlabel = 'H'", 9, ["need.Housing is not a name", "lower-case letters"]),
    ("[need.'a b']\nlabel = 'H'", 9, ['need."a b" is not a name', "lower-case letters"]),
    ("[need.trust]\nlabel = 'T'", 9, ["need.trust", "another meaning"]),
    ("[network.communty]\nhub = 1", 9, ["network.communty names no service", "mean community?"]),
    ("[network.hub]\nhob = 1", 10, ["network.hub.hob names no service", "did you mean hub?"]),
    ("[network.hub]\nhub = 1", 10, ["network.hub.hub", "to itself"]),
    (
        "[service.c]\nlabel='C'\nplaces=1\nhelps = { zz = 1 }",
        12,
        ["helps.zz names no need", "a, b"],
    ),
    ("[service.c]\nlabel='C'\nplaces=1\nhelps = { }", 12, ["service.c.helps is empty"]),
    ("[crisis.c]\nlabel='C'\nhazard=1\nneeds.x = 1", 12, ["crisis.c.needs.x names no need"]),
    ("[crisis.c]\nlabel='C'\nhazard=1\neffect.x = 1", 12, ["crisis.c.effect.x names no need"]),
    ("[exit.c]\nlabel='C'\nhazard=1\nafter.x = {}", 12, ["exit.c.after.x names no need"]),
    ("[entanglement.pull]\nx = { a = 1 }", 10, ["entanglement.pull.x names no need"]),
    ("[entanglement.pull]\na = { x = 1 }", 10, ["entanglement.pull.a.x names no need"]),
    ("[entanglement.pull]\na = { a = 1 }", 10, ["entanglement.pull.a.a", "to itself"]),
    ("[entanglement.pull]\na = { b = 0 }", 10, ["entanglement.pull.a is 0 throughout"]),
    ("[value.v]\nlabel = 'V'\nreads = 'trsut'", 11, ['value.v.reads is "trsut"', "mean trust?"]),
    ("[value.v]\nlabel = 'V'\nreads = 'a'\nweight = 0", 9, ["weight 0", "above 0"]),
    ("[commissioning]\npay = { done = 1 }", 10, ["pay.done names no proxy", "has: none"]),
    ("[place.past]\npay = { done = 1 }", 10, ["place.past.pay.done names no proxy"]),
    ("[proxy.done]\nlabel = 'D'\n[commissioning.pay]\ndone = -1", 12, ["pay.done is -1", "from 0"]),
    # money and capacity
    (
        PURSE + "funds = { hob = 1 }",
        12,
        ["purse.p.funds.hob names no service", "did you mean hub?"],
    ),
    (PURSE + "funds = { hub = 1 }", 5, ["service.hub", "from purse.p and from staff", "only one"]),
    (PURSE, 9, ["purse.p.funds adds up to 0", "must add up to 1"]),
    ("[service.c]\nlabel='C'\nhelps.a=1\n" + PURSE + "funds.c = 0.9", 15, ["adds up to 0.9"]),
    ("[service.c]\nlabel='C'\nhelps.a=1", 9, ["service.c has no capacity", "staff or places"]),
    ("places = 1\n", 5, ["service.hub", "from staff and from places"]),
    ("[place]\nbudget = 9", 10, ["place.budget is 9, but the purses add up to 0"]),
    # events
    ("[event.e]\nweek = 520", 10, ["event.e.week is 520", "run.weeks is 520", "from 0 to 519"]),
    ("[run]\nweeks = 0\n[event.e]\nweek = 0", 12, ["event.e.week is 0, at or after the end"]),
    ("[event.e]\nweek = 1\nset = { pay = 1 }", 11, ["pay is not a number, so no event can set"]),
    ("[event.e]\nweek = 1\nset = { poled_share = 1 }", 11, ["not a lever", "mean pooled_share?"]),
    ("[event.e]\nweek = 1\nset.overhead = 1", 11, ["set.overhead is 1", "from 0 to 0.9"]),
    (
        "[event.e]\nweek = 1\nset.review_weeks = 1.5",
        11,
        ["set.review_weeks is 1.5", "whole number"],
    ),
    ("[event.e]\nweek = 1\nshock.needs.x = 1", 11, ["event.e.shock.needs.x names no need"]),
    ("[event.e]\nweek = 1\nshock.share = 2", 11, ["event.e.shock.share is 2", "from 0 to 1"]),
    # pairs
    ("[model.life]\njump_low = 0.9", 10, ["jump_low is 0.9, above model.life.jump_high", "0.55"]),
    ("[model.life]\njump_high = 0.1", 10, ["jump_low is 0.15, above model.life.jump_high", "0.1"]),
    ("[model.support]\nlongest_weeks = 3\nearly_weeks = 1", 10, ["least_weeks is 4, above"]),
    ("[need.c]\nlabel='C'\nrecovered = 0.01\n[model.life]\nleast = 0.1", 13, ["need.c.recovered"]),
]


@pytest.mark.parametrize(("added", "line", "parts"), BAD)
def test_a_bad_file_gets_one_sentence(
    tmp_path: Path, added: str, line: int, parts: list[str]
) -> None:
    (sentence,) = problems(tmp_path, GOOD + added)
    assert sentence.startswith(f"{tmp_path / 'bad.toml'}, line {line}: ")
    for part in parts:
        assert part in sentence


def test_all_problems_are_told_together_in_the_order_of_the_file(tmp_path: Path) -> None:
    added = (
        "[run]\nweeks = -1\n[place]\npeple = 1\nbudget = nan\n[event.e]\nweek = 'x'\nset.pay = 1\n"
        "[network.hob]\nhub = 1\n[service.new]\nlabel = 3\nhelps = { c = 1, a = 8 }\n"
    )
    told = problems(tmp_path, GOOD + added)
    lines = [int(sentence.partition(", line ")[2].partition(":")[0]) for sentence in told]
    assert lines == sorted(lines)
    keys = [sentence.partition(": ")[2].split(" ")[0] for sentence in told]
    assert keys == [
        "run.weeks", "place.peple", "place.budget", "event.e.week", "event.e.set.pay:",
        "network.hob", "service.new", "service.new.label", "service.new.helps.c",
        "service.new.helps.a",
    ]  # fmt: skip


def test_a_problem_with_an_inherited_lever_is_told_once(tmp_path: Path) -> None:
    (sentence,) = problems(tmp_path, GOOD + "[place.past]\noverhead = 3")
    assert "place.past.overhead is 3" in sentence


def test_a_place_without_needs_is_refused(tmp_path: Path) -> None:
    for text in ("", "[need]\n", "[place]\npeople = 3\n"):
        (sentence,) = problems(tmp_path, text)
        assert "there is no need; a place has at least one" in sentence


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("need = []\n", "need is an array; it must be a table"),
        ("need = {}\n", "there is no need"),
        ("purse = []\n[need.a]\nlabel = 'A'\n", "purse is an array; it must be a table"),
        ("service = 1\n[need.a]\nlabel = 'A'\n", "service is 1; it must be a table"),
    ],
)
def test_what_follows_from_a_problem_is_not_told_beside_it(
    tmp_path: Path, base: str, told: str
) -> None:
    with_names = "[value.v]\nlabel = 'V'\nreads = 'a'\n[network.community]\nhub = 1\n"
    with_names += "[exit.gone]\nlabel = 'G'\nhazard = 0\nafter.a.weeks = 1\n"
    if "service" not in base:
        with_names += "[service.hub]\nlabel = 'H'\nhelps = { a = 1 }\n"
        with_names += "" if "purse" in base else "staff = 1\n"
    (sentence,) = problems(tmp_path, base + with_names)
    assert told in sentence


def test_a_unit_that_bounds_say_already_is_not_said_again(tmp_path: Path) -> None:
    (sentence,) = problems(tmp_path, GOOD + "[commissioning]\nwarmth = 7")
    assert sentence.endswith("commissioning.warmth is 7; it must be a number from 0 to 1")


def test_no_invalid_scenario_can_be_made_directly() -> None:
    data = village()
    data["event"]["opening"]["week"] = 99
    with pytest.raises(ValueError, match="at or after the end of the run"):
        Scenario.model_validate(data)


def refusal(data: dict[str, Any]) -> list[str]:
    try:
        Scenario.from_dict(data)
    except ScenarioError as error:
        return error.problems
    return ["it is taken"]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.dates(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=5,
)


@given(data=st.data())
def test_whatever_stands_anywhere_is_taken_or_refused_in_plain_lines(data: st.DataObject) -> None:
    scenario = village()
    table: Any = scenario
    while True:
        key = data.draw(st.sampled_from([*table, "new"]))
        if not isinstance(table.get(key), dict) or data.draw(st.booleans()):
            break
        table = table[key]
    table[key] = data.draw(JUNK)
    sentences = refusal(scenario)
    assert sentences
    for sentence in sentences:
        assert sentence.isprintable()


def test_an_error_survives_the_way_between_processes() -> None:
    error = ScenarioError(["one", "two"])
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == ["one", "two"]
    assert str(again) == "one\ntwo"
