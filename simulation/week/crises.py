"""Crises strike those whose needs are high.

Reads need. Writes need, strength, crisis. Draws stream "crisis".
"""

import numpy as np

from simulation.luck import BLOCK, Rows, running, unit, which
from simulation.world import Kind, World

CRISIS = int(Kind.CRISIS)


def strike_crises(world: World) -> None:
    """At most one crisis a person and week, at the summed hazard of all kinds."""
    people, crises = world.people, world.setting.crises
    if not crises.names or not people.count:
        return
    blocks = [
        _struck(world, first, min(first + BLOCK, people.count))
        for first in range(0, people.count, BLOCK)
    ]
    rows, kinds = map(np.concatenate, zip(*blocks, strict=True))
    life, need = world.setting.model.life, people.need.take(rows, axis=0)
    need += crises.effect.take(kinds, axis=0)
    np.maximum(need, life.least, out=need)
    people.need[rows] = np.minimum(need, 1, out=need)
    people.strength[rows] *= 1 - life.strength_from_crisis
    people.crisis[rows] = world.clock
    world.events.add(CRISIS, rows, other=kinds)


def _struck(world: World, first: int, last: int) -> tuple[Rows, Rows]:
    """Rows of a block who have a crisis, and its kind, in proportion to the hazards.

    One draw decides both: its place among those that strike says which kind it is.
    """
    crises = world.setting.crises
    draw = unit(world.luck.block("crisis", world.week, first, last))
    hazard = world.people.need[first:last] @ crises.read
    hazard *= hazard
    # 1 - exp(-h) is below h, so only those who drew less than h need the exact chance
    possible = draw < (hazard @ crises.both)[:, 0]
    possible &= world.people.present[first:last]
    near = possible.nonzero()[0]
    upto = running(hazard.take(near, axis=0))
    chance = -np.expm1(-upto[:, -1].astype(np.float64))
    share = draw[near] / chance
    strikes = (share < 1).nonzero()[0]
    return near[strikes] + first, which(upto.take(strikes, axis=0), share[strikes])
