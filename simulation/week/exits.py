"""Deaths, departures and arrivals.

Reads need, status, ended. Writes present, alive, here, and the tracks of those who leave; adds
rows. Draws a stream for each exit, "arrivals", and the attributes of those who come.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import WEEKS_A_YEAR, Kind, Status, World

from .endings import cut_off

ARRIVED, DEPARTED, DIED = map(int, (Kind.ARRIVED, Kind.DEPARTED, Kind.DIED))


def leave_and_arrive(world: World) -> None:
    """Those who die or depart hold no place from this week on; new people come."""
    people, left = world.people, []
    for name, way in world.setting.exits.items():
        rows = _leaving(world, name, way)
        if way.fatal:
            rows = rows[people.present[rows]]
            people.alive[rows] = False
            world.events.add(DIED, rows)
        else:
            # drawn for the dead as well: who would have gone is pure luck, so that the weeks
            # by which outcomes are divided are the same in every scenario
            rows = rows[people.here[rows]]
            people.here[rows] = False
            world.events.add(DEPARTED, rows[people.alive[rows]])
        people.present[rows] = False
        left.append(rows)
    if any(rows.size for rows in left):
        cut_off(world, np.concatenate(left))
    _arrive(world)


def _leaving(world: World, name: str, way: Any) -> Rows:
    """Rows that leave by one way: 1 - exp(-hazard), read only where a draw comes near."""
    highest = way.hazard
    for after in way.after.values():
        highest *= max(1.0, after.factor, after.on, after.off)
    rows, draws = world.luck.rare(f"exit {name}", world.week, world.people.count, highest)
    return rows[draws < -np.expm1(-_hazard(world, rows, way))]


def _hazard(world: World, rows: Rows, way: Any) -> NDArray[np.float64]:
    """The hazard of leaving by one way, (n,): of a death, it grows with need."""
    hazard = np.full(rows.size, way.hazard)
    if way.fatal:
        mean = world.people.need[rows].mean(1, dtype=np.float64)
        hazard *= mean * mean
        for need, after in way.after.items():
            hazard *= _support_factor(world, rows, world.setting.needs.names.index(need), after)
    return hazard


def _support_factor(world: World, rows: Rows, need: int, after: Any) -> NDArray[np.float64]:
    """How support for a need, lacking it, and its recent end change a hazard."""
    people = world.people
    supported = people.status[rows, need] == Status.ACTIVE
    recent = world.clock - people.ended[rows, need].astype(np.int64) <= after.weeks
    needing = people.need[rows, need] > world.setting.needs.recovered[need]
    factor: NDArray[np.float64] = np.where(
        supported, after.on, np.where(recent, after.factor, np.where(needing, after.off, 1.0))
    )
    return factor


def _arrive(world: World) -> None:
    """As many as the seed and the week say, whatever the scenario."""
    place = world.setting.place
    expected = place.people * place.arrivals / WEEKS_A_YEAR
    number = int(expected + world.luck.single("arrivals", world.week))
    if number:
        rows = world.people.arrive(number, world.setting, world.luck)
        world.events.add(ARRIVED, rows)
