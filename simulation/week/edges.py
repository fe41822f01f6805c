"""What a week's referrals teach services about each other.

Reads blame. Reads and writes knowledge, goodwill, futility, flow. Draws nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.parameters.casework import Referral
from simulation.world import Asked, World

from .pressure import blame_felt

Array = NDArray[np.float64]


def meet(world: World, asked: Asked, service: Rows, taken: NDArray[np.bool_]) -> None:
    """Edges strengthen with what worked, weaken with what did not, and fade."""
    services = world.services
    blamed = 1 + world.setting.model.steering.blame_refusals * blame_felt(world)
    _meet(
        asked, service, taken, services.flow, services.knowledge, services.futility,
        services.goodwill, blamed, world.setting.constants.referral,
    )  # fmt: skip


@compiled
def _meet(
    asked: Asked,
    service: Rows,
    taken: NDArray[np.bool_],
    flow: NDArray[np.int64],
    knowledge: Array,
    futility: Array,
    goodwill: Array,
    blamed: float,
    referral: Any,
) -> None:
    """Count referrals in ``flow`` and move what edges know and feel; all (S + 1, S)."""
    failed, worked, warm = np.zeros((3, *flow.shape))
    for i in range(service.size):
        edge = asked.referrer[i], service[i]
        flow[edge] += 1
        failed[edge] += not taken[i]
        worked[edge] += taken[i]
        warm[edge] += taken[i] and asked.warm[i]
    for edge in np.ndindex(flow.shape):
        learned = 1 - _kept(1 - referral.knowledge_gain, worked[edge])
        knowledge[edge] += learned * (1 - knowledge[edge])
        if edge[0] == edge[1]:  # what a service knows of itself never fades
            knowledge[edge] = 1.0
        elif edge[0] < flow.shape[1]:  # nor does what the community knows
            knowledge[edge] *= 1 - referral.fading
        futility[edge] *= (1 - referral.fading) * (1 - learned)
        hopeful = _kept(1 - referral.futility_gain, failed[edge])
        futility[edge] = 1 - hopeful * (1 - futility[edge])
        ill = _kept(1 - referral.goodwill_gain, warm[edge]) * (1 - goodwill[edge])
        goodwill[edge] = 1 - ill
        goodwill[edge] *= _kept(max(1 - referral.goodwill_loss * blamed, 0.0), failed[edge])
        goodwill[edge] += referral.fading * (0.5 - goodwill[edge])


@compiled
def _kept(share: float, times: float) -> float:
    """What is kept of one when a share of it is, so many times; mostly there was none."""
    return share**times if times else 1.0


def settled_knowledge(successes: float, referral: Referral) -> float:
    """Knowledge at which what so many successful referrals a week add is what a week takes away.

    The fixed point of ``meet`` for one edge between services: 0 without referrals, and the more
    of them the nearer to what fading leaves of 1.
    """
    learned = 1 - (1 - referral.knowledge_gain) ** successes
    kept = 1 - referral.fading
    lost = 1 - kept * (1 - learned)
    return kept * learned / lost if lost else 0.0
