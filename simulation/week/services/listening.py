"""Listening: in rounds, services hear what matters to people and how it truly went for them.

Reads levers, running averages of success.
"""

import numpy as np

from simulation.luck import even_noise
from simulation.week.process import process
from simulation.world import World


@process(
    says="by the round: what matters to people, and how it went",
    writes="culture.gap, culture.heard, culture.listened, listening",
    draws="listen",
)
def listen(world: World) -> None:
    """Fade what was heard; a round, when it is due, hears by the hours given since the last."""
    culture, model, levers = world.culture, world.constants.culture, world.levers
    culture.heard *= 1 - model.heard_fading
    culture.gap *= 1 - model.heard_fading
    culture.listened += levers.listening_hours
    if world.listening.fall(world.clock, levers.listening_cycle_weeks) and culture.listened > 0:
        hear(world, 1 - float(np.exp(-culture.listened / model.hearing_weeks)))
        culture.listened = 0.0


def hear(world: World, share: float) -> None:
    """Hear a share, 0 to 1, of what was not yet heard; nobody hears the exact truth."""
    culture, keys = world.culture, world.services.keys
    noise = even_noise(world.luck.named("listen", world.week, keys))
    error = world.constants.culture.heard_noise * noise
    culture.heard += share * (1 - culture.heard)
    gap = np.clip(culture.recorded - culture.truth + error, -1, 1)
    culture.gap += share * (gap - culture.gap)
