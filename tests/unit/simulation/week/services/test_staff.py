"""Staff: what makes morale, who leaves, and what that breaks."""

import numpy as np
import pytest

from simulation.week.services.staff import change_staff
from simulation.world import Kind, Status
from tests.worlds import EAGER, QUIET, let_pass, place, shrunk, world_of

STEADY = {"dynamics": "steady", "prevalence": 1.0}
WEIGHTS = ("mastery", "autonomy", "purpose", "ease")


def city(**changes):
    """A city at the fork, in a week in which staff change."""
    untried = {"place.past.experiment_rate": 0.0}
    world = world_of(shrunk("target_driven", 300, **untried, **changes), 2)
    assert world.clock % 13 == 0
    return world


def alone(name):
    """Morale made of one thing alone, and at once."""
    weights = {f"model.culture.by_{w}": float(w == name) for w in WEIGHTS}
    return {**weights, "model.culture.morale_rate": 1.0}


# --- Morale --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drive", "low", "high"),
    [
        ("mastery", {"model.practice.start": 1.5}, {"model.practice.start": 0.0}),
        ("autonomy", {"place.past.target_weight": 2.0}, {"place.past.target_weight": 0.0}),
        ("autonomy", {"place.past.blame": 1.0}, {"place.past.blame": 0.0}),
        ("autonomy", {}, {"place.past.threshold_rigidity": 0.0}),
        ("purpose", {"model.support.effect": 0.02}, {}),
        ("ease", {"place.past.overhead": 0.6}, {}),
    ],
)
def test_what_makes_morale(drive, low, high):
    worse, better = (
        city(**alone(drive), **changes).culture.morale.mean() for changes in (low, high)
    )
    assert better > worse + 0.02


def test_a_morale_of_nothing_stays():
    weights = {f"model.culture.by_{weight}": 0.0 for weight in WEIGHTS}
    np.testing.assert_allclose(city(**weights).culture.morale, 0.5)


# --- Leaving -------------------------------------------------------------------------------------


def left(morale, **changes):
    world = city(**changes, **{"model.culture.morale_rate": 0.0})
    world.culture.morale[:] = morale
    change_staff(world)
    return world.culture.leaving


def test_low_morale_drives_turnover():
    np.testing.assert_allclose(left(0.5), 0.05)
    np.testing.assert_allclose(left(0.2), 0.05 * np.exp(0.6))
    np.testing.assert_allclose(left(0.8), 0.05 * np.exp(-0.6))
    np.testing.assert_allclose(left(0.2, **{"model.culture.turnover_morale": 0.0}), 0.05)
    extreme = {"model.culture.turnover_morale": 20.0, "model.money.turnover": 0.9}
    np.testing.assert_allclose(left(0.0, **extreme), 1)


def test_those_who_leave_take_what_they_know():
    world = city(**{"model.money.turnover": 0.5, "model.culture.morale_rate": 0.0})
    services = world.services
    services.skill[:] = 1.0
    known, community = services.knowledge[:-1].copy(), services.knowledge[-1].copy()
    goodwill = services.goodwill[:-1].copy()
    change_staff(world)
    others = ~np.eye(services.count, dtype=bool)
    left = np.broadcast_to(world.culture.leaving[:, None], known.shape)
    np.testing.assert_allclose(services.knowledge[:-1][others], (known * (1 - left))[others])
    np.testing.assert_array_equal(services.knowledge[-1], community)
    kept = np.abs(services.goodwill[:-1] - 0.5) <= np.abs(goodwill - 0.5)
    assert kept.all()
    assert (services.skill < 1).all()


def in_support(**changes):
    """Everybody supported for two needs by two services, and nothing else happening."""
    services = {n: {"helps": {n: 1.0}, "places": 500.0} for n in ("home", "drugs")}
    needs = {"home": STEADY, "drugs": STEADY}
    world = world_of(place(needs, services, **{**QUIET, **EAGER, **changes}))
    return let_pass(world, 13)


def test_a_worker_who_leaves_breaks_a_relationship():
    """Once for each need in support, and only with those whose worker it was."""
    for turnover, kept in ((1.0, 1.0), (0.3, 0.0), (0.0, 0.0)):
        world = in_support(
            **{"model.money.turnover": turnover, "model.culture.turnover_morale": 0.0}
        )
        trust, active = world.people.trust.copy(), world.people.status == Status.ACTIVE
        assert active.any()
        change_staff(world)
        rows, needs, *_ = world.events.of(Kind.WORKER_LEFT)
        assert active[rows, needs].all()
        times = np.bincount(rows, minlength=trust.size)
        np.testing.assert_allclose(world.people.trust, trust * 0.93**times)
        assert rows.size == pytest.approx(turnover * active.sum(), rel=0.3)
        if kept:
            assert np.array_equal(times, active.sum(1))


def test_where_trust_bears_it_nothing_breaks():
    world = in_support(**{"model.culture.trust_broken": 1.0, "model.money.turnover": 1.0})
    trust = world.people.trust.copy()
    change_staff(world)
    assert world.events.of(Kind.WORKER_LEFT)[0].size
    assert trust.tobytes() == world.people.trust.tobytes()


# --- The best person for the role ----------------------------------------------------------------


def test_looking_for_the_best_leaves_posts_empty_and_keeps_skill():
    ends = []
    for fit in (0.0, 1.0):
        world = city(**{"commissioning.role_fit": fit, "commissioning.competition": 0.0})
        staff, skill, away = world.services.staff.sum(), [], []
        for _ in range(104):
            let_pass(world)
            moving = sum(due.sum() for _, due in world.services.in_transit)
            np.testing.assert_allclose(world.services.staff.sum() + moving, staff)
            skill.append(world.services.skill.mean())
            away.append(moving)
        ends.append((np.mean(skill), np.mean(away)))
    assert ends[0][1] == 0
    assert ends[1][1] > 0.01 * staff
    assert ends[1][0] > ends[0][0]


def test_newcomers_count_in_the_skill_of_a_team_when_they_are_there():
    """Of ten staff five leave; some of the posts can wait, and the others are filled at once."""
    team = {"team": {"helps": {"home": 1.0}, "staff": 10.0, "caseload": 10.0}}
    changes = {**QUIET, **EAGER, "place.people": 70, "model.support.effect": 0.0}
    changes |= {"model.support.longest_weeks": 500, "model.seeking.quit_support": 0.0}
    changes |= {"model.money.settling_in": 0.0, "model.money.newcomer_loss": 0.4}
    changes |= {"model.culture.vacancy_weeks": 6, "commissioning.role_fit": 0.5}
    changes |= {"model.money.turnover": 0.5, "model.culture.turnover_morale": 0.0}
    world = world_of(place({"home": STEADY}, team, **changes))
    world.people.need[:] = 0.8
    services = let_pass(world, 13).services
    services.skill[:] = 0.9
    let_pass(world)
    waits = 10 - services.staff[0]
    assert waits == pytest.approx((100 - services.active[0]) / 10)
    assert 0 < waits < 5
    now = 5 * 0.9 + (5 - waits) * 0.6
    assert services.skill[0] == pytest.approx(now / (10 - waits))
    let_pass(world, 2)
    assert services.skill[0] == pytest.approx(now / (10 - waits))
    let_pass(world)
    assert services.staff.tolist() == [10.0]
    assert services.skill[0] == pytest.approx((now + waits * 0.8) / 10)


def test_a_post_that_cases_need_is_filled_at_once():
    """Where every place is taken nobody waits for the best."""
    team = {"team": {"helps": {"home": 1.0}, "staff": 1.0, "caseload": 20.0}}
    full = {**QUIET, **EAGER, "model.support.effect": 0.0, "model.support.longest_weeks": 500}
    full |= {"commissioning.role_fit": 1.0, "model.money.turnover": 0.2}
    full |= {"model.referral.queue_limit": 0.5}
    world = let_pass(world_of(place({"home": STEADY}, team, **full)), 27)
    assert (world.people.status == Status.ACTIVE).sum() == 20
    assert world.services.staff.tolist() == [1.0]
    assert world.services.in_transit == []
    assert world.services.skill[0] < 1
