"""Crises strike those whose needs are high.

Reads need, present.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw, fall
from simulation.week.process import process
from simulation.world import Kind, World

CRISIS = int(Kind.CRISIS)
_BLOCK = 64  # people at once, a line for each need, as in ``needs.py``


@process(
    says="crises strike, at most one a person",
    writes="people.crisis, people.need, people.strength, events",
    draws="crisis",
)
def strike_crises(world: World) -> None:
    """At most one crisis a person and week, at the summed hazard of all kinds."""
    people, start = world.people, world.luck.start("crisis", world.week)
    rows, kinds = _strike(world.record, start)
    people.crisis[rows] = world.clock
    world.events.add(CRISIS, rows, other=kinds)


@compiled
def _strike(world: World, start: np.uint64) -> tuple[Rows, Rows]:
    """Rows of those struck and the kind of each, (n,); their needs and strength change.

    A kind's hazard is the square of needs times what it reads, (K, C), and the chance of any is
    1 - exp(-sum of hazards). One draw decides both: its place among those that strike says which
    kind it is, in proportion to the hazards.
    """
    people, arrays, constants = world.people, world.arrays, world.constants
    need, strength, present = people.need, people.strength, people.present
    read, effect, each = arrays.crises.read, arrays.crises.effect, arrays.needs.each
    least, loss = constants.life.least, constants.life.strength_from_crisis
    rows, kinds = np.empty((2, present.size), dtype=np.int64)
    severity = np.zeros((len(each), _BLOCK), dtype=need.dtype)
    upto, place = np.zeros((max(read.shape[1], 1), _BLOCK)), np.zeros(_BLOCK)
    maybe, count = np.zeros(_BLOCK, dtype=np.int64), 0
    for first in range(0, present.size, _BLOCK):
        size, likely = min(_BLOCK, present.size - first), 0
        for i in range(size):
            for k in range(len(each)):
                severity[k, i] = need[first + i, k]
        _add_up(severity, read, upto)
        for i in range(size):
            place[i] = chance_of(draw(start, first + i))
            maybe[likely] = i
            likely += present[first + i] and place[i] < upto[-1, i]  # no chance is above the hazard
        for i in maybe[:likely]:
            row, chance = first + i, -np.expm1(-upto[-1, i])
            if place[i] < chance:
                rows[count], kinds[count] = row, fall(upto[:, i], place[i] / chance)
                for k in range(len(each)):
                    need[row, k] = min(max(need[row, k] + effect[kinds[count], k], least), 1.0)
                strength[row] *= 1 - loss
                count += 1
    return rows[:count].copy(), kinds[:count].copy()


@compiled
def _add_up(severity: NDArray[Any], read: NDArray[Any], upto: NDArray[np.float64]) -> None:
    """Running sums of the hazards of all kinds, (C, B), from a block's needs, (K, B)."""
    seen = np.zeros(_BLOCK)
    for kind in range(read.shape[1]):
        seen[:] = 0.0
        for k in range(read.shape[0]):
            weight = read[k, kind]
            for i in range(_BLOCK):
                seen[i] += severity[k, i] * weight
        before = upto[kind - 1] if kind else np.zeros(_BLOCK)
        for i in range(_BLOCK):
            upto[kind, i] = before[i] + seen[i] * seen[i]
