"""Deaths, departures and arrivals.

Reads need, status, ended. Writes present, alive, here, and the tracks of those who leave; adds
rows. Draws a stream for each exit, "arrivals", and the attributes of those who come.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw
from simulation.world import WEEKS_A_YEAR, Kind, Status, World
from simulation.world.setting import Exit

from .endings import cut_off

ACTIVE = Status.ACTIVE
Flags = NDArray[np.bool_]
ARRIVED, DEPARTED, DIED = map(int, (Kind.ARRIVED, Kind.DEPARTED, Kind.DIED))


def leave_and_arrive(world: World) -> None:
    """Those who die or depart hold no place from this week on; new people come."""
    left = [_leaving(world, name, way) for name, way in world.setting.exits.items()]
    if any(left):
        cut_off(world)
    _arrive(world)


def _leaving(world: World, name: str, way: Exit) -> int:
    """How many leave by one way."""
    people, start = world.people, world.luck.start(f"exit {name}", world.week)
    rows = _leave(
        people.need, people.status, people.ended, people.present, people.alive, people.here, start,
        world.setting.needs.recovered, world.clock, way,
    )  # fmt: skip
    world.events.add(DIED if way.fatal else DEPARTED, rows)
    return rows.size


@compiled
def _leave(
    need: NDArray[Any],
    status: NDArray[np.int8],
    ended: NDArray[np.int16],
    present: Flags,
    alive: Flags,
    here: Flags,
    start: np.uint64,
    recovered: NDArray[Any],
    clock: int,
    way: Exit,
) -> Rows:
    """Rows of those who leave by one way, with chance 1 - exp(-hazard), and write that down.

    Departure is drawn for the dead as well: who would have gone is pure luck, so that the weeks
    by which outcomes are divided are the same in every scenario.
    """
    rows, count = np.empty(need.shape[0], dtype=np.int64), 0
    for row in range(need.shape[0]):
        place = chance_of(draw(start, row))
        if place >= way.highest:
            continue
        hazard = _hazard(row, need, status, ended, recovered, clock, way)
        if place >= -np.expm1(-hazard):
            continue
        if not way.fatal:
            here[row] = False
        if present[row]:
            present[row], alive[row] = False, not way.fatal
            rows[count] = row
            count += 1
    return rows[:count].copy()


@compiled
def _hazard(
    row: int,
    need: NDArray[Any],
    status: NDArray[np.int8],
    ended: NDArray[np.int16],
    recovered: NDArray[Any],
    clock: int,
    way: Exit,
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
    place = world.setting.place
    expected = place.people * place.arrivals / WEEKS_A_YEAR
    number = int(expected + world.luck.single("arrivals", world.week))
    if number:
        rows = world.people.arrive(number, world.setting, world.luck)
        world.events.add(ARRIVED, rows)
