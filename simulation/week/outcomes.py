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
        present, cohort, need = people.present[block], people.cohort[block], people.need[block]
        seen = np.empty((2, present.size), dtype=need.dtype)  # who is looked at
        seen[0] = present
        np.multiply(people.worst_fifth[block], present, out=seen[1], casting="unsafe")
        good, weighted = people_weeks(world, block)
        good *= present & cohort
        if world.week >= 0:
            people.good_weeks[block] += good
        burden, worst_burden = (seen @ weighted).sum(1, dtype=np.float64)
        totals += np.array(
            [
                good.sum(dtype=np.float64),
                np.count_nonzero(cohort & people.here[block]),
                np.count_nonzero(present),
                burden,
                (seen @ need)[0].sum(dtype=np.float64) / max(need.shape[1], 1),
                np.count_nonzero(seen[1]),
                worst_burden,
            ]
        )
    world.outcome = dict(zip(OUTCOMES, totals.tolist(), strict=True))


def people_weeks(world: World, block: slice) -> tuple[NDArray[Any], NDArray[Any]]:
    """How good the week was, (rows,), and the burden of each value by its priority, (rows, V)."""
    people, needs, values = world.people, world.setting.needs, world.setting.values
    need, priority = people.need[block], people.priority[block]
    if values.are_needs:
        well, burden = need < needs.recovered_block[: need.shape[0]], need
    else:
        well, burden = _values_seen(world, block)
    good = well.astype(priority.dtype)
    good *= priority
    # sums along short rows: a product with a narrow matrix is ten times quicker than .sum(1)
    return (good @ values.both)[:, 0], burden * priority


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
