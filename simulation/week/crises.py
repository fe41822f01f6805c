"""Crises strike those whose needs are high.

Reads need. Writes need, strength, crisis. Draws streams "crisis", "kind of crisis".
"""

import numpy as np

from simulation.luck import Rows
from simulation.world import BLOCK, Kind, World


def strike_crises(world: World) -> None:
    """At most one crisis a person and week, at the summed hazard of all kinds."""
    people, crises = world.people, world.setting.crises
    if not crises.names:
        return
    rows = np.concatenate(
        [
            _struck(world, first, min(first + BLOCK, people.count))
            for first in range(0, people.count, BLOCK)
        ]
        or [np.empty(0, dtype=np.int64)]
    )
    kinds = _kinds(world, rows)
    life, real = world.setting.model.life, world.setting.real
    people.need[rows] = np.clip(
        people.need[rows] + crises.effect[kinds], real(life.least), real(1)
    )
    people.strength[rows] *= real(1 - life.strength_from_crisis)
    people.crisis[rows] = world.clock
    world.events.add(int(Kind.CRISIS), rows, other=kinds)


def _struck(world: World, first: int, last: int) -> Rows:
    people, crises = world.people, world.setting.crises
    draw = world.luck.uniform("crisis", world.week, np.arange(first, last, dtype=np.int64))
    read = people.need[first:last] @ crises.weights.T
    read *= read
    hazard = crises.hazard[0] * read[:, 0]
    for kind in range(1, len(crises.names)):
        hazard += crises.hazard[kind] * read[:, kind]
    # 1 - exp(-h) is below h, so only those who drew less than h need the exact chance
    near = ((draw < hazard) & people.present[first:last]).nonzero()[0]
    struck: Rows = (
        near[draw[near] < -np.expm1(-hazard[near].astype(np.float64))] + first
    )
    return struck


def _kinds(
    world: World, rows: Rows
) -> Rows:
    """Which kind of crisis each person has, in proportion to the hazards."""
    crises = world.setting.crises
    read = np.einsum("nk,ck->nc", world.people.need[rows], crises.weights)
    upto = np.cumsum(crises.hazard * read * read, axis=1)
    place = world.luck.uniform("kind of crisis", world.week, rows) * upto[:, -1]
    kinds: Rows = (upto < place[:, None]).sum(1)
    return np.minimum(kinds, len(crises.names) - 1)
