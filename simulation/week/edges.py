"""What a week's referrals teach services about each other.

Reads blame. Reads and writes knowledge, goodwill, futility, flow. Draws nothing.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.parameters.casework import Referral
from simulation.world import Asked, World

from .pressure import blame_felt


def meet(world: World, asked: Asked, service: Rows, taken: NDArray[np.bool_]) -> None:
    """Edges strengthen with what worked, weaken with what did not, and fade."""
    services, referral = world.services, world.setting.model.referral
    shape = services.flow.shape
    edge = asked.referrer * shape[1] + service
    made = np.bincount(edge, minlength=services.flow.size).reshape(shape)
    worked = np.bincount(edge[taken], minlength=services.flow.size).reshape(shape)
    warm = np.bincount(edge[taken & asked.warm], minlength=services.flow.size).reshape(shape)
    failed = made - worked
    services.flow += made
    learned = np.minimum(referral.knowledge_gain * worked, 1)
    services.knowledge += learned * (1 - services.knowledge)
    services.knowledge[:-1] *= 1 - referral.fading
    services.know_themselves()
    services.futility *= (1 - referral.fading) * (1 - learned)
    services.futility += np.minimum(referral.futility_gain * failed, 1) * (1 - services.futility)
    gain = np.minimum(referral.goodwill_gain * warm, 1)
    services.goodwill += gain * (1 - services.goodwill)
    blamed = 1 + world.setting.model.steering.blame_refusals * blame_felt(world)
    services.goodwill *= 1 - np.minimum(referral.goodwill_loss * blamed * failed, 1)
    services.goodwill += referral.fading * (0.5 - services.goodwill)


def settled_knowledge(successes: float, referral: Referral) -> float:
    """Knowledge at which what so many successful referrals a week add is what a week takes away.

    The fixed point of ``meet`` for one edge between services: 0 without referrals, and the more
    of them the nearer to what fading leaves of 1.
    """
    learned = min(referral.knowledge_gain * successes, 1.0)
    kept = 1 - referral.fading
    lost = 1 - kept * (1 - learned)
    return kept * learned / lost if lost else 0.0
