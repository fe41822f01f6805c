"""What hours go to: each lever takes its own, and all of it comes from support."""

import numpy as np
import pytest

from simulation.parameters import Model
from simulation.world import HOURS, Status
from tests.unit.simulation.week.cases.test_support import eased, house
from tests.worlds import EAGER, QUIET, let_pass, place, world_of

STEERING, EFFORT = Model().steering, Model().effort
NEEDS = {"home": {"dynamics": "steady"}}
TEAMS = {"house": {"helps": {"home": 0.01}, "staff": 1.0, "caseload": 10.0}}


def hours(**levers):
    """Shares of hours of a service with cases, by use, and its supply of contacts."""
    changes = {f"commissioning.{name}": value for name, value in levers.items()}
    world = world_of(place(NEEDS, TEAMS, **QUIET | EAGER).override(changes), 3)
    world.people.need[:] = 0.9
    services = let_pass(world, 4).services
    return dict(zip(HOURS, services.hours[0].tolist(), strict=True)), float(services.supply[0])


@pytest.mark.parametrize(
    ("lever", "value", "use", "taken"),
    [
        ("learning_hours", 0.07, "learning", 0.05),
        ("culture_hours", 0.05, "learning", 0.05),
        ("listening_hours", 0.05, "learning", 0.05),
        ("overhead", 0.25, "overhead", 0.05),
        ("translation_hours", 0.05, "overhead", 0.05),
        ("consensus_share", 0.5, "coordination", 0.5 * STEERING.consensus_hours),
        ("facilitation", 0.5, "coordination", 0.5 * STEERING.facilitation_hours),
        ("assurance", 0.5, "recording", 0.5 * STEERING.assurance_hours),
        ("targets_collected", 0.5, "recording", -0.5 * EFFORT.targets),
    ],
)
def test_a_lever_takes_its_hours_from_support(lever, value, use, taken):
    (before, _), (after, _) = hours(), hours(**{lever: value})
    assert after[use] - before[use] == pytest.approx(taken)
    assert before["direct"] - after["direct"] == pytest.approx(taken)
    others = set(HOURS) - {use, "direct"}
    assert all(after[other] == pytest.approx(before[other]) for other in others)


def test_flexible_support_takes_more_of_a_workers_time():
    scarce = {"overhead": 0.5}
    (_, routine), (_, flexible) = hours(**scarce), hours(**scarce, flexibility=1.0)
    assert routine < 1
    assert flexible == pytest.approx(routine / (1 + EFFORT.flexible))


def test_hours_that_are_asked_twice_over_are_still_shared_out_whole():
    levers = {"overhead": 0.9, "learning_hours": 0.5, "culture_hours": 0.2, "listening_hours": 0.2,
              "translation_hours": 0.2, "consensus_share": 1.0, "assurance": 1.0}  # fmt: skip
    split, supply = hours(**levers)
    assert sum(split.values()) == pytest.approx(1)
    assert split["overhead"] == pytest.approx(1.1 / 2)
    assert split["learning"] == pytest.approx(0.9 / 2)
    assert supply == pytest.approx(0)


def shares(**changes):
    """Hours by use in a full house a few weeks on: direct, recording, coordination, ..."""
    return house(places=50.0, weeks=3, **changes).services.hours[0]


def test_hours_without_any_other_use_are_direct():
    nothing = {"model.effort.recording": 0.0, "model.effort.targets": 0.0}
    np.testing.assert_allclose(shares(**nothing), [1, 0, 0, 0, 0])


def test_overhead_and_learning_take_what_they_are_given():
    hours = shares(**{"commissioning.overhead": 0.3, "commissioning.learning_hours": 0.1})
    assert hours[3:].tolist() == [0.1, 0.3]
    assert hours[0] == pytest.approx(1 - 0.4 - 0.04 - 0.06)


@pytest.mark.parametrize(
    ("mode", "use"), [("generous", 1), ("joint", 2)], ids=["recording", "coordination"]
)
def test_what_a_way_of_working_costs_it_costs_the_services_hours(mode, use):
    plain, changed = shares(), shares(**{f"model.support.{mode}": 1.0})
    active = 50 * 0.9999
    cost = 0.30 * active / (50 / 0.60)
    assert changed[use] - plain[use] == pytest.approx(cost, rel=0.02)
    assert plain[0] - changed[0] == pytest.approx(cost, rel=0.02)


def test_hours_that_are_not_there_are_not_given():
    """Where support would take every hour, half of them in overhead halve support."""
    half = {"model.effort.contact_share": 1.0, "commissioning.overhead": 0.5}
    half |= {"model.effort.recording": 0.0, "model.effort.targets": 0.0}
    world = house(places=50.0, weeks=3, **half)
    world.people.trust[:] = 1.0
    supply = 0.5 * 50 / np.count_nonzero(world.people.status == Status.ACTIVE)
    np.testing.assert_allclose(eased(world), 1 - 0.12 * supply)
