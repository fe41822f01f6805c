"""Strength and trust drift: peers pull on strength, both return towards the middle.

Reads strength, trust, peers. Writes strength, trust. Draws nothing.
"""

from simulation.luck import BLOCK
from simulation.world import World


def move_strengths(world: World) -> None:
    """One week of everybody's strength and trust, all peers as they were last week."""
    people, life = world.people, world.setting.model.life
    real, width = world.setting.real, people.peers.shape[1]
    if width and life.peer_pull > 0:
        before = people.strength.copy()
        for first in range(0, people.count, BLOCK):
            peers = people.peers[first : first + BLOCK]
            among = before[peers[:, 0]]
            for column in range(1, width):
                among += before[peers[:, column]]
            among *= real(1 / width)
            among -= before[first : first + BLOCK]
            among *= real(life.peer_pull)
            people.strength[first : first + BLOCK] += among
    people.strength *= real(1 - life.strength_return)
    people.strength += real(life.strength_return * life.strength_middling)
    people.trust *= real(1 - life.trust_return)
    people.trust += real(0.5 * life.trust_return)
