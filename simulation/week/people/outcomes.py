"""Outcomes: what the week was like for everybody, whatever services wrote down.

Reads need, priority, trust, crisis, peers. Writes good_weeks, outcome. Draws nothing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.world import World

OUTCOMES = (
    "good", "cohort", "present", "burden", "burden_unweighted", "worst", "worst_burden",
)  # fmt: skip


def live_week(world: World) -> None:
    """Sum up the week: good weeks of the cohort, burden of all, of the worst fifth apart."""
    people, values = world.people, world.arrays.values
    totals = _sum_up(
        people.need, people.priority, people.present, people.here, people.cohort,
        people.worst_fifth, people.good_weeks, world.week >= 0, values.need, values.line,
        _lost(world), world.arrays.needs.each,
    )  # fmt: skip
    world.outcome = dict(zip(OUTCOMES, totals.tolist(), strict=True))


def _lost(world: World) -> NDArray[Any]:
    """What is lost of each value that is not a need, 0 to 1, (P, V); empty where all are needs."""
    people, values = world.people, world.arrays.values
    if (values.need >= 0).all():
        return np.empty((0, 0), dtype=world.arrays.real)
    lost = np.zeros((people.count, len(values.names)), dtype=world.arrays.real)
    for v, state in enumerate(values.state):
        if state == "trust":
            lost[:, v] = 1 - people.trust
        elif state == "safety":
            lost[:, v] = people.crisis == world.clock
        elif state == "ties":
            there = people.present[people.peers]
            lost[:, v] = 1 - there.mean(1) if there.shape[1] else 1.0
    return lost


@compiled
def _sum_up(
    need: NDArray[Any],
    priority: NDArray[Any],
    present: NDArray[np.bool_],
    here: NDArray[np.bool_],
    cohort: NDArray[np.bool_],
    worst_fifth: NDArray[np.bool_],
    good_weeks: NDArray[np.float32],
    counting: bool,
    reads: NDArray[np.int64],
    line: NDArray[Any],
    lost: NDArray[Any],
    each: tuple[int, ...],
) -> NDArray[np.float64]:
    """The ``OUTCOMES``, summed over people; good weeks are added to ``good_weeks`` if counting.

    A person's week is good by the priorities of all values that are well, below their line, (V,),
    and their burden is the mean of all values lost, by priority.
    """
    totals = np.zeros(7)
    for row in range(present.size):
        totals[1] += cohort[row] and here[row]
        if not present[row]:
            continue
        good, burden, unweighted = 0.0, 0.0, 0.0
        for v in range(line.size):
            away = need[row, reads[v]] if reads[v] >= 0 else lost[row, v]
            good += priority[row, v] * (away < line[v])
            burden += priority[row, v] * away
        for k in range(len(each)):
            unweighted += need[row, k]
        good_weeks[row] += good * counting
        totals[0] += good * cohort[row]
        totals[2] += 1
        totals[3] += burden
        totals[4] += unweighted / len(each)
        totals[5] += worst_fifth[row]
        totals[6] += burden * worst_fifth[row]
    return totals
