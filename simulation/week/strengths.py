"""Strength, trust and dependency drift: peers pull and give hope, dependency drains and fades.

Reads strength, trust, dependency, need, present, peers. Writes strength, trust, dependency. Draws
nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.world import World


def move_strengths(world: World) -> None:
    """One week of the strength, trust and dependency of those present."""
    people, life = world.people, world.setting.constants.life
    well = _well(people.need, world.setting.needs.recovered, world.setting.needs.each)
    before = people.strength.copy()  # peers are as they were last week
    _move(
        people.strength, people.trust, people.dependency, before, well, people.present,
        people.peers, life,
    )  # fmt: skip


@compiled
def _well(
    need: NDArray[Any], recovered: NDArray[Any], needs: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Who has no need above its line, (P,)."""
    all_well = np.empty(need.shape[0], dtype=np.bool_)
    for row in range(all_well.size):
        well = True
        for k in range(len(needs)):
            well &= need[row, k] <= recovered[k]
        all_well[row] = well
    return all_well


@compiled
def _move(
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    before: NDArray[Any],
    well: NDArray[np.bool_],
    present: NDArray[np.bool_],
    peers: NDArray[np.int32],
    life: Any,
) -> None:
    """Move strength, trust and dependency, (P,), given strength ``before``, (P,).

    Those of a person's peers who are here pull on strength; those of them who are well give hope.
    """
    for row in range(present.size):
        if not present[row]:
            continue
        z, there, theirs, hope = before[row], 0, 0.0, 0
        for peer in peers[row]:
            if present[peer]:
                there += 1
                theirs += before[peer]
                hope += well[peer]
        if there > 0:
            pull = life.peer_pull * (theirs / there - z)
            z += pull + life.peers_hope * (hope / there) * (1 - z)
        z += life.strength_return * (life.strength_middling - z)
        strength[row] = z * (1 - life.dependency_drains * dependency[row])
        dependency[row] *= 1 - life.dependency_fades
        trust[row] += life.trust_return * (0.5 - trust[row])
