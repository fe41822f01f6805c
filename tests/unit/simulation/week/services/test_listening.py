"""Listening: heard in rounds, with error, and forgotten; nobody hears the plain truth for free."""

import numpy as np
import pytest

from simulation.week.services.listening import hear, listen
from tests.worlds import let_pass, place, shrunk, world_of

NEEDS = {"home": {"dynamics": "steady"}}
HELPS = {"helps": {"home": 1.0}, "places": 10.0}


def pair(**changes):
    """Two services, one of which records twice as many successes as are true."""
    world = world_of(place(NEEDS, {"one": HELPS, "two": HELPS}, **changes))
    world.culture.recorded[:] = 0.6
    world.culture.truth[:] = 0.6, 0.3
    return world


SURE = {"model.culture.heard_noise": 0.0, "model.culture.heard_fading": 0.0}


def weeks_heard(weeks, **changes):
    """What is heard by then, listening alone going on."""
    world = pair(**changes)
    heard = []
    for _ in range(weeks):
        listen(world)
        world.week += 1
        heard.append(world.culture.heard[0])
    return np.array(heard)


def test_who_does_not_listen_hears_nothing():
    world = let_pass(world_of(shrunk("target_driven", 150)), 60)
    assert not world.culture.heard.any()
    assert not world.culture.gap.any()


def test_hearing_all_is_knowing_how_it_went():
    world = pair(**SURE)
    hear(world, 1.0)
    assert world.culture.heard.tolist() == [1, 1]
    np.testing.assert_allclose(world.culture.dissonance, [0, 0.3])


def test_half_is_heard_and_half_of_the_rest():
    world = pair(**SURE)
    hear(world, 0.5)
    hear(world, 0.5)
    np.testing.assert_allclose(world.culture.heard, 0.75)
    np.testing.assert_allclose(world.culture.dissonance[1], 0.75 * 0.3)


def test_a_record_that_is_too_modest_unsettles_nobody():
    world = pair(**SURE)
    world.culture.truth[:] = 0.9
    hear(world, 1.0)
    assert not world.culture.dissonance.any()


def test_more_hours_hear_more_but_ever_less_for_each():
    changes = [{"place.past.listening_hours": h} for h in (0.01, 0.02, 0.04)]
    low, middle, high = (weeks_heard(53, **SURE, **change)[-1] for change in changes)
    assert 0 < low < middle < high < 1
    assert middle - low < low
    assert high - middle < 2 * (middle - low)


def test_rounds_neither_make_hours_nor_lose_them():
    """Where nothing is forgotten, as much is heard in the end, however often one asks."""
    ends = [
        weeks_heard(
            105, **SURE, **{"place.past.listening_hours": 0.02},
            **{"place.past.listening_cycle_weeks": cycle},
        )[-1]
        for cycle in (1, 13, 52)
    ]  # fmt: skip
    np.testing.assert_allclose(ends, 1 - np.exp(-0.02 * 105))


def test_what_was_heard_long_ago_is_forgotten():
    cycle = {"place.past.listening_cycle_weeks": 52, "place.past.listening_hours": 0.02}
    heard = weeks_heard(104, **cycle)
    assert (np.diff(heard[1:52]) < 0).all()
    assert heard[52] > heard[51]
    often = weeks_heard(520, **{**cycle, "place.past.listening_cycle_weeks": 4})
    seldom = weeks_heard(520, **{**cycle, "place.past.listening_cycle_weeks": 104})
    assert often[-104:].mean() > seldom[-104:].mean()


def test_listening_is_as_blurred_as_it_is_said_to_be():
    gaps = []
    for seed in range(200):
        world = world_of(place(NEEDS, {"one": HELPS}, model__culture__heard_noise=0.1), seed)
        hear(world, 1.0)
        gaps.append(world.culture.gap[0])
    assert np.mean(gaps) == pytest.approx(0, abs=0.03)
    assert np.std(gaps) == pytest.approx(0.1, abs=0.015)


def test_a_false_record_shows_to_those_who_listen():
    generous = {"model.support.generous": 0.98, "model.support.generous_success": 1.0}
    generous |= {"services.learning.policy_learning": False, "model.culture.heard_noise": 0.0}
    generous |= {
        "place.past.listening_cycle_weeks": 13,
        "place.past.listening_hours": 0.05,
        "model.support.audit": 0.0,
    }
    honest = {**generous, "model.support.generous": 0.02}
    one, other = (
        world_of(shrunk("target_driven", 300, **changes)).culture.dissonance.mean()
        for changes in (honest, generous)
    )
    assert other > one + 0.1
