"""What a week's referrals teach services about each other.

Reads blame. Reads and writes knowledge, goodwill, futility, flow. Draws nothing.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.parameters.referral import ReferralConstants
from simulation.week.felt.pressure import blame_felt
from simulation.world import Asked, World

Array = NDArray[np.float64]


def meet(world: World, asked: Asked, service: Rows, taken: NDArray[np.bool_]) -> None:
    """Edges strengthen with what worked, weaken with what did not, and fade."""
    blamed = 1 + world.constants.steering.blame_refusals * blame_felt(world)
    _meet(world.record, asked, service, taken, blamed)


@compiled
def _meet(
    world: World, asked: Asked, service: Rows, taken: NDArray[np.bool_], blamed: float
) -> None:
    """Count referrals in ``flow`` and move what edges know and feel; all (S + 1, S).

    ``blamed`` is the factor by which blame makes services resent a referral that failed.
    """
    services, constants = world.services, world.constants
    flow, knowledge = services.flow, services.knowledge
    futility, goodwill = services.futility, services.goodwill
    referral, fading = constants.referral, constants.referral.fading
    failed, worked, warm = np.zeros((3, *flow.shape), dtype=np.int64)
    most = 0
    for i in range(service.size):
        edge = asked.referrer[i], service[i]
        if edge[1] >= 0:  # a service was found
            flow[edge] += 1
            failed[edge] += not taken[i]
            worked[edge] += taken[i]
            warm[edge] += taken[i] and asked.warm[i]
            most = max(most, failed[edge], worked[edge])
    unlearned = _kept(1 - referral.knowledge_gain, most)
    hopeful = _kept(1 - referral.futility_gain, most)
    ill = _kept(1 - referral.goodwill_gain, most)
    liked = _kept(max(1 - referral.goodwill_loss * blamed, 0.0), most)
    for edge in np.ndindex(flow.shape):
        learned = 1 - unlearned[worked[edge]]
        knowledge[edge] += learned * (1 - knowledge[edge])
        if edge[0] == edge[1]:  # what a service knows of itself never fades
            knowledge[edge] = 1.0
        elif edge[0] < flow.shape[1]:  # nor does what the community knows
            knowledge[edge] *= 1 - fading
        futility[edge] *= (1 - fading) * (1 - learned)
        futility[edge] = 1 - hopeful[failed[edge]] * (1 - futility[edge])
        goodwill[edge] = 1 - ill[warm[edge]] * (1 - goodwill[edge])
        goodwill[edge] *= liked[failed[edge]]
        goodwill[edge] += fading * (0.5 - goodwill[edge])


@compiled
def _kept(share: float, most: int) -> Array:
    """What is kept of one when a share of it is, so many times, from 0 to the most; (most + 1,)."""
    kept = np.empty(most + 1)
    for times in range(most + 1):
        kept[times] = share ** float(times)
    return kept


def settled_knowledge(successes: float, referral: ReferralConstants) -> float:
    """Knowledge at which what so many successful referrals a week add is what a week takes away.

    The fixed point of ``meet`` for one edge between services: 0 without referrals, and the more
    of them the nearer to what fading leaves of 1.
    """
    learned = 1 - (1 - referral.knowledge_gain) ** successes
    kept = 1 - referral.fading
    lost = 1 - kept * (1 - learned)
    return kept * learned / lost if lost else 0.0
