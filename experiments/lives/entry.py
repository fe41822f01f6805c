"""As whom somebody enters: the same person in every system, or there is nothing to compare."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.world import People, Status, World


@dataclass(frozen=True)
class Standing:
    """A track that is open at the fork: which need, a ``Status``, where, and for how long."""

    need: int
    status: int
    service: int
    weeks: int


@dataclass(frozen=True)
class Entry:
    """As whom somebody enters what is followed.

    Attributes
    ----------
    week
        0 for those present at the fork, as they stood then; else the week they arrive, as they
        were before it began.
    at_fork
        Whether they were present at the fork.
    need, priority
        Severity by need, (K,), and how much each value matters, (V,).
    peers
        Rows of those who influence them.
    stories, bounces
        Times they had told their story and been turned away before.
    """

    week: int
    at_fork: bool
    need: NDArray[Any]
    priority: NDArray[Any]
    strength: float
    trust: float
    peers: tuple[int, ...]
    stories: int
    bounces: int
    standing: tuple[Standing, ...]

    def same_as(self, other: "Entry") -> bool:
        """Whether two entries agree in everything, to the last bit."""
        arrays = [(self.need, other.need), (self.priority, other.priority)]
        rest = [
            (e.week, e.at_fork, e.strength, e.trust, e.peers, e.stories, e.bounces, e.standing)
            for e in (self, other)
        ]
        return rest[0] == rest[1] and all(np.array_equal(a, b) for a, b in arrays)


def entry_at_fork(world: World, row: int) -> Entry:
    """As whom somebody stands at the fork."""
    people = world.people
    open_ = np.flatnonzero(people.status[row] != Status.NONE).tolist()
    standing = tuple(
        Standing(
            need,
            int(people.status[row, need]),
            int(people.service[row, need]),
            world.clock - int(people.since[row, need]),
        )
        for need in open_
    )
    return _entry(people, row, 0, at_fork=True, standing=standing)


def entry_on_arrival(world: World, row: int, week: int) -> Entry:
    """As whom somebody arrives: drawn once more, from the seed and the row alone."""
    newcomers = People(world.scenario, world.arrays)
    newcomers.arrive(row + 1, world.scenario, world.arrays, world.luck)
    return _entry(newcomers, row, week, at_fork=False, standing=())


def _entry(
    people: People, row: int, week: int, *, at_fork: bool, standing: tuple[Standing, ...]
) -> Entry:
    return Entry(
        week=week,
        at_fork=at_fork,
        need=people.need[row].copy(),
        priority=people.priority[row].copy(),
        strength=float(people.strength[row]),
        trust=float(people.trust[row]),
        peers=tuple(people.peers[row].tolist()),
        stories=int(people.stories[row]),
        bounces=int(people.bounces[row]),
        standing=standing,
    )
