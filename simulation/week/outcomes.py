"""Outcomes: what the week was like for everybody, whatever services wrote down.

Reads need, priority, trust, crisis, peers. Writes good_weeks, outcome. Draws nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import BLOCK
from simulation.world import World

_TRUSTING = 0.5  # trust above which a week counts as good where trust is what matters


OUTCOMES = (
    "good", "cohort", "present", "burden", "burden_unweighted", "worst", "worst_burden",
)  # fmt: skip


def live_week(world: World) -> None:
    """Sum up the week: good weeks of the cohort, burden of all, of the worst fifth apart."""
    people, totals = world.people, np.zeros(len(OUTCOMES))
    for first in range(0, people.count, BLOCK):
        block = slice(first, min(first + BLOCK, people.count))
        good, weighted, plain = _people_weeks(world, block)
        present, cohort = people.present[block], people.cohort[block]
        worst = people.worst_fifth[block] & present
        good *= present & cohort
        if world.week >= 0:
            people.good_weeks[block] += good
        weighted *= present
        plain *= present
        totals += (
            good.sum(dtype=np.float64),
            np.count_nonzero(cohort & people.here[block]),
            np.count_nonzero(present),
            weighted.sum(dtype=np.float64),
            plain.sum(dtype=np.float64),
            np.count_nonzero(worst),
            (weighted * worst).sum(dtype=np.float64),
        )
    world.outcome = dict(zip(OUTCOMES, totals.tolist(), strict=True))


def _people_weeks(world: World, block: slice) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """How good the week was, the burden by priority, and the mean need; each (rows,)."""
    people, needs, values = world.people, world.setting.needs, world.setting.values
    need, priority = people.need[block], people.priority[block]
    if values.are_needs:
        good, burden = need < needs.recovered_block[: need.shape[0]], need
    else:
        good, burden = _values_seen(world, block)
    # sums along short rows: a product with a narrow matrix is ten times quicker than .sum(1)
    weighted = ((burden * priority) @ values.both)[:, 0]
    return ((good * priority) @ values.both)[:, 0], weighted, (need @ needs.mean)[:, 0]


def _values_seen(world: World, block: slice) -> tuple[NDArray[np.bool_], NDArray[Any]]:
    """Whether each value is well, and how far from it, (rows, V)."""
    people, values, needs = world.people, world.setting.values, world.setting.needs
    rows = people.need[block].shape[0]
    good = np.empty((rows, len(values.names)), dtype=bool)
    burden = np.empty(good.shape, dtype=world.setting.real)
    for v, need in enumerate(values.need):
        if need >= 0:
            good[:, v] = people.need[block, need] < needs.recovered[need]
            burden[:, v] = people.need[block, need]
        elif values.state[v] == "trust":
            good[:, v] = people.trust[block] > _TRUSTING
            burden[:, v] = 1 - people.trust[block]
        elif values.state[v] == "safety":
            good[:, v] = people.crisis[block] != world.clock
            burden[:, v] = ~good[:, v]
        else:  # ties
            there = people.present[people.peers[block]]
            burden[:, v] = 1 - there.mean(1) if there.shape[1] else 1.0
            good[:, v] = burden[:, v] < 0.5
    return good, burden
