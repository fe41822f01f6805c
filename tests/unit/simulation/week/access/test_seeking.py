"""Seeking help: who asks, who is found, and who hides."""

import numpy as np
import pytest

from tests.unit.simulation.week.access.test_referral import ASKED, STEADY, count, town
from tests.worlds import let_pass


def test_who_is_well_does_not_ask():
    world = town({"places": 100.0}, severity=0.3)
    assert count(let_pass(world), *ASKED) == 0


@pytest.mark.parametrize("trust", [0.0, 0.5, 1.0])
def test_people_ask_as_often_as_trust_allows(trust):
    assert_asking(0.1 * (0.5 + trust), trust, **{"model.seeking.hide": 0.0})


@pytest.mark.parametrize(("trust", "asks"), [(0.19, 0.2), (0.21, 1.0)])
def test_those_who_trust_least_hide(trust, asks):
    hides = {"model.seeking.hide": 0.2, "model.seeking.hidden_keeps": 0.2}
    assert_asking(0.1 * (0.5 + trust) * asks, trust, **hides)


def test_outreach_finds_those_who_hide():
    hides = {"model.seeking.hide": 1.0, "model.seeking.hidden_keeps": 0.0}
    house = {"access": "outreach", "places": 0.0}
    assert_asking(0.3, 0.1, house, **hides, **{"model.seeking.outreach": 0.3})


def assert_asking(rate, trust, house=None, **changes):
    """So many of 20,000 people ask or are found in a week as a rate says."""
    needs, changes = {"home": STEADY}, {"model.seeking.seek": 0.1, **changes}
    world = town(house or {"places": 0.0}, 20_000, needs=needs, **changes)
    world.people.trust[:] = trust
    expected = 20_000 * -np.expm1(-rate)
    assert abs(count(let_pass(world), *ASKED) - expected) < 4 * np.sqrt(expected)


def test_outreach_finds_those_who_do_not_ask():
    silent = {"home": {**STEADY, "seeking": 0.0}}
    found = {}
    for access in ("self", "outreach"):
        changes = {"model.seeking.outreach": 0.5}
        world = town({"access": access, "places": 100.0}, needs=silent, **changes)
        found[access] = count(let_pass(world, 1), *ASKED)
    assert found["self"] == 0
    assert 8 < found["outreach"] < 25


def test_outreach_refers_nobody_for_a_need_they_do_not_have():
    silent = {name: {**STEADY, "seeking": 0.0} for name in ("home", "drugs", "pain")}
    world = town({"access": "outreach", "places": 100.0}, needs=silent)
    world.people.need[:] = 0.8, 0.8, 0.1
    for _ in range(40):
        let_pass(world)
        for kind in ASKED:
            assert not (world.events.of(kind)[1] == 2).any()
    assert not world.people.status[:, 2].any()
    assert world.people.status[:, :2].any(0).all()


def test_nobody_asks_for_what_is_being_worked_on():
    world = town({"places": 100.0, "helps": {"home": 0.0001}})
    assert count(let_pass(world), *ASKED) == 40
    assert count(let_pass(world, 20), *ASKED) == 0
