"""People ask for help, are found, or are referred on by somebody who works with them.

Reads need, trust, priority, status, service, mode, those handed on, what was heard. Writes
nothing of people. Draws streams "seek", "hand over".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw, running, which
from simulation.world import Asked, Mode, Status, World, joined, only

from .priorities import as_heard

Flags = NDArray[np.bool_]
NONE = Status.NONE


def seek_help(world: World) -> Asked:
    """Who asks for help this week, with which need, and who sends them."""
    people = world.people
    taken = np.zeros(people.count, dtype=bool)
    if not world.services.count or not people.count:
        return world.nobody
    still_open = _still_open(world)
    taken[still_open.row] = True
    handed_over = _handed_over(world, taken)
    taken[handed_over.row] = True
    ready = _readiness(world)
    rows, place = _asking(
        people.need, ready, people.status, people.present & ~taken,
        world.luck.start("seek", world.week), world.setting.needs.recovered, world.services.asking,
    )  # fmt: skip
    own = _own_requests(world, rows, place, ready[rows])
    return joined([still_open, handed_over, own])


def _still_open(world: World) -> Asked:
    """Those handed on last week who are still here and still need it."""
    asked, people = world.handed_on, world.people
    if not asked.row.size:
        return asked
    still = people.need.reshape(-1)[asked.track] > world.setting.needs.recovered[asked.need]
    still &= people.present[asked.row]
    return only(asked, still)


def _handed_over(world: World, taken: Flags) -> Asked:
    """Workers who work jointly refer on the worst unmet need of those they work with.

    What is worst, people have a say in as far as the worker's service has heard them.
    """
    active = world.standing(Status.ACTIVE)
    joint = ((active.mode & Mode.JOINT) != 0).nonzero()[0]
    joint = joint[active.track[joint].argsort()]
    rows, needs = active.row[joint], active.need[joint]
    draw = world.luck.uniform("hand over", world.week, rows, world.setting.needs.keys[needs])
    acts = draw < world.setting.model.seeking.hand_over
    acts &= ~taken[rows]
    # one request a person: of several joint workers, the one with the first need acts
    acts[1:] &= rows[1:] != rows[:-1]
    joint, rows = joint[acts], rows[acts]
    weight = _unmet(world, rows) * as_heard(world, rows, active.service[joint])
    need = weight.argmax(1)
    unmet = weight[np.arange(rows.size), need].nonzero()[0]
    joint, rows, need = joint[unmet], rows[unmet], need[unmet]
    warm = (active.mode[joint] & Mode.WARM) > 0
    track, refused = rows * world.width + need, np.zeros(rows.size, dtype=bool)
    return Asked(track, rows, need, active.service[joint], warm, refused)


def _unmet(world: World, rows: Rows) -> NDArray[np.floating[Any]]:
    """Severity of needs that are severe and that nobody works on or is to work on, (rows, K)."""
    people = world.people
    need = people.need.take(rows, axis=0)
    severe = need > world.setting.needs.recovered
    severe &= people.status.take(rows, axis=0) == Status.NONE
    unmet: NDArray[np.floating[Any]] = need * severe
    return unmet


def _readiness(world: World) -> NDArray[Any]:
    """The factor by which trust changes how often people ask, (P,); those who trust least hide."""
    seeking, trust = world.setting.model.seeking, world.people.trust
    ready: NDArray[Any] = seeking.readiness + trust
    ready[trust < seeking.hide] *= seeking.hidden_keeps
    return ready


@compiled
def _asking(
    need: NDArray[Any],
    ready: NDArray[Any],
    status: NDArray[np.int8],
    free: Flags,
    start: np.uint64,
    recovered: NDArray[Any],
    asking: NDArray[Any],
) -> tuple[Rows, NDArray[np.float64]]:
    """Rows that ask or are found this week, and where in their chance the draw fell, both (n,).

    The chance is 1 - exp(-rate), the rate the sum over unmet needs of readiness times how they
    ask, and of how they are found: the columns of ``asking``, (K, 2).
    """
    rows, places, count = np.empty(free.size, dtype=np.int64), np.empty(free.size), 0
    highest = (ready.max() * asking[:, 0] + asking[:, 1]).sum()
    for row in range(free.size):
        place = chance_of(draw(start, row))
        if place >= highest or not free[row]:
            continue
        asks, found = 0.0, 0.0
        for k in range(recovered.size):
            unmet = (need[row, k] > recovered[k]) & (status[row, k] == NONE)
            asks += unmet * asking[k, 0]
            found += unmet * asking[k, 1]
        rate = ready[row] * asks + found
        chance = -np.expm1(-rate) if place < rate else 0.0  # no chance is above the rate
        if place < chance:
            rows[count], places[count] = row, place / chance
            count += 1
    return rows[:count].copy(), places[:count].copy()


def _own_requests(
    world: World, rows: Rows, place: NDArray[np.float64], ready: NDArray[Any]
) -> Asked:
    """One need each, the worse the likelier; a service that works with them sends them on."""
    people, width, asking = world.people, world.width, world.services.asking
    rates = ready[:, None] * asking[:, 0]
    rates += asking[:, 1]
    rates *= _unmet(world, rows)
    need = which(running(rates), place)
    active = people.status.take(rows, axis=0) == Status.ACTIVE
    first = rows * width
    worker = first + active.argmax(1)  # the track of the first need they are supported with
    known = people.status.reshape(-1)[worker] == Status.ACTIVE
    referrer = people.service.reshape(-1)[worker].astype(np.int64)
    referrer[~known] = world.community
    warm = (people.mode.reshape(-1)[worker] & Mode.WARM) > 0
    warm &= known
    return Asked(first + need, rows, need, referrer, warm, np.zeros(rows.size, dtype=bool))
