"""Readings: what each proxy that is paid for says of a case, never the plain truth.

Reads need, present, status, ended. Writes nothing. Draws stream "reading", by proxy.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, another, chance_of, draw, even_noise
from simulation.world import Status, World

Array = NDArray[np.float64]
ACTIVE = Status.ACTIVE
_WIDTH = 12.0**0.5  # of a uniform distribution of standard deviation 1


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
                share, instead, noise = valid, cases.recovered, 0.0
                seen = cases.recorded.astype(np.float64)
            else:
                share, instead = proxies.gameable[x] * (1 - valid), cases.recorded
                seen, noise = _seen(world, cases, proxies.counts[x]), proxies.noise[x]
            key = proxies.keys[x] + keys
            readings[:, x] = _read(cases.row, cases.need, start, key, share, instead, seen, noise)
        if proxies.per_presenter[x]:
            returned = world.people.status[cases.row, cases.need] != Status.NONE
            readings[returned, x] = 0.0
    return readings


@compiled
def _read(
    row: Rows,
    need: Rows,
    start: np.uint64,
    keys: Bits,
    share: float,
    instead: NDArray[np.bool_],
    seen: Array,
    noise: float,
) -> Array:
    """What is seen of cases, (n,), with noise; ``instead`` is said of a share of them."""
    read = np.empty(row.size)
    for i in range(row.size):
        luck = start + keys[need[i]]
        if chance_of(draw(luck, row[i])) < share:
            read[i] = instead[i]
        else:
            blur = _WIDTH * (chance_of(draw(another(luck, 1), row[i])) - 0.5)
            read[i] = seen[i] + noise * blur
    return read


def whole_person(world: World, row: Rows, fall: Array) -> Array:
    """A fall in all of a person's needs, in full successes, shared by those who worked, (n,)."""
    people, support = world.people, world.constants.support
    since = world.clock - support.return_weeks
    return _shared(
        row, fall, people.present, people.status, people.ended, since, support.whole_scale
    )


@compiled
def _shared(
    row: Rows,
    fall: Array,
    present: NDArray[np.bool_],
    status: NDArray[np.int8],
    ended: NDArray[np.int16],
    since: int,
    scale: float,
) -> Array:
    """As ``whole_person``: among those who work or stopped not before ``since``."""
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
    """The person as they are now, before any blur, (n,)."""
    people = world.people
    if counts == "sustained":
        return truly_well(world, cases.row, cases.need).astype(np.float64)
    fall = cases.start_sum - people.need[cases.row].sum(1, dtype=np.float64)
    return whole_person(world, cases.row, fall)


def truly_well(world: World, row: Rows, need: Rows) -> NDArray[np.bool_]:
    """Who is here and well as regards a need, (n,): the plain truth, nobody's to read."""
    people = world.people
    return _well(row, need, people.need, people.present, world.arrays.needs.success)


@compiled
def _well(
    row: Rows,
    need: Rows,
    severity: NDArray[Any],
    present: NDArray[np.bool_],
    success: NDArray[Any],
) -> NDArray[np.bool_]:
    """As ``truly_well``, from how severe needs are, (P, K), and below what they are well, (K,)."""
    well = np.empty(row.size, dtype=np.bool_)
    for i in range(row.size):
        well[i] = present[row[i]] and severity[row[i], need[i]] < success[need[i]]
    return well
