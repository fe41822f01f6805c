"""Hill-climbing: instead of judging single cases, a service tries other habits for a time.

All its habits change a little at once; they are kept if it then earned more in total than it
used to, and given up if not.

Reads pay.
"""

import numpy as np

from simulation.luck import even_noise
from simulation.week.process import process
from simulation.world import World


@process(
    says="where services hill-climb: what was tried is kept or given up",
    writes="services.chance, services.earned, services.kept, services.logit, services.usual_earned",
    draws="climb",
)
def climb(world: World) -> None:
    """Every so many weeks: keep what was tried or go back, and try something else."""
    services, learning = world.services, world.constants.learning
    climbs = learning.policy_learning and learning.rule == "hill_climb"
    if not climbs or not world.clock or world.clock % learning.climb_weeks:
        return
    better = services.earned > services.usual_earned
    services.kept = np.where(better[:, None, None], services.logit, services.kept)
    services.usual_earned = (services.usual_earned + services.earned) / 2
    services.earned = np.zeros_like(services.earned)
    draws = world.luck.named("climb", world.week, services.habit_keys)
    step = learning.climb_step * even_noise(draws)
    most = np.log(1 / learning.floor - 1)
    services.logit = np.clip(services.kept + step, -most, most)
    services.chance = services.learned_chances(learning.rule, learning.floor)
