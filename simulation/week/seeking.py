"""People ask for help, are found, or are referred on by somebody who works with them.

Reads need, trust, priority, status, service, mode, those handed on, what was heard. Writes
nothing of people. Draws streams "seek", "hand over".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw, fall
from simulation.world import Asked, Mode, Status, Tracks, World, chosen, joined, only

from .priorities import as_heard

Flags = NDArray[np.bool_]
NONE, ACTIVE = Status.NONE, Status.ACTIVE
JOINT, WARM = Mode.JOINT, Mode.WARM


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
    own = _own_requests(world, people.present & ~taken)
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
    people, active = world.people, world.standing(Status.ACTIVE)
    acting = _acting(
        active, people.status, people.mode, taken, world.setting.needs.keys,
        world.luck.start("hand over", world.week), world.setting.model.seeking.hand_over,
    )  # fmt: skip
    cases = chosen(active, acting)
    weight = _unmet(world, cases["row"]) * as_heard(world, cases["row"], cases["service"])
    need = weight.argmax(1)
    unmet = weight[np.arange(cases.size), need].nonzero()[0]
    cases, need = chosen(cases, unmet), need[unmet]
    row, warm = cases["row"].astype(np.int64), (cases["mode"] & Mode.WARM) > 0
    service, refused = cases["service"].astype(np.int64), np.zeros(row.size, dtype=bool)
    return Asked(row * world.width + need, row, need, service, warm, refused)


@compiled
def _acting(
    active: Tracks,
    status: NDArray[np.int8],
    mode: NDArray[np.uint8],
    taken: Flags,
    keys: Bits,
    start: np.uint64,
    hand_over: float,
) -> Rows:
    """Places in ``active`` of joint workers who refer on; of several a person has, the first."""
    acting, count = np.empty(active.size, dtype=np.int64), 0
    for i in range(active.size):
        case = active[i]
        acts = (case.mode & JOINT) and not taken[case.row]
        for k in range(case.need):
            if status[case.row, k] == ACTIVE and mode[case.row, k] & JOINT:
                acts = False
        if acts and chance_of(draw(start + keys[case.need], case.row)) < hand_over:
            acting[count] = i
            count += 1
    return acting[:count].copy()


def _unmet(world: World, rows: Rows) -> NDArray[np.floating[Any]]:
    """Severity of needs that are severe and that nobody works on or is to work on, (rows, K)."""
    people = world.people
    need = people.need.take(rows, axis=0)
    severe = need > world.setting.needs.recovered
    severe &= people.status.take(rows, axis=0) == Status.NONE
    unmet: NDArray[np.floating[Any]] = need * severe
    return unmet


def _own_requests(world: World, free: Flags) -> Asked:
    """Those who ask or are found, with one need each, the worse the likelier."""
    people, services = world.people, world.services
    asked = _asking(
        people.need, people.trust, people.status, people.service, people.mode, free,
        world.luck.start("seek", world.week), world.setting.needs.recovered, services.asking,
        world.setting.constants.seeking,
    )  # fmt: skip
    row, need, worker, warm = asked
    referrer = np.where(worker < 0, world.community, worker)
    no = np.zeros(row.size, dtype=bool)
    return Asked(row * world.width + need, row, need, referrer, warm.astype(bool), no)


@compiled
def _asking(
    need: NDArray[Any],
    trust: NDArray[Any],
    status: NDArray[np.int8],
    service: NDArray[np.int16],
    mode: NDArray[np.uint8],
    free: Flags,
    start: np.uint64,
    recovered: NDArray[Any],
    asking: NDArray[Any],
    seeking: Any,
) -> Rows:
    """Row, need, referrer, and whether warm, (4, n), of those who ask or are found this week.

    The chance is 1 - exp(-rate), the rate the sum over unmet needs of readiness times how they
    ask, and of how they are found: the columns of ``asking``, (K, 2). Readiness grows with trust,
    and those who trust least hide. The worse a need, the likelier it is the one; a service that
    works with them sends them on.
    """
    asked, count = np.empty((4, free.size), dtype=np.int64), 0
    most = (seeking.readiness + 1) * max(seeking.hidden_keeps, 1.0)  # trust is 1 at most
    highest = (most * asking[:, 0] + asking[:, 1]).sum()
    upto = np.empty(recovered.size)  # running sums of rates times severity
    for row in range(free.size):
        place = chance_of(draw(start, row))
        if place >= highest or not free[row]:
            continue
        ready = seeking.readiness + trust[row]
        if trust[row] < seeking.hide:
            ready *= seeking.hidden_keeps
        rate, weight = 0.0, 0.0
        for k in range(recovered.size):
            unmet = (need[row, k] > recovered[k]) & (status[row, k] == NONE)
            asks = unmet * (ready * asking[k, 0] + asking[k, 1])
            rate += asks
            weight += asks * need[row, k]
            upto[k] = weight
        chance = -np.expm1(-rate) if place < rate else 0.0  # no chance is above the rate
        if place < chance:
            asked[0, count], asked[1, count] = row, fall(upto, place / chance)
            asked[2, count], asked[3, count] = _worker(status[row], service[row], mode[row])
            count += 1
    return asked[:, :count].copy()


@compiled
def _worker(
    status: NDArray[np.int8], service: NDArray[np.int16], mode: NDArray[np.uint8]
) -> tuple[int, int]:
    """Who works with a person on their first need in support, else -1, and whether warm."""
    for k in range(status.size):
        if status[k] == ACTIVE:
            return service[k], (mode[k] & WARM) != 0
    return -1, False
