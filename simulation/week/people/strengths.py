"""Strength, trust and dependency drift: peers pull and give hope, dependency drains and fades.

Reads strength, trust, dependency, need, present, peers.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.week.process import process
from simulation.world import World

ABSENT = 2.0  # no strength is above 1


@process(
    says="peers pull and give hope; dependency drains; trust returns to the middle",
    writes="people.dependency, people.strength, people.trust",
)
def move_strengths(world: World) -> None:
    """One week of the strength, trust and dependency of those present."""
    record = world.record
    _move(record, _seen(record))


@compiled
def _seen(world: World) -> NDArray[Any]:
    """What others see of each person, (P,): last week's strength, with a minus if they are well.

    It is ABSENT for those who are not here. Peers are anywhere in memory: one number is fetched.
    """
    people, arrays = world.people, world.arrays
    strength, need, present = people.strength, people.need, people.present
    recovered, each = arrays.needs.recovered, arrays.needs.each
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
def _move(world: World, seen: NDArray[Any]) -> None:
    """Move strength, trust and dependency, given what was ``seen`` of everybody, (P,).

    Those of a person's peers who are here pull on strength; those of them who are well give hope.
    """
    people, constants = world.people, world.constants
    strength, trust, dependency = people.strength, people.trust, people.dependency
    present, peers, life = people.present, people.peers, constants.life
    peer_pull, peers_hope, middling = life.peer_pull, life.peers_hope, life.strength_middling
    strength_return, trust_return = life.strength_return, life.trust_return
    drains, fades = life.dependency_drains, life.dependency_fades
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
            pull = peer_pull * (theirs / there - z)
            z += pull + peers_hope * (hope / there) * (1 - z)
        z += strength_return * (middling - z)
        strength[row] = z * (1 - drains * dependency[row])
        dependency[row] *= 1 - fades
        trust[row] += trust_return * (0.5 - trust[row])
