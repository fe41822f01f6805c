"""Settling: some weeks after it closed, a case is checked; by and by returns are made of it.

A return is what a case is paid for and learned from. Whatever is rewarded goes through the same
kind of signal, read in ``readings.py``, for the service itself or pooled among all who worked
with the person. Nobody reads the truth for free.

Reads need, ended, levers, refusals. Writes counts, spent hours, and through learning the habits.
Draws stream "settle", for the staff's own view and for audit, and that of the readings.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Closed, Kind, Mode, World, joined
from simulation.world.services import RECORDING

from .learning import learn_from_cases, learn_from_refusals
from .readings import Cases, own_noise, read_cases

Array = NDArray[np.float64]
SETTLED, SUSTAINED = int(Kind.SETTLED), int(Kind.SUSTAINED)


def settle_cases(world: World) -> None:
    """Check the cases that closed the settling time ago; make returns when they are due."""
    due = world.due()
    if due is not None:
        _check(world, due)
    if world.clock % world.setting.model.support.settle_every == 0:
        _make_returns(world)


def _check(world: World, due: Closed) -> None:
    """Whether each person was truly well when their case was settled; checking takes hours."""
    rows, needs = world.split(due.track)
    truth = world.people.need.reshape(-1)[due.track] < world.setting.needs.success[needs]
    truth &= world.people.present[rows]
    for kind, of in ((SETTLED, due.finished), (SUSTAINED, due.finished & truth)):
        world.events.add(kind, rows[of], needs[of], due.service[of])
    cost = float(world.setting.proxies.cost @ world.pay) * world.levers.targets_collected
    cases = np.bincount(due.service, minlength=world.services.count)
    world.services.spent[:, RECORDING] += cost * cases
    world.checked.append((due, truth))


def _make_returns(world: World) -> None:
    """What refusals and settled cases since the last returns pay and teach."""
    if world.refused:
        learn_from_refusals(world, joined(world.refused))
        world.refused = []
    if world.checked:
        batches, truths = zip(*world.checked, strict=True)
        due, truth = joined(batches), np.concatenate(truths)
        world.checked = []
        payoff, readings = _payoff(world, due, truth)
        _count(world, due, readings)
        learn_from_cases(world, due, payoff)


def _payoff(world: World, due: Closed, truth: NDArray[np.bool_]) -> tuple[Array, Array]:
    """What each case pays, (n,), and its readings, (n, X)."""
    rows, needs = world.split(due.track)
    levers, support = world.levers, world.setting.model.support
    readings, pooled = _own_and_pooled(world, due, rows, needs)
    own = (readings * world.services.stake[due.service]) @ world.pay
    weight = levers.target_weight * levers.targets_collected
    payoff = weight * ((1 - levers.pooled_share) * own + levers.pooled_share * pooled)
    draws = world.luck.several(2, "settle", world.week, rows, world.setting.needs.keys[needs])
    payoff += world.setting.learning.purpose * (truth + own_noise(world, draws[0]))
    found = (draws[1] < support.audit) & due.recorded & ~due.recovered
    payoff -= weight * support.penalty * found
    return payoff, readings


def _own_and_pooled(world: World, due: Closed, rows: Rows, needs: Rows) -> tuple[Array, Array]:
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
    both = joined([own, others])
    readings = read_cases(world, both)
    worth = readings @ world.pay
    total = worth[: rows.size] + np.bincount(case, weights=worth[rows.size :], minlength=rows.size)
    return readings[: rows.size], total / (1 + np.bincount(case, minlength=rows.size))


def _count(world: World, due: Closed, readings: Array) -> None:
    """The commissioner's counts."""
    services = world.services
    services.closed += np.bincount(due.service, minlength=services.count)
    np.add.at(services.counted, due.service, readings)
