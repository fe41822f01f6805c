"""Needs, alone and entangled: they tip, pull on one another, are shocked, and turn."""

import numpy as np
import pytest

from tests.worlds import QUIET, let_pass, place, shrunk, state, world_of

FORMS = ["drift", "trigger", "impaired"]
STEADY = {"dynamics": "steady"}


def alone(severity, strength=0.25, weeks=1, **changes):
    """A need by itself, from a given severity, some weeks later."""
    world = world_of(place({"home": {}}, place__people=1, **{**QUIET, **changes}))
    world.people.need[:] = severity
    world.people.strength[:] = strength
    return let_pass(world, weeks).people.need[0, 0]


# --- One need ------------------------------------------------------------------------------------


@pytest.mark.parametrize("severity", [0.05, 0.2, 0.34])
def test_a_need_below_its_tipping_point_heals(severity):
    course = [alone(severity, weeks=weeks) for weeks in (0, 1, 50, 400)]
    assert course == sorted(course, reverse=True)
    assert course[-1] == pytest.approx(0.01)


@pytest.mark.parametrize("severity", [0.36, 0.5, 0.9])
def test_a_need_above_its_tipping_point_grows(severity):
    course = [alone(severity, weeks=weeks) for weeks in (0, 1, 50, 400)]
    assert course == sorted(course)
    assert course[-1] > 0.99


def test_a_week_of_a_need_is_the_stated_step():
    a, tip = 0.12, 0.35 + 0.4 * (0.6 - 0.25)
    expected = 0.7 + a * 0.7 * (1 - 0.7) * (0.7 - tip)
    assert alone(0.7, strength=0.6) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("severity", [0.2, 0.5])
def test_a_lone_need_is_drawn_nowhere(severity):
    drawn = alone(severity, weeks=20, entanglement__form="drift", entanglement__c=1.0)
    assert drawn == alone(severity, weeks=20, entanglement__c=0.0)


def test_strength_moves_the_tipping_point():
    assert alone(0.4, strength=0.25) > 0.4
    assert alone(0.4, strength=0.6) < 0.4
    assert alone(0.4, strength=0.6, model__life__tipping_strength=0.0) > 0.4


def test_a_steady_need_stays_where_it_is():
    world = world_of(place({"home": STEADY}, **QUIET))
    before = world.people.need.copy()
    assert np.array_equal(let_pass(world, 20).people.need, before)


def test_noise_has_no_direction_and_the_stated_size():
    world = world_of(
        place({"home": STEADY}, place__people=20_000, **QUIET | {"model.life.noise": 0.02})
    )
    world.people.need[:] = 0.5
    moved = let_pass(world).people.need - 0.5
    assert abs(moved.mean()) < 4 * 0.02 / np.sqrt(20_000)
    assert moved.std() == pytest.approx(0.02, rel=0.03)


def test_shocks_come_as_often_and_as_large_as_stated():
    jumps = {"model.life.shocks": 0.05, "model.life.jump_low": 0.2, "model.life.jump_high": 0.4}
    world = world_of(
        place({"home": {**STEADY, "shocks": 2.0}}, place__people=20_000, **QUIET | jumps)
    )
    world.people.need[:] = 0.3
    rise = let_pass(world).people.need[:, 0] - 0.3
    hit = rise[rise > 0]
    assert abs(hit.size - 2000) < 4 * np.sqrt(20_000 * 0.1 * 0.9)
    assert hit.min() >= 0.2
    assert hit.max() <= 0.4
    assert hit.mean() == pytest.approx(0.3, abs=4 * 0.2 / np.sqrt(12 * 2000))


def test_turns_for_the_better_come_with_strength():
    turns = {"model.life.turns": 0.05, "model.life.turn_keeps": 0.4}
    world = world_of(place({"home": STEADY}, place__people=40_000, **QUIET | turns))
    world.people.need[:] = 0.8
    world.people.strength[:20_000], world.people.strength[20_000:] = 0.0, 1.0
    after = let_pass(world).people.need[:, 0]
    turned = after < 0.8
    assert after[turned].max() <= 0.4 * 0.8
    for half, chance in ((turned[:20_000], 0.05 * 0.5), (turned[20_000:], 0.05 * 1.5)):
        assert abs(half.sum() - 20_000 * chance) < 4 * np.sqrt(20_000 * chance)


# --- Several needs -------------------------------------------------------------------------------


def entangled(one, other, form="drift", **changes):
    """Two steady needs, a week later."""
    changes = {"entanglement.form": form, "entanglement.c": 1.0, **QUIET, **changes}
    world = world_of(place({"home": STEADY, "drugs": STEADY}, place__people=1, **changes))
    world.people.need[:] = one, other
    return let_pass(world).people.need[0].tolist()


def test_upward_pull_raises_the_better_need_alone():
    pull = {"entanglement.up": 0.02, "entanglement.down": 0.0, "entanglement.c": 0.5}
    assert entangled(0.2, 0.8, **pull) == pytest.approx([0.2 + 0.5 * 0.02 * 0.6, 0.8], rel=1e-12)


def test_downward_pull_eases_the_worse_need_alone():
    pull = {"entanglement.up": 0.0, "entanglement.down": 0.02, "entanglement.c": 0.5}
    assert entangled(0.2, 0.8, **pull) == pytest.approx([0.2, 0.8 - 0.5 * 0.02 * 0.6], rel=1e-12)


def test_needs_alike_do_not_pull():
    assert entangled(0.5, 0.5) == [0.5, 0.5]


def test_pull_goes_only_where_the_place_says():
    needs = {"home": STEADY, "drugs": STEADY, "pain": STEADY}
    pull = {"home": {"drugs": 2.0, "pain": 0.0}}
    changes = {"entanglement.pull": pull, "entanglement.c": 1.0, "entanglement.up": 0.02, **QUIET}
    courses = []
    for pain in (0.1, 0.9):
        world = world_of(place(needs, place__people=1, **changes))
        world.people.need[:] = 0.3, 0.8, pain
        courses.append(let_pass(world).people.need[0])
    assert courses[0][0] == courses[1][0] == pytest.approx(0.3 + 0.02 * 0.5)
    assert courses[0][1] != courses[1][1]


@pytest.mark.parametrize("form", FORMS)
def test_untangled_needs_take_no_notice_of_one_another(form):
    """Luck, services and crises and all: another need's start changes nothing for this one."""
    changes = {"entanglement.c": 0.0, "entanglement.form": form, "model.life.peer_pull": 0.0}
    needs = {"home": {}, "drugs": {}}
    homes = []
    for severity in (0.05, 0.95):
        world = world_of(place(needs, **changes), seed=3)
        world.people.need[:, 1] = severity
        homes.append(let_pass(world, 100).people.need[:, 0].tobytes())
    assert homes[0] == homes[1]


@pytest.mark.parametrize("form", FORMS)
def test_entangled_needs_do_take_notice(form):
    """In a shrunken city, since blunted support needs somebody to support."""
    needs = []
    for c in (0.0, 0.9):
        scenario = shrunk("plymouth", 100, entanglement__c=c, entanglement__form=form)
        needs.append(let_pass(world_of(scenario, 3), 26).people.need.mean())
    assert needs[1] > needs[0] if form != "trigger" else needs[1] != needs[0]


@pytest.mark.parametrize(("around", "factor"), [(0.0001, 0.2), (0.5, 1.0), (1.0, 3.4)])
def test_triggered_shocks_grow_with_the_square_of_what_is_around(around, factor):
    """(1 - c) + c m^2 / 0.25, here with c = 0.8."""
    changes = {
        **QUIET, "entanglement.form": "trigger", "entanglement.c": 0.8, "model.life.shocks": 0.02,
        "model.life.jump_low": 0.1, "model.life.least": 0.0001, "place.people": 20_000,
    }  # fmt: skip
    world = world_of(place({"home": STEADY, "drugs": STEADY}, **changes), seed=5)
    world.people.need[:] = 0.3, around
    hit = np.count_nonzero(let_pass(world).people.need[:, 0] > 0.3)
    expected = 20_000 * 0.02 * factor
    assert abs(hit - expected) < 4 * np.sqrt(expected)


# --- Strength and trust --------------------------------------------------------------------------


def test_without_noise_or_ties_there_is_no_luck_in_needs():
    one, other = (
        world_of(place({"home": {}}, place__people=5, **QUIET), seed=seed) for seed in (1, 2)
    )
    for world in (one, other):
        world.people.need[:], world.people.strength[:] = 0.6, 0.3
    assert state(let_pass(one, 30))["need"] == state(let_pass(other, 30))["need"]
