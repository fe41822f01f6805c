"""Readings: what each proxy that is paid for says of a case, never the plain truth.

Reads need, present, status, ended. Writes nothing. Draws stream "reading", by proxy.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows, even_noise
from simulation.world import Status, World

Array = NDArray[np.float64]


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
    proxies = world.setting.proxies
    readings = np.zeros((cases.row.size, len(proxies.names)))
    for x in world.pay.nonzero()[0]:
        if proxies.counts[x] == "seen":
            read = (cases.waited <= proxies.window[x]).astype(np.float64)
        else:
            key = proxies.keys[x] + world.setting.needs.keys[cases.need]
            check, blur = world.luck.several(2, "reading", world.week, cases.row, key)
            if proxies.counts[x] == "recorded":
                valid = check < world.levers.proxy_validity
                read = np.where(valid, cases.recovered, cases.recorded)
            else:
                gamed = check < proxies.gameable[x] * (1 - world.levers.proxy_validity)
                seen = _seen(world, cases, proxies.counts[x])
                blurred = seen + proxies.noise[x] * even_noise(blur)
                read = np.where(gamed, cases.recorded, blurred)
        if proxies.per_presenter[x]:
            returned = world.people.status[cases.row, cases.need] != Status.NONE
            read = np.where(returned, 0.0, read)
        readings[:, x] = read
    return readings


def whole_person(world: World, row: Rows, fall: Array) -> Array:
    """A fall in all of a person's needs, in full successes, shared by those who worked, (n,)."""
    people, support = world.people, world.setting.model.support
    lately = people.ended[row] >= world.clock - support.return_weeks
    team = (lately | (people.status[row] == Status.ACTIVE)).sum(1)
    fall = np.where(people.present[row], fall, 0.0)
    whole: Array = fall / support.whole_scale / np.maximum(team, 1)
    return whole


def own_noise(world: World, draw: Array) -> Array:
    """The error of looking at a person, as large as the place's checks have on average, (n,)."""
    noise = world.setting.proxies.noise
    size = float(noise.mean()) if noise.size else 0.0
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
    well: NDArray[np.bool_] = people.need[row, need] < world.setting.needs.success[need]
    return well & people.present[row]
