"""Strength, trust and dependency drift: peers pull and give hope, dependency drains and fades.

Reads strength, trust, dependency, need, present, peers. Writes strength, trust, dependency. Draws
nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import BLOCK
from simulation.world import World


def move_strengths(world: World) -> None:
    """One week of everybody's strength, trust and dependency, all peers as they were last week."""
    people, life = world.people, world.setting.model.life
    real, width = world.setting.real, people.peers.shape[1]
    if width and (life.peer_pull > 0 or life.peers_hope > 0):
        shown = _shown(world)
        for first in range(0, people.count, BLOCK):
            _meet_peers(world, shown, slice(first, min(first + BLOCK, people.count)))
    people.strength *= real(1 - life.strength_return)
    people.strength += real(life.strength_return * life.strength_middling)
    people.strength *= 1 - real(life.dependency_drains) * people.dependency
    people.dependency *= real(1 - life.dependency_fades)
    people.trust *= real(1 - life.trust_return)
    people.trust += real(0.5 * life.trust_return)


def _shown(world: World) -> NDArray[Any]:
    """What peers see of everybody, (P, 3): whether here, strength, whether well; 0 if not here.

    Who has no need above its line is well.
    """
    people = world.people
    shown = np.empty((people.count, 3), dtype=world.setting.real)
    shown[:, 0] = people.present
    shown[:, 1] = people.strength
    for first in range(0, people.count, BLOCK):
        last = min(first + BLOCK, people.count)
        ill = people.need[first:last] > world.setting.needs.recovered
        # bytes, and einsum instead of .any(1), which is far slower along short rows
        shown[first:last, 2] = np.einsum("nk->n", ill.view(np.int8)) == 0
    shown[:, 1:] *= shown[:, :1]
    return shown


def _meet_peers(world: World, shown: NDArray[Any], block: slice) -> None:
    """Those of a person's peers who are here pull on strength, and give hope if they are well."""
    people, life, real = world.people, world.setting.model.life, world.setting.real
    peers = people.peers[block]
    among = shown.take(peers[:, 0], axis=0)
    for column in range(1, peers.shape[1]):
        among += shown.take(peers[:, column], axis=0)
    there, strength, well = among.T
    own = people.strength[block].copy()
    pull = real(life.peer_pull) * (strength - there * own)
    pull += real(life.peers_hope) * well * (1 - own)
    people.strength[block] += pull / np.maximum(there, 1)
