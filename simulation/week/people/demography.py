"""Deaths, departures and arrivals.

Reads need, status, ended.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw
from simulation.week.cases.closing_effects import cut_off
from simulation.week.process import process
from simulation.world import WEEKS_A_YEAR, Kind, Status, World
from simulation.world.people import ATTRIBUTES
from simulation.world.scenario_arrays import Exit

ACTIVE = Status.ACTIVE
_BLOCK = 16  # rows that a processor tries at once
ARRIVED, DEPARTED, DIED = map(int, (Kind.ARRIVED, Kind.DEPARTED, Kind.DIED))


@process(
    says="deaths, departures, arrivals; who leaves holds no place any more",
    writes=(
        "people.alive, people.count, people.ended, people.here, people.present, people.since, "
        "people.status, cut_short, events"
    ),
    draws="arrivals, exit NAME, " + ATTRIBUTES,
)
def leave_and_arrive(world: World) -> None:
    """Those who die or depart hold no place from this week on; new people come."""
    left = [_leaving(world, name, way) for name, way in world.arrays.exits.items()]
    if any(left):
        cut_off(world)
    _arrive(world)


def _leaving(world: World, name: str, way: Exit) -> int:
    """How many leave by one way."""
    start = world.luck.start(f"exit {name}", world.week)
    rows = _leave(world.record, way, world.clock, start)
    world.events.add(DIED if way.fatal else DEPARTED, rows)
    return rows.size


@compiled
def _leave(world: World, way: Exit, clock: int, start: np.uint64) -> Rows:
    """Rows of those who leave by one way, with chance 1 - exp(-hazard), and write that down.

    Departure is drawn for the dead as well: who would have gone is pure luck, so that the weeks
    by which outcomes are divided are the same in every scenario.
    """
    people, arrays = world.people, world.arrays
    need, status, ended = people.need, people.status, people.ended
    recovered = arrays.needs.recovered
    present, alive, here = people.present, people.alive, people.here
    rows, count = _drawn(start, present.size, way.highest), 0
    for row in rows:
        hazard = _hazard(row, need, status, ended, recovered, way, clock)
        if chance_of(draw(start, row)) >= -np.expm1(-hazard):
            continue
        if not way.fatal:
            here[row] = False
        if present[row]:
            present[row], alive[row] = False, not way.fatal
            rows[count] = row  # behind the row that is looked at
            count += 1
    return rows[:count].copy()


@compiled
def _drawn(start: np.uint64, rows: int, highest: float) -> Rows:
    """Which of so many rows draw less than ``highest``: few, so that blocks of rows are tried."""
    drawn, count, low = np.empty(rows, dtype=np.int64), 0, np.empty(_BLOCK, dtype=np.bool_)
    for first in range(0, rows, _BLOCK):
        some = False
        for place in range(_BLOCK):
            low[place] = chance_of(draw(start, first + place)) < highest
            some |= low[place]
        if some:
            for place in range(min(_BLOCK, rows - first)):
                if low[place]:
                    drawn[count] = first + place
                    count += 1
    return drawn[:count]


@compiled
def _hazard(
    row: int,
    need: NDArray[Any],
    status: NDArray[np.int8],
    ended: NDArray[np.int16],
    recovered: NDArray[Any],
    way: Exit,
    clock: int,
) -> float:
    """The hazard of a person's leaving by one way.

    That of a death grows with the square of the mean need, and is changed by support for some
    needs: while it goes on, for some weeks after it ended, and where it is lacking.
    """
    hazard = way.hazard
    if way.fatal:
        hazard *= (need[row].sum() / need.shape[1]) ** 2
        for i in range(way.need.size):
            k = way.need[i]
            if status[row, k] == ACTIVE:
                hazard *= way.on[i]
            elif clock - ended[row, k] <= way.weeks[i]:
                hazard *= way.factor[i]
            elif need[row, k] > recovered[k]:
                hazard *= way.off[i]
    return hazard


def _arrive(world: World) -> None:
    """As many as the seed and the week say, whatever the scenario."""
    place = world.scenario.place
    expected = place.people * place.arrivals / WEEKS_A_YEAR
    number = int(expected + world.luck.single("arrivals", world.week))
    if number:
        rows = world.people.arrive(number, world.scenario, world.arrays, world.luck)
        world.events.add(ARRIVED, rows)
