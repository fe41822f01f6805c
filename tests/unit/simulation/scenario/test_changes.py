"""Overrides by dotted key, and the changes a command line states."""

from typing import Any

import numpy as np
import pytest

from simulation.scenario import Difference, ScenarioError, diff, parse_set
from tests.places import lonely, small, village


def test_override_changes_what_it_names_and_nothing_else() -> None:
    before = small(village())
    after = before.override({"commissioning.pooled_share": 0.5, "place.people": 3})
    assert diff(before, after) == [
        Difference("place.people", 40, 3),
        Difference("commissioning.pooled_share", 0.2, 0.5),
    ]
    assert after.name == before.name


def test_override_of_a_lever_leaves_the_past_alone() -> None:
    before = small(village())
    after = before.override({"commissioning.target_weight": 0.0})
    assert after.place.past == before.place.past
    assert after.past_key() == before.past_key()


def test_override_of_the_past_reaches_levers_that_did_not_depart_from_it() -> None:
    after = small(village()).override(
        {"place.past.target_weight": 0.7, "place.past.pooled_share": 0.4}
    )
    assert after.commissioning.target_weight == 0.7
    assert after.commissioning.pooled_share == 0.2


def test_override_takes_whole_tables_new_names_and_parts_of_tables() -> None:
    scenario = small(village())
    scenario = scenario.override(
        {
            "service.cafe.helps": {"housing": 0.2},
            "service.hostel.helps.drugs": -0.5,
            "network.clinic.cafe": 0.1,
            "event.storm": {"week": 2, "shock": {"share": 0.1}},
            "event.opening.shock.share": 0.3,
            "commissioning.pay.sustained": 0.5,
        }
    )
    assert scenario.service["cafe"].helps == {"housing": 0.2}
    assert scenario.service["hostel"].helps == {"housing": 1.0, "drugs": -0.5}
    assert scenario.network["clinic"] == {"cafe": 0.1}
    assert scenario.event["storm"].week == 2
    assert scenario.commissioning.pay == {"completions": 1.0, "sustained": 0.5}


def test_override_takes_numpy_numbers() -> None:
    changes = {"place.people": np.int64(9), "entanglement.c": np.float64(0.25)}
    scenario = small(lonely()).override(changes)
    assert type(scenario.place.people) is int
    assert scenario.entanglement.c == 0.25


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("place.people=400", ("place.people", 400)),
        ("commissioning.pooled_share = 0.5", ("commissioning.pooled_share", 0.5)),
        ("services.learning.policy_learning=false", ("services.learning.policy_learning", False)),
        ("entanglement.form=drift", ("entanglement.form", "drift")),
        ('pack.title="A = B"', ("pack.title", "A = B")),
        ("commissioning.pay={sustained=1}", ("commissioning.pay", {"sustained": 1})),
    ],
)
def test_a_change_is_read_as_in_a_file(text: str, expected: tuple[str, object]) -> None:
    assert parse_set(text) == expected


@pytest.mark.parametrize("text", ["", "=", "a", "a=", "=1", "a=b c", "a=1\nb=2", "a=[1", "a='"])
def test_a_change_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match="it must be a"):
        parse_set(text)


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"place.peple": 1}, ["place.peple is not", "did you mean place.people?"]),
        ({"plaec.people": 1}, ["plaec.people is not", "did you mean place.people?"]),
        ({"people": 1}, ["did you mean place.people?"]),
        ({"": 1}, ["is not a known key"]),
        ({"name": "x"}, ["name is not a known key"]),
        ({"extends": "x"}, ["extends can only stand in a file"]),
        ({"service.hostle.caseload": 1}, ["did you mean service.hostel.caseload?"]),
        ({"event.zzz.week": 1}, ["event.zzz.week is not in", "event has: opening, eviction"]),
        ({"place.people.x": 1}, ["place.people.x is not a known key"]),
        ({"service.hostel.helps.huosing": 1}, ["names no need", "did you mean housing?"]),
        ({"place.people": "x"}, ['place.people is "x" (text)', "a whole number"]),
        ({"commissioning.overhead": float("nan")}, ["is nan", "from 0 to 0.9"]),
        ({"run.weeks": 8}, ["event.eviction.week is 8", "run.weeks is 8", "from 0 to 7"]),
        ({"purse.council.amount": 1.0}, ["place.budget is 300,000", "100,001"]),
        ({"need": {}}, ["there is no need"]),
    ],
)
def test_a_bad_override_gets_the_same_sentences(changes: dict[str, Any], parts: list[str]) -> None:
    with pytest.raises(ScenarioError) as caught:
        small(village()).override(changes)
    first = caught.value.problems[0]
    assert first.startswith("scenario, changed: ")
    for part in parts:
        assert part in first


def test_all_problems_of_an_override_are_told_together() -> None:
    with pytest.raises(ScenarioError) as caught:
        small(lonely()).override({"place.peple": 1, "place.peers": -1, "run.weeks": 0.5})
    assert len(caught.value.problems) == 3
