"""What worked in one place or service is imposed on others, as the scenario's events say.

Reads counts, another world. Writes practice, habits, knowledge, futility. Draws stream "funds",
of the other place.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Luck, even_noise, name_keys
from simulation.parameters import ScheduledEvent
from simulation.scenario import Scenario
from simulation.world import World

from .contracts import rates

Array = NDArray[np.float64]


def lifts_due(world: World) -> list[tuple[str, ScheduledEvent]]:
    """Events of this week that lift from another place, by name."""
    if world.week < 0:
        return []
    events = world.scenario.event.items()
    return [(name, e) for name, e in events if e.lift > 0 and e.week == world.week]


def another_place(scenario: Scenario, event: ScheduledEvent, luck: Luck) -> Scenario:
    """The place it is lifted from: as alike as the event says, with the same money in all.

    ``luck`` is that place's. Each purse is spread otherwise over the services that it funds.
    """
    unlike = scenario.model.money.elsewhere * (1 - event.like_here)
    purses = {}
    for name, purse in scenario.purse.items():
        share = np.array(list(purse.funds.values()))
        keys = name_keys(tuple(purse.funds)) + name_keys((name,))
        other = share * np.exp(unlike * even_noise(luck.named("funds", 0, keys)))
        other *= share.sum() / other.sum() if share.any() else 0.0
        funds = dict(zip(purse.funds, other.tolist(), strict=True))
        purses[name] = purse.model_copy(update={"funds": funds})
    return scenario.model_copy(update={"purse": purses})


def lift_and_shift(world: World, event: ScheduledEvent, there: World) -> None:
    """Impose what grew there: practice, habits, and the pathways by which people are sent on.

    Goodwill is not moved: it is between those who have it. ``there`` has the same services. What
    is best there lies, as far as the places are alike, where it lies here: a practice is carried
    over with its distance from the best of its own place, and so is as good here as there where
    ``like_here`` is 1.
    """
    services, other, share = world.services, there.services, event.lift
    best = services.optimum + (1 - event.like_here) * (other.optimum - services.optimum)
    _adopt(world, share, best + (other.practice - other.optimum), other.logit, other.propensity)
    services.knowledge += share * (other.knowledge - services.knowledge)
    services.futility += share * (other.futility - services.futility)


def scale_up(world: World, share: float) -> None:
    """Impose on all services the practice and habits of the one with the best record.

    The record is what is paid for, since contracts were last let. Nothing happens where no
    service has one.
    """
    services = world.services
    score = np.where(services.closed > 0, rates(world) @ world.pay, -np.inf)
    if not services.count or np.isneginf(score).all():
        return
    best = int(score.argmax())
    practice = np.broadcast_to(services.practice[best], services.practice.shape)
    _adopt(world, share, practice, services.logit[best], services.propensity[best])


def _adopt(world: World, share: float, practice: Array, logit: Array, propensity: Array) -> None:
    """Move the practice and habits of all services some way to others, which broadcast."""
    services, learning = world.services, world.constants.learning
    services.practice = services.practice + share * (practice - services.practice)
    services.logit += share * (logit - services.logit)
    services.kept = services.kept + share * (logit - services.kept)
    services.propensity += share * (propensity - services.propensity)
    services.chance = services.learned_chances(learning.rule, learning.floor)
