"""Readings: what each proxy that is paid for says of a case, never the plain truth.

Reads need, present, status, ended. Writes nothing. Draws stream "reading", by proxy.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Status, World

Array = NDArray[np.float64]
_SPREAD = 12.0**0.5  # width of a uniform distribution of standard deviation 1


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
                blurred = seen + proxies.noise[x] * _SPREAD * (blur - 0.5)
                read = np.where(gamed, cases.recorded, blurred)
        if proxies.per_presenter[x]:
            returned = world.people.status[cases.row, cases.need] != Status.NONE
            read = np.where(returned, 0.0, read)
        readings[:, x] = read
    return readings


def own_noise(world: World, draw: Array) -> Array:
    """The error of looking at a person, as large as the place's checks have on average, (n,)."""
    noise = world.setting.proxies.noise
    size = float(noise.mean()) if noise.size else 0.0
    return size * _SPREAD * (draw - 0.5)


def _seen(world: World, cases: Cases, counts: str) -> Array:
    """The person as they are now, before any blur, (n,)."""
    people, support = world.people, world.setting.model.support
    here = people.present[cases.row]
    if counts == "sustained":
        need = people.need[cases.row, cases.need]
        return ((need < world.setting.needs.success[cases.need]) & here).astype(np.float64)
    # fall in the sum of all needs since support began, shared by those who worked
    lately = people.ended[cases.row] >= world.clock - support.return_weeks
    team = (lately | (people.status[cases.row] == Status.ACTIVE)).sum(1)
    fall = cases.start_sum - people.need[cases.row].sum(1, dtype=np.float64)
    whole: Array = np.where(here, fall, 0.0) / support.whole_scale / np.maximum(team, 1)
    return whole
