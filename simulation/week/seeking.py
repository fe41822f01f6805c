"""People ask for help, are found, or are referred on by somebody who works with them.

Reads need, trust, status, service, mode, those handed on. Writes nothing of people. Draws
streams "seek", "which need", "hand over".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import BLOCK, Asked, Mode, Status, World


def seek_help(world: World) -> Asked:
    """Who asks for help this week, with which need, and who sends them."""
    if not world.services.count:
        empty = np.empty(0, dtype=np.int64)
        return Asked(empty, empty, empty, empty, np.empty(0, dtype=bool))
    taken = np.zeros(world.people.count, dtype=bool)
    requests = [_still_open(world), _handed_over(world)]
    taken[requests[0].row] = True
    fresh = ~taken[requests[1].row]
    requests[1] = Asked(*(column[fresh] for column in requests[1]))
    taken[requests[1].row] = True
    asking = [
        _asking(world, taken, first, min(first + BLOCK, world.people.count))
        for first in range(0, world.people.count, BLOCK)
    ]
    if asking:
        requests.append(_own_requests(world, np.concatenate(asking)))
    return Asked(*(np.concatenate(columns) for columns in zip(*requests)))


def _unmet(world: World, rows: Rows | slice) -> NDArray[np.bool_]:
    """Needs that are severe and that nobody works on or is to work on, (rows, K)."""
    people = world.people
    unmet: NDArray[np.bool_] = people.need[rows] > world.setting.needs.recovered
    unmet &= people.status[rows] == Status.NONE
    return unmet


def _still_open(world: World) -> Asked:
    """Those handed on last week who are still here and still need it."""
    empty = np.empty(0, dtype=np.int64)
    asked, people = world.handed_on, world.people
    if asked is None or not asked.row.size:
        return Asked(empty, empty, empty, empty, np.empty(0, dtype=bool))
    severe = people.need[asked.row, asked.need] > world.setting.needs.recovered[asked.need]
    still = severe & people.present[asked.row]
    return Asked(*(column[still] for column in asked))


def _asking(world: World, taken: NDArray[np.bool_], first: int, last: int) -> Rows:
    """Rows of a block who ask or are found this week, those already taken care of apart."""
    people, seeking, real = world.people, world.setting.model.seeking, world.setting.real
    found = world.services.found.astype(real)
    weights = np.stack([world.setting.needs.seeking, found], axis=1)
    unmet = _unmet(world, slice(first, last)).astype(real) @ weights
    rate = (people.trust[first:last] + real(0.5)) * unmet[:, 0]
    rate *= real(seeking.seek)
    rate += real(seeking.outreach) * unmet[:, 1]
    draw = world.luck.uniform("seek", world.week, np.arange(first, last, dtype=np.int64))
    asks = draw < rate
    asks &= people.present[first:last]
    asks &= ~taken[first:last]
    near = asks.nonzero()[0]
    return near[draw[near] < -np.expm1(-rate[near].astype(np.float64))] + first


def _own_requests(world: World, rows: Rows) -> Asked:
    """One need each, the worse the likelier; a service that works with them sends them on."""
    people = world.people
    weight = _unmet(world, rows) * people.need[rows] * world.setting.needs.seeking
    upto = np.cumsum(weight, axis=1, dtype=np.float64)
    place = world.luck.uniform("which need", world.week, rows) * upto[:, -1]
    need = np.minimum((upto <= place[:, None]).sum(1), weight.shape[1] - 1)
    active = people.status[rows] == Status.ACTIVE
    track = rows * weight.shape[1] + active.argmax(1)
    known = active.any(1)
    referrer = np.where(known, people.service.reshape(-1)[track], world.community)
    warm = known & ((people.mode.reshape(-1)[track] & Mode.WARM) > 0)
    return Asked(rows * weight.shape[1] + need, rows, need, referrer.astype(np.int64), warm)


def _handed_over(world: World) -> Asked:
    """Workers who work jointly refer on the worst unmet need of those they work with."""
    people = world.people
    tracks = world.tracks(Status.ACTIVE)
    tracks = tracks[(people.mode.reshape(-1)[tracks] & Mode.JOINT) > 0]
    rows, needs = world.split(tracks)
    draw = world.luck.uniform("hand over", world.week, rows, world.setting.needs.keys[needs])
    acts = draw < world.setting.model.seeking.hand_over
    # one request a person: of several joint workers, the one with the first need acts
    acts[1:] &= rows[1:] != rows[:-1]
    tracks, rows = tracks[acts], rows[acts]
    unmet = _unmet(world, rows)
    any_ = unmet.any(1)
    tracks, rows, unmet = tracks[any_], rows[any_], unmet[any_]
    need = (unmet * people.need[rows]).argmax(1)
    warm = (people.mode.reshape(-1)[tracks] & Mode.WARM) > 0
    referrer = people.service.reshape(-1)[tracks].astype(np.int64)
    return Asked(rows * unmet.shape[1] + need, rows, need, referrer, warm)
