"""Worlds to watch week by week, and what there is to compare about them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from experiments.plans.scaling import people_of
from simulation.recorder import Record
from simulation.scenario import Scenario, load_scenario
from simulation.week.schedule import run_past, weeks
from simulation.world import World

ROUND = {
    "model.life.tipping": 0.12,
    "model.life.tipping_point": 0.35,
    "model.life.tipping_strength": 0.4,
    "model.life.strength_middling": 0.25,
    "model.life.strength_return": 0.004,
    "model.life.strength_from_support": 0.004,
    "model.life.strength_from_bounce": 0.003,
    "model.life.impair": 0.8,
    "model.referral.bounce_trust": 0.94,
    "model.referral.bounce_trust_warm": 0.976,
    "model.support.effect": 0.12,
    "model.support.without_trust": 0.4,
    "model.support.early_weeks": 8,
    "model.support.least_weeks": 4,
    "model.support.finished": 0.7,
    "model.support.trust_success": 0.06,
    "model.support.trust_failed": 0.93,
    "model.practice.width": 0.6,
    "model.effort.contact_share": 0.6,
    "model.effort.generous": 0.3,
    "model.effort.joint": 0.3,
    "model.effort.thin": 0.5,
    "model.effort.drop_in": 0.5,
    "model.effort.recording": 0.04,
    "model.effort.targets": 0.06,
}
"""Numbers to reckon with by hand, whatever the model is calibrated to."""

QUIET = {
    **ROUND,
    "model.life.noise": 0.0,
    "model.life.shocks": 0.0,
    "model.life.turns": 0.0,
    "model.life.peer_pull": 0.0,
    "model.life.peers_hope": 0.0,
    "model.life.dependency_gain": 0.0,
    "model.life.trust_return": 0.0,
    "model.practice.start": 0.0,
    "model.practice.drift": 0.0,
    "model.steering.rate": 0.0,
    "services.learning.policy_learning": False,
    "services.learning.practice_learning": False,
}
"""Changes under which nothing about people or services happens by chance or by learning."""

EAGER = {
    "model.seeking.seek": 1.0,
    "model.seeking.quit_waiting": 0.0,
    "model.seeking.quit_support": 0.0,
    "model.referral.accept_simple": 1.0,
    "model.referral.accept_complex": 1.0,
    "services.learning.floor": 0.0001,
}
"""Changes under which whoever needs help asks for it at once, is accepted, and stays."""


def place(
    needs: dict[str, Any],
    services: dict[str, Any] | None = None,
    purses: dict[str, Any] | None = None,
    **changes: Any,
) -> Scenario:
    """A place without a past, arrivals or peers; ``run__weeks=3`` changes ``run.weeks``."""
    scenario = Scenario.from_dict(
        {
            "place": {"people": 100, "arrivals": 0.0, "peers": 0},
            "need": {name: {"label": name, **need} for name, need in needs.items()},
            "entanglement": {"c": 0.0},
            "service": {
                name: {"label": name, "access": "self", **service}
                for name, service in (services or {}).items()
            },
            "purse": {name: {"label": name, **purse} for name, purse in (purses or {}).items()},
            "run": {"past_weeks": 0, "weeks": 520, "precision": "float64"},
        }
    )
    return scenario.override(_dotted(changes))


def shrunk(name: str, people: int, **changes: Any) -> Scenario:
    """A shipped scenario with fewer people, and as much less money, so as scarce as it was.

    In a shorter run what would happen after its end happens in its middle.
    """
    scenario = load_scenario(name)
    weeks = _dotted(changes).get("run.weeks", scenario.run.weeks)
    early = {
        f"event.{event}.week": weeks // 2
        for event, happens in scenario.event.items()
        if happens.week >= weeks
    }
    return scenario.override({**people_of(scenario, people), **early, **_dotted(changes)})


def _dotted(changes: dict[str, Any]) -> dict[str, Any]:
    return {key.replace("__", "."): value for key, value in changes.items()}


def weeks_of(scenario: Scenario, seed: int = 0) -> Iterator[World]:
    """The world at the end of every week, past and after, before the clock moves on."""
    world = World(scenario, seed)
    yield from weeks(world, until=0)
    world.mark_cohort()
    yield from weeks(world.fork(scenario), until=scenario.run.weeks)


def world_of(scenario: Scenario, seed: int = 0) -> World:
    """A world at the fork."""
    return run_past(scenario, seed)


def let_pass(world: World, number: int = 1) -> World:
    """The same world, a number of weeks later."""
    for _ in weeks(world, until=world.week + number):
        pass
    return world


def columns(world: World) -> dict[str, np.ndarray]:
    """Every column there is about people."""
    return arrays(world.people)


def arrays(owner: Any) -> dict[str, np.ndarray]:
    """The public arrays of an object."""
    return {
        name: value
        for name, value in vars(owner).items()
        if isinstance(value, np.ndarray) and not name.startswith("_")
    }


def state(world: World) -> dict[str, bytes]:
    """All people, services and their culture, byte for byte."""
    everything = {**arrays(world.people), **arrays(world.services), **arrays(world.culture)}
    return {name: value.tobytes() for name, value in everything.items()}


def fingerprint(record: Record) -> bytes:
    """All numbers of a record, byte for byte."""
    weekly = [name.encode() + column.tobytes() for name, column in record.weekly.items()]
    return b"".join([*weekly, repr(record.summary()).encode()])
