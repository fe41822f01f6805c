"""What the end of a case leaves: trust, strength and freedom, or the loss of trust."""

import numpy as np
import pytest

from simulation.week.cases.closing import close_cases
from simulation.week.cases.closing_effects import cut_off
from simulation.world import Kind, Status
from tests.unit.simulation.week.cases.test_closing import AGREED, nearly_well
from tests.unit.simulation.week.cases.test_support import STEADY, house
from tests.worlds import let_pass


def test_two_cases_completed_in_a_week_both_build_trust():
    both = dict.fromkeys(("home", "drugs"), STEADY)
    world = house(needs=both, helps={"home": 1e-9, "drugs": 1e-9}, weeks=6, places=200.0)
    active = (world.people.status == Status.ACTIVE).all(1)
    world.people.need[:], world.people.trust[:] = 0.1, 0.5
    let_pass(world)
    assert active.mean() > 0.9
    np.testing.assert_allclose(world.people.trust[active], 1 - 0.5 * (1 - 0.06) ** 2)


def test_an_agreed_ending_strengthens_and_frees():
    changes = {"model.support.ending_weeks": 1, "model.support.trust_success": 0.0}
    changes |= {"model.support.ending_strength": 0.1, "model.support.ending_trust": 0.2}
    changes |= {"model.support.ending_freedom": 0.3, "model.life.strength_from_support": 0.0}
    changes |= {"model.life.strength_return": 0.0, "model.life.dependency_fades": 0.0}
    changes |= {"model.life.dependency_drains": 0.0}
    world = nearly_well(**AGREED, **changes)
    people = world.people
    people.trust[:], people.strength[:], people.dependency[:] = 0.5, 0.5, 0.5
    let_pass(world)
    rows = world.events.of(Kind.ENDING_AGREED)[0]
    assert rows.size > 390
    np.testing.assert_allclose(people.trust[rows], 0.6)
    np.testing.assert_allclose(people.strength[rows], 0.55)
    np.testing.assert_allclose(people.dependency[rows], 0.35)


def test_who_agreed_to_an_end_is_not_let_down_by_it():
    changes = {"model.support.longest_weeks": 10, "model.support.ending_trust": 0.0}
    trust = {}
    for name, lever in (("agreed", AGREED), ("not", {})):
        world = house(weeks=0, **{**changes, **lever, "model.support.effect": 0.0})
        world.people.trust[:] = 0.5
        let_pass(world, 11)
        trust[name] = float(np.median(world.people.trust))
    assert trust == pytest.approx({"agreed": 0.5, "not": 0.5 * 0.93})


def test_trust_grows_with_success_and_falls_with_failure():
    well, failed = house(severity=0.36, weeks=0), house(weeks=0, **{"model.support.hold": 0.0})
    for world, weeks in ((well, 5), (failed, 9)):
        world.people.trust[:] = 0.5
        let_pass(world, weeks)
    assert np.median(well.people.trust) == pytest.approx(0.5 + 0.06 * 0.5)
    assert np.median(failed.people.trust) == pytest.approx(0.5 * 0.93)


def test_the_case_of_who_is_gone_is_cut_off_and_no_success():
    """It ends with the other cases of the week, however well the person was."""
    world = house(weeks=3, places=200.0)
    people = world.people
    held = np.flatnonzero(people.status[:, 0] == Status.ACTIVE)
    gone, stay = held[:5], held[5:]
    people.need[gone], people.present[gone] = 0.1, False
    trust = people.trust[gone].copy()
    cut_off(world)
    assert sorted(world.cut_short["row"]) == gone.tolist()
    assert not people.status[gone].any()
    assert (people.status[stay, 0] == Status.ACTIVE).all()
    world.events.clear()
    close_cases(world)
    assert sorted(world.events.of(Kind.CUT_OFF)[0]) == gone.tolist()
    assert not np.isin(world.events.of(Kind.RECORDED)[0], gone).any()
    assert np.array_equal(people.trust[gone], trust)
