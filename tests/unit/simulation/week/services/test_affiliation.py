"""Affiliation: moved by contact and by dissonance, over years; worn down by those who leave."""

import numpy as np
import pytest

from simulation.week.services.affiliation import contact, move_affiliation
from tests.worlds import place, shrunk, world_of

NEEDS = {"home": {"dynamics": "steady"}}
HELPS = {"helps": {"home": 1.0}, "places": 10.0}
MEETING = {"place.past.culture_hours": 0.02}


def three(**changes):
    return world_of(place(NEEDS, dict.fromkeys(("one", "two", "three"), HELPS), **changes))


def after_years(world, years=5, dissonance=None):
    """Mean affiliation when nothing else has happened for so long."""
    for _ in range(52 * years):
        if dissonance is not None:
            world.culture.gap[:] = dissonance
        move_affiliation(world)
    return world.culture.affiliation.mean()


def test_where_nobody_meets_or_listens_it_stays():
    assert after_years(three()) == pytest.approx(0.2)


def test_contact_takes_years():
    assert 0.2 < after_years(three(**MEETING), 1) < 0.35
    assert 0.4 < after_years(three(**MEETING), 5) < 0.7


def test_what_was_gained_fades():
    world = three()
    world.culture.affiliation[:] = 0.8
    assert 0.2 < after_years(world) < 0.8


@pytest.mark.parametrize(
    ("form", "hours", "gap", "moves"),
    [
        ("additive", 0.02, 0.0, True),
        ("additive", 0.0, 0.2, True),
        ("additive", 0.02, 0.2, True),
        ("interaction", 0.02, 0.0, False),
        ("interaction", 0.0, 0.2, False),
        ("interaction", 0.02, 0.2, True),
    ],
)
def test_what_each_form_asks_for(form, hours, gap, moves):
    form = {"model.culture.affiliation_form": form, "place.past.culture_hours": hours}
    assert (after_years(three(**form), dissonance=gap) > 0.21) == moves


def test_a_record_that_is_too_modest_moves_nobody():
    assert after_years(three(), dissonance=-0.3) == pytest.approx(0.2)


def test_contact_does_as_much_as_the_goodwill_towards_those_known():
    world = three(**MEETING)
    services = world.services
    neutral = contact(world)
    np.testing.assert_allclose(neutral, 1 - np.exp(-1))
    services.goodwill[:-1, 2] = 0.0  # the third is disliked
    np.testing.assert_allclose(contact(world)[:2], neutral[:2] / 2)
    services.knowledge[0, 2] = 0.0  # but not met by the first
    np.testing.assert_allclose(contact(world)[0], neutral[0])
    services.knowledge[0, 1] = 0.0
    assert contact(world)[0] == 0


def test_those_who_meet_come_to_know_and_like_each_other():
    met, apart = three(**MEETING), three()
    for world in (met, apart):
        after_years(world, 1)
    others = ~np.eye(3, dtype=bool)
    for name in ("knowledge", "goodwill"):
        now, before = (getattr(world.services, name) for world in (met, apart))
        assert (now[:-1][others] > before[:-1][others]).all()
        assert (now <= 1).all()
        np.testing.assert_array_equal(now[-1], before[-1])


def test_a_service_alone_meets_nobody():
    world = world_of(place(NEEDS, {"one": HELPS}, **MEETING))
    assert contact(world).tolist() == [0]


def test_those_who_leave_take_it_along():
    ends = []
    for turnover in (0.0, 0.3):
        scenario = shrunk("alliance", 150, **MEETING, **{"model.money.turnover": turnover})
        ends.append(world_of(scenario).culture.affiliation.mean())
    assert ends[0] > ends[1] + 0.02
