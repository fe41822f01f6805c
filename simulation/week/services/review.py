"""Every quarter services look at the most successful they know.

Every review the commissioner looks at recorded performance against target.

Reads pay, what staff see, affiliation, edges, counts.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.week.process import process
from simulation.world import WEEKS_A_QUARTER, World


@process(
    says="by the quarter: imitation; by the review: targets",
    writes=(
        "services.chance, services.kept, services.logit, services.propensity, services.reviewed, "
        "services.stake, reviews"
    ),
)
def review_services(world: World) -> None:
    """What falls due this week of the quarterly and the commissioner's reviews."""
    if world.clock and world.clock % WEEKS_A_QUARTER == 0:
        _imitate(world)
    if world.reviews.fall(world.clock, world.levers.review_weeks):
        _look_at_targets(world)


def _imitate(world: World) -> None:
    """Move towards the habits of the most successful service among those known.

    Success is what is earned in an hour; as far as a service belongs to the whole, it is what
    the other's staff see become of people in an hour.
    """
    services, learning = world.services, world.constants.learning
    if not learning.policy_learning or learning.imitation == 0 or services.count < 2:
        return
    belongs = world.culture.affiliation[:, None]
    better = (1 - belongs) * _ahead(services.usual_pay / services.usual_hours)
    better += belongs * _ahead(world.culture.seen / services.usual_hours)
    known = services.knowledge[:-1] * np.maximum(better, 0)
    best = known.argmax(1)
    pull = learning.imitation * services.knowledge[np.arange(services.count), best]
    pull = pull * (known.max(1) > 0)
    nearer = pull[:, None, None] * (services.logit[best] - services.logit)
    services.logit += nearer
    services.kept += nearer
    services.propensity += pull[:, None, None, None] * (
        services.propensity[best] - services.propensity
    )
    services.chance = services.learned_chances(learning.rule, learning.floor)


def _ahead(success: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how much each other service, in columns, is ahead of each, (S, S)."""
    result: NDArray[np.float64] = success[None, :] - success[:, None]
    return result


def _look_at_targets(world: World) -> None:
    """How much one more success matters to a service: most where it stands near its target."""
    services, levers = world.services, world.levers
    if levers.target_threshold == 0:
        services.stake = np.ones_like(services.stake)
        return
    seen = np.column_stack([services.counted, services.closed]) - services.reviewed
    services.reviewed = np.column_stack([services.counted, services.closed])
    cases = seen[:, -1:]
    rate = np.divide(seen[:, :-1], cases, out=services.target.copy(), where=cases > 0)
    away = (rate - services.target) / world.constants.money.near_target
    cliff = levers.target_threshold
    services.stake = 1 - cliff + cliff * np.exp(-0.5 * away * away)
