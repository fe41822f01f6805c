"""Culture: those who meet, and those whose records are belied, come to belong to the whole.

Reads levers, dissonance. Reads and writes affiliation, knowledge, goodwill. Draws nothing.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.world import World


def move_affiliation(world: World) -> None:
    """One week: contact and dissonance pull towards the whole; without them it fades."""
    culture, model = world.culture, world.setting.model.culture
    met, unsettled = contact(world), culture.dissonance
    if model.affiliation_form == "additive":
        pull = model.contact * met + model.dissonance * unsettled
    else:
        pull = model.interaction * met * unsettled
    if met.any():
        meet_each_other(world, met)
    drawn = np.minimum(model.affiliation_rate * pull, 1) * (1 - culture.affiliation)
    away = culture.affiliation - model.affiliation_start
    moved = culture.affiliation + drawn - model.affiliation_fading * away
    culture.affiliation = np.minimum(np.maximum(moved, 0), 1)


def meet_each_other(world: World, met: NDArray[np.float64]) -> None:
    """Services that meet come to know and like each other; ``met`` is their contact, (S,)."""
    services = world.services
    share = np.minimum(world.setting.model.culture.meeting * met, 1)[:, None]
    for edges in (services.knowledge, services.goodwill):
        edges[:-1] += share * (1 - edges[:-1])


def contact(world: World) -> NDArray[np.float64]:
    """How much contact brings services together, (S,), 0 to 2.

    It saturates with the hours given to learning spaces, and does as much as the goodwill
    towards those met, who are those known: 1 at neutral goodwill. Contact between rivals brings
    nobody together (after Allport 1954, "The nature of prejudice").
    """
    services, hours = world.services, world.levers.culture_hours
    if hours == 0:
        return np.zeros(services.count)
    known = services.knowledge[:-1] * ~np.eye(services.count, dtype=bool)
    total = known.sum(1)
    goodwill = (known * services.goodwill[:-1]).sum(1)
    goodwill = np.divide(goodwill, total, out=np.zeros_like(total), where=total > 0)
    share = 1 - np.exp(-hours / world.setting.model.culture.contact_hours)
    result: NDArray[np.float64] = 2 * goodwill * share
    return result
