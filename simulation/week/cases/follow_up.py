"""Follow-up: some weeks after it closed, a case is checked; every few weeks, cases are rewarded.

"Settled" in names of parameters, streams and measures means followed up. What a reward is made of
stands in ``rewards.py``.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows
from simulation.week.process import process
from simulation.week.services.decision_learning import learn_from_cases, learn_from_refusals
from simulation.world import Closed, Kind, ScenarioArrays, Services, World, joined
from simulation.world.hours import RECORDING
from simulation.world.people import Columns

from .rewards import reward_cases

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
SETTLED, SUSTAINED = int(Kind.SETTLED), int(Kind.SUSTAINED)


class Places(NamedTuple):
    """Where the events of some cases are, (m,)."""

    row: Rows
    need: Rows
    service: Rows


class Checked(NamedTuple):
    """What a check finds."""

    well: Flags  # who is truly well, (n,)
    settled: Places  # the cases that were not cut off
    sustained: Places  # of them, those of people who are well


@process(
    says="older cases are checked; every few weeks they are paid for and learned from",
    writes=(
        "commissioners.settled, commissioners.sustained, culture.recorded, culture.seen, "
        "culture.truth, people.mode, services.chance, services.closed, services.counted, "
        "services.earned, services.logit, services.propensity, services.spent, "
        "services.usual_hours, services.usual_pay, services.usual_square, checked, events, "
        "pending, refused"
    ),
    draws="reading, settle",
)
def settle_cases(world: World) -> None:
    """Check cases some weeks after they closed; every few weeks, pay for and learn from them."""
    due = world.due()
    if due is not None:
        _check(world, due)
    if world.clock % world.constants.support.settle_every == 0:
        _make_rewards(world)


def _check(world: World, due: Closed) -> None:
    """Find out whether each person is truly well when their case is followed up; it costs hours."""
    commissioners = world.commissioners
    checked = _look(
        due,
        world.people.record,
        world.services.record,
        world.arrays.record,
        float(world.arrays.proxies.cost @ world.pay) * world.levers.targets_collected,
        commissioners.settled,
        commissioners.sustained,
    )
    world.events.add(SETTLED, *checked.settled)
    world.events.add(SUSTAINED, *checked.sustained)
    world.checked.append((due, checked.well))


@compiled
def _look(
    due: Closed,
    people: Columns,
    services: Services,
    arrays: ScenarioArrays,
    cost: float,
    all_settled: Array,
    all_sustained: Array,
) -> Checked:
    """As ``_check``.

    Adds what checking each case costs to the contacts spent, and the cases to those of each
    service, (S,).
    """
    need, present, success = people.need, people.present, arrays.needs.success
    track, service, finished = due.track, due.service, due.finished
    well, spent = np.empty(track.size, np.bool_), services.spent
    places = np.empty((2, 3, track.size), np.int64)
    settled, sustained = 0, 0
    for i in range(well.size):
        row = track[i] // need.shape[1]
        k = track[i] - row * need.shape[1]
        well[i] = present[row] and need[row, k] < success[k]
        places[0, :, settled] = places[1, :, sustained] = row, k, service[i]
        settled += finished[i]
        sustained += finished[i] and well[i]
        all_settled[service[i]] += finished[i]
        all_sustained[service[i]] += finished[i] and well[i]
    for s, cases in enumerate(np.bincount(service, minlength=spent.shape[0])):
        spent[s, RECORDING] += cost * cases
    return Checked(well, _places(places[0], settled), _places(places[1], sustained))


@compiled
def _places(columns: Rows, count: int) -> Places:
    """The first ``count`` of row, need and service, (3, n)."""
    row, need, service = columns[0], columns[1], columns[2]
    return Places(row[:count].copy(), need[:count].copy(), service[:count].copy())


def _make_rewards(world: World) -> None:
    """Reward, and learn from, the refusals and followed-up cases since this was last done."""
    if world.refused:
        learn_from_refusals(world, joined(world.refused))
        world.refused = []
    if world.checked:
        batches, well = zip(*world.checked, strict=True)
        due, truth = joined(batches), np.concatenate(well)
        world.checked = []
        learn_from_cases(world, due, reward_cases(world, due, truth))
