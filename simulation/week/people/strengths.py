"""Strength, trust and dependency drift: peers pull and give hope, dependency drains and fades.

Reads strength, trust, dependency, need, present, peers. Writes strength, trust, dependency. Draws
nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.world import World
from simulation.world.constants import Constants

ABSENT = 2.0  # no strength is above 1


def move_strengths(world: World) -> None:
    """One week of the strength, trust and dependency of those present."""
    people, needs = world.people, world.arrays.needs
    seen = _seen(people.strength, people.need, people.present, needs.recovered, needs.each)
    _move(
        people.strength,
        people.trust,
        people.dependency,
        seen,
        people.present,
        people.peers,
        world.constants.record,
    )


@compiled
def _seen(
    strength: NDArray[Any],
    need: NDArray[Any],
    present: NDArray[np.bool_],
    recovered: NDArray[Any],
    each: tuple[int, ...],
) -> NDArray[Any]:
    """What others see of each person, (P,): last week's strength, with a minus if they are well.

    It is ABSENT for those who are not here. Peers are anywhere in memory: one number is fetched.
    """
    seen = np.empty_like(strength)
    for row in range(seen.size):
        well = True
        for k in range(len(each)):
            well &= need[row, k] <= recovered[k]
        seen[row] = -strength[row] if well else strength[row]
        if not present[row]:
            seen[row] = ABSENT
    return seen


@compiled
def _move(
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
    seen: NDArray[Any],
    present: NDArray[np.bool_],
    peers: NDArray[np.int32],
    constants: Constants,
) -> None:
    """Move strength, trust and dependency, (P,), given what was ``seen`` of everybody, (P,).

    Those of a person's peers who are here pull on strength; those of them who are well give hope.
    """
    life = constants.life
    for row in range(present.size):
        if not present[row]:
            continue
        z, there, theirs, hope = strength[row], 0, 0.0, 0
        for peer in peers[row]:
            if seen[peer] != ABSENT:
                there += 1
                theirs += abs(seen[peer])
                hope += np.signbit(seen[peer])
        if there > 0:
            pull = life.peer_pull * (theirs / there - z)
            z += pull + life.peers_hope * (hope / there) * (1 - z)
        z += life.strength_return * (life.strength_middling - z)
        strength[row] = z * (1 - life.dependency_drains * dependency[row])
        dependency[row] *= 1 - life.dependency_fades
        trust[row] += life.trust_return * (0.5 - trust[row])
