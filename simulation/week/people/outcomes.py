"""Outcomes: what the week was like for everybody, whatever services wrote down.

Reads need, priority, trust, crisis, peers.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.week.process import process
from simulation.world import World

OUTCOMES = (
    "good",
    "cohort",
    "present",
    "burden",
    "burden_unweighted",
    "worst",
    "worst_burden",
)
GOOD, COHORT, PRESENT, BURDEN, UNWEIGHTED, WORST, WORST_BURDEN = range(len(OUTCOMES))


@process(
    says="what the week was like for everybody",
    writes="people.good_weeks, outcome",
)
def live_week(world: World) -> None:
    """Sum up the week: good weeks of the cohort, burden of all, of the worst fifth apart."""
    totals = _sum_up(world.record, _lost(world), world.week >= 0)
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
def _sum_up(world: World, lost: NDArray[Any], counting: bool) -> NDArray[np.float64]:
    """The ``OUTCOMES``, summed over people, whose good weeks are counted if ``counting``.

    A person's week is good by the priorities of all values that are well, below their line, (V,),
    and their burden is the mean of all values lost, by priority. What is ``lost``, (P, V), is read
    of values that are not needs.
    """
    people, arrays = world.people, world.arrays
    need, priority, good_weeks = people.need, people.priority, people.good_weeks
    present, here = people.present, people.here
    cohort, worst_fifth = people.cohort, people.worst_fifth
    reads, line, each = arrays.values.need, arrays.values.line, arrays.needs.each
    totals = np.zeros(len(OUTCOMES))
    for row in range(present.size):
        totals[COHORT] += cohort[row] and here[row]
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
        totals[GOOD] += good * cohort[row]
        totals[PRESENT] += 1
        totals[BURDEN] += burden
        totals[UNWEIGHTED] += unweighted / len(each)
        totals[WORST] += worst_fifth[row]
        totals[WORST_BURDEN] += burden * worst_fifth[row]
    return totals
