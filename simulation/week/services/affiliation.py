"""Culture: those who meet, and those whose records are belied, come to belong to the whole.

Reads levers, dissonance, affiliation, knowledge, goodwill.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.week.process import process
from simulation.world import World
from simulation.world.constants import Constants

Array = NDArray[np.float64]


class Pulls(NamedTuple):
    """How strongly each draws services towards the whole."""

    contact: float
    dissonance: float
    both: float  # one times the other


@process(
    says="contact and dissonance draw services together",
    writes="culture.affiliation, services.goodwill, services.knowledge",
)
def move_affiliation(world: World) -> None:
    """One week: contact and dissonance pull towards the whole; without them it fades."""
    culture, model = world.culture, world.constants.culture
    met = contact(world)
    if world.levers.culture_hours > 0:
        meet_each_other(world, met)
    if model.affiliation_form == "additive":
        pulls = Pulls(contact=model.contact, dissonance=model.dissonance, both=0.0)
    else:
        pulls = Pulls(contact=0.0, dissonance=0.0, both=model.interaction)
    _move(culture.affiliation, met, culture.dissonance, pulls, world.constants.record)


@compiled
def _move(
    affiliation: Array, met: Array, dissonance: Array, pulls: Pulls, constants: Constants
) -> None:
    """Move affiliation by contact, ``met``, by dissonance and by both together, (S,) each."""
    culture = constants.culture
    rate, start = culture.affiliation_rate, culture.affiliation_start
    fading = culture.affiliation_fading
    for s in range(affiliation.size):
        pull = pulls.contact * met[s] + pulls.dissonance * dissonance[s]
        pull += pulls.both * met[s] * dissonance[s]
        drawn = min(rate * pull, 1.0) * (1 - affiliation[s])
        moved = affiliation[s] + drawn - fading * (affiliation[s] - start)
        affiliation[s] = min(max(moved, 0.0), 1.0)


def meet_each_other(world: World, met: Array) -> None:
    """Services that meet come to know and like each other; ``met`` is their contact, (S,)."""
    for edges in (world.services.knowledge, world.services.goodwill):
        _come_nearer(edges, met, world.constants.culture.meeting)


@compiled
def _come_nearer(edges: Array, met: Array, meeting: float) -> None:
    """Move the edges of services, the first S rows, by what they met, (S,)."""
    for s in range(met.size):
        share = min(meeting * met[s], 1.0)
        for other in range(edges.shape[1]):
            edges[s, other] += share * (1 - edges[s, other])


def contact(world: World) -> Array:
    """How much contact brings services together, (S,), 0 to 2.

    It saturates with the hours given to learning spaces, and does as much as the goodwill
    towards those met, who are those known: 1 at neutral goodwill. Contact between rivals brings
    nobody together (after Allport 1954, "The nature of prejudice").
    """
    services, hours = world.services, world.levers.culture_hours
    if hours == 0:
        return np.zeros(services.count)
    sums = _others(services.knowledge, services.goodwill).sum(-1)
    return _contact(sums, 1 - np.exp(-hours / world.constants.culture.contact_hours))


@compiled
def _contact(sums: Array, share: float) -> Array:
    """Twice the goodwill towards those known, (S,), times a share, from the sums of ``_others``."""
    met = np.zeros(sums.shape[1])
    for s in range(met.size):
        if sums[0, s] > 0:
            met[s] = 2 * (sums[1, s] / sums[0, s]) * share
    return met


@compiled
def _others(knowledge: Array, goodwill: Array) -> Array:
    """How well services know the others, and that times goodwill, (2, S, S)."""
    known = np.zeros((2, knowledge.shape[1], knowledge.shape[1]))
    for s in range(known.shape[1]):
        for other in range(known.shape[1]):
            if other != s:
                known[0, s, other] = knowledge[s, other]
                known[1, s, other] = knowledge[s, other] * goodwill[s, other]
    return known
