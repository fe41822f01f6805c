"""Readings: what each proxy that is paid for says of a case, never the plain truth.

Reads need, present, status, ended. Writes nothing. Draws stream "reading", by proxy.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, another, chance_of, draw, even_noise
from simulation.world import ScenarioArrays, Status, World
from simulation.world.people import Columns

Array = NDArray[np.float64]
ACTIVE = Status.ACTIVE
_WIDTH = 12.0**0.5  # of a uniform distribution of standard deviation 1


class Reading(NamedTuple):
    """How a proxy reads cases."""

    seen: Array  # what it sees of each, (n,)
    noise: float  # standard deviation of the error
    instead: NDArray[np.bool_]  # what it reads of a share of the cases instead, (n,)
    share: float


class Cases(NamedTuple):
    """Closed cases as a check sees them; all of shape (n,)."""

    row: Rows
    need: Rows
    recorded: NDArray[np.bool_]
    recovered: NDArray[np.bool_]  # truly, at closing
    waited: Rows
    start_sum: Array


def read_cases(world: World, cases: Cases) -> Array:
    """What each proxy reads of each case, (n, X); 1 is a full success, 0 where nothing is paid."""
    proxies, valid = world.arrays.proxies, world.levers.proxy_validity
    start, keys = world.luck.start("reading", world.week), world.arrays.needs.keys
    readings = np.zeros((cases.row.size, len(proxies.names)))
    for x in world.pay.nonzero()[0]:
        if proxies.counts[x] == "seen":
            readings[:, x] = cases.waited <= proxies.window[x]
        else:
            if proxies.counts[x] == "recorded":
                seen = cases.recorded.astype(np.float64)
                reading = Reading(seen, 0.0, cases.recovered, valid)
            else:
                seen, gamed = _seen(world, cases, proxies.counts[x]), proxies.gameable[x]
                reading = Reading(seen, proxies.noise[x], cases.recorded, gamed * (1 - valid))
            readings[:, x] = _read(cases, reading, start, proxies.keys[x] + keys)
        if proxies.per_presenter[x]:
            returned = world.people.status[cases.row, cases.need] != Status.NONE
            readings[returned, x] = 0.0
    return readings


@compiled
def _read(cases: Cases, reading: Reading, start: np.uint64, keys: Bits) -> Array:
    """What a proxy reads of cases, (n,), by luck; ``keys`` are of the proxy and each need, (K,)."""
    row, need, seen, noise = cases.row, cases.need, reading.seen, reading.noise
    read = np.empty(row.size)
    for i in range(row.size):
        luck = start + keys[need[i]]
        if chance_of(draw(luck, row[i])) < reading.share:
            read[i] = reading.instead[i]
        else:
            error = _WIDTH * (chance_of(draw(another(luck, 1), row[i])) - 0.5)
            read[i] = seen[i] + noise * error
    return read


def whole_person(world: World, row: Rows, fall: Array) -> Array:
    """A fall in all of a person's needs, in full successes, shared by those who worked, (n,)."""
    support = world.constants.support
    since = world.clock - support.return_weeks
    return _shared(row, fall, world.people.record, since, support.whole_scale)


@compiled
def _shared(row: Rows, fall: Array, people: Columns, since: int, scale: float) -> Array:
    """As ``whole_person``: among services that work or stopped not before ``since``."""
    present, status, ended = people.present, people.status, people.ended
    whole = np.zeros(row.size)
    for i in range(row.size):
        if present[row[i]]:
            team = 0
            for k in range(status.shape[1]):
                team += ended[row[i], k] >= since or status[row[i], k] == ACTIVE
            whole[i] = fall[i] / scale / max(team, 1)
    return whole


def own_noise(world: World, draw: Array) -> Array:
    """The error of looking at a person, as large as the place's checks have on average, (n,)."""
    noise = world.arrays.proxies.noise
    size = float(noise.sum() / noise.size) if noise.size else 0.0
    return size * even_noise(draw)


def _seen(world: World, cases: Cases, counts: str) -> Array:
    """What there is to see of each person now, before any noise, (n,)."""
    people = world.people
    if counts == "sustained":
        return truly_well(world, cases.row, cases.need).astype(np.float64)
    fall = cases.start_sum - people.need[cases.row].sum(1, dtype=np.float64)
    return whole_person(world, cases.row, fall)


def truly_well(world: World, row: Rows, need: Rows) -> NDArray[np.bool_]:
    """Who is here and well as regards a need, (n,): the plain truth, nobody's to read."""
    return _well(row, need, world.people.record, world.arrays.record)


@compiled
def _well(row: Rows, need: Rows, people: Columns, arrays: ScenarioArrays) -> NDArray[np.bool_]:
    """As ``truly_well``."""
    severity, present, success = people.need, people.present, arrays.needs.success
    well = np.empty(row.size, dtype=np.bool_)
    for i in range(row.size):
        well[i] = present[row[i]] and severity[row[i], need[i]] < success[need[i]]
    return well
