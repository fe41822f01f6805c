"""Settling: some weeks after it closed, a case is checked, paid for and learned from.

Whatever is rewarded goes through the same kind of signal, read in ``readings.py``, for the
service itself or pooled among all who worked with the person. Nobody reads the truth for free.

Reads need, ended, levers. Writes counts, spent hours, and through learning the habits. Draws
stream "settle", for the staff's own view and for audit, and that of the readings.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Closed, Kind, Mode, World
from simulation.world.services import RECORDING

from .learning import learn_from_cases
from .readings import Cases, own_noise, read_cases

Array = NDArray[np.float64]


def settle_cases(world: World) -> None:
    """Settle the cases that closed the settling time ago."""
    due = world.due()
    if due is None or not due.track.size:
        return
    rows, needs = world.split(due.track)
    truth = world.people.need[rows, needs] < world.setting.needs.success[needs]
    truth &= world.people.present[rows]
    for kind, of in ((Kind.SETTLED, due.finished), (Kind.SUSTAINED, due.finished & truth)):
        world.events.add(int(kind), rows[of], needs[of], due.service[of])
    levers = world.levers
    readings, pooled = _own_and_pooled(world, due, rows, needs)
    own = (readings * world.services.stake[due.service]) @ world.pay
    weight = levers.target_weight * levers.targets_collected
    payoff = weight * ((1 - levers.pooled_share) * own + levers.pooled_share * pooled)
    draws = world.luck.several(2, "settle", world.week, rows, world.setting.needs.keys[needs])
    payoff += world.setting.learning.purpose * (truth + own_noise(world, draws[0]))
    support = world.setting.model.support
    found = (draws[1] < support.audit) & due.recorded & ~due.recovered
    payoff -= weight * support.penalty * found
    _count(world, due, readings)
    learn_from_cases(world, due, payoff)


def _own_and_pooled(
    world: World, due: Closed, rows: Rows, needs: Rows
) -> tuple[Array, Array]:
    """Readings of the cases, (n, X), and their pooled reward, (n,).

    The pooled reward is the mean reading of this case and of the person's other needs on which
    support lately ended: divided among those who worked, it dilutes.
    """
    people = world.people
    own = Cases(rows, needs, due.recorded, due.recovered, due.waited, due.start_sum)
    if world.levers.pooled_share == 0:
        return read_cases(world, own), np.zeros(rows.size)
    lately = world.clock - people.ended[rows].astype(np.int64)
    team = lately <= world.setting.model.support.return_weeks
    team[np.arange(rows.size), needs] = False
    case, need = np.nonzero(team)
    row = rows[case]
    well = (people.need[row, need] < world.setting.needs.success[need]) & people.present[row]
    others = Cases(
        row,
        need,
        (people.mode[row, need] & Mode.RECORDED) > 0,
        well,
        people.waited[row, need].astype(np.int64),
        people.start_sum[row, need].astype(np.float64),
    )
    both = Cases(*(np.concatenate(pair) for pair in zip(own, others)))
    readings = read_cases(world, both)
    worth = readings @ world.pay
    total = worth[: rows.size] + np.bincount(case, weights=worth[rows.size :], minlength=rows.size)
    return readings[: rows.size], total / (1 + np.bincount(case, minlength=rows.size))


def _count(world: World, due: Closed, readings: Array) -> None:
    """The commissioner's counts, and the hours that checking took."""
    services = world.services
    cases = np.bincount(due.service, minlength=services.count)
    services.closed += cases
    np.add.at(services.counted, due.service, readings)
    cost = float(world.setting.proxies.cost @ world.pay) * world.levers.targets_collected
    services.spent[:, RECORDING] += cost * cases
