"""Crises strike those whose needs are high.

Reads need, present. Writes need, strength, crisis. Draws stream "crisis".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw, fall
from simulation.world import Kind, World

CRISIS = int(Kind.CRISIS)


def strike_crises(world: World) -> None:
    """At most one crisis a person and week, at the summed hazard of all kinds."""
    people, crises, life = world.people, world.setting.crises, world.setting.model.life
    rows, kinds = _strike(
        people.need, people.strength, people.present, world.luck.start("crisis", world.week),
        crises.read, crises.effect, life.least, life.strength_from_crisis,
        world.setting.needs.each, crises.each,
    )  # fmt: skip
    people.crisis[rows] = world.clock
    world.events.add(CRISIS, rows, other=kinds)


@compiled
def _strike(
    need: NDArray[Any],
    strength: NDArray[Any],
    present: NDArray[np.bool_],
    start: np.uint64,
    read: NDArray[Any],
    effect: NDArray[Any],
    least: float,
    loss: float,
    needs: tuple[int, ...],
    all_kinds: tuple[int, ...],
) -> tuple[Rows, Rows]:
    """Rows of those struck and the kind of each, (n,); their needs, (P, K), and strength change.

    A kind's hazard is the square of needs times what it reads, (K, C), and the chance of any is
    1 - exp(-sum of hazards). One draw decides both: its place among those that strike says which
    kind it is, in proportion to the hazards.
    """
    rows, kinds = np.empty((2, present.size), dtype=np.int64)
    upto, count = np.empty(len(all_kinds)), 0  # running sums of the hazards
    for row in range(present.size):
        place = chance_of(draw(start, row))
        if not present[row]:
            continue
        hazard = 0.0
        for kind in range(len(all_kinds)):
            seen = 0.0
            for k in range(len(needs)):
                seen += need[row, k] * read[k, kind]
            hazard += seen * seen
            upto[kind] = hazard
        chance = -np.expm1(-hazard) if place < hazard else 0.0  # no chance is above the hazard
        if place < chance:
            kind = fall(upto, place / chance)
            rows[count], kinds[count] = row, kind
            count += 1
            for k in range(len(needs)):
                need[row, k] = min(max(need[row, k] + effect[kind, k], least), 1.0)
            strength[row] *= 1 - loss
    return rows[:count].copy(), kinds[:count].copy()
