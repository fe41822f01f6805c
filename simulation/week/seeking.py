"""People ask for help, are found, or are referred on by somebody who works with them.

Reads need, trust, priority, status, service, mode, those handed on, what was heard, edges. Writes
nothing of people. Draws streams "seek", "hand over".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw, fall
from simulation.world import Asked, Mode, Status, Tracks, World, joined, only

from .choosing import hope

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

    What is worst, people have a say in as far as the worker's service has heard them. Nobody is
    sent where that seems futile, or where the book shows that there is no room.
    """
    people, needs = world.people, world.setting.needs
    row, need, service, warm = _hand_over(
        world.standing(Status.ACTIVE), people.need, people.priority, people.status, people.mode,
        taken, needs.recovered, world.setting.values.need, world.culture.heard, needs.keys,
        world.luck.start("hand over", world.week),
        world.setting.model.seeking.hand_over * hope(world, itself=True),
    )  # fmt: skip
    no = np.zeros(row.size, dtype=bool)
    return Asked(row * world.width + need, row, need, service, warm > 0, no)


@compiled
def _hand_over(
    active: Tracks,
    need: NDArray[Any],
    priority: NDArray[Any],
    status: NDArray[np.int8],
    mode: NDArray[np.uint8],
    taken: Flags,
    recovered: NDArray[Any],
    reads: Rows,
    heard: NDArray[np.float64],
    keys: Bits,
    start: np.uint64,
    chance: NDArray[np.float64],
) -> Rows:
    """Row, need, service, and whether warm, (4, n), of those whom a joint worker refers on.

    It happens by a ``chance`` for each service and need to be worked on, (S, K). Of several joint
    workers a person has, luck says which one acts.
    """
    asked, count = np.empty((4, active.size), dtype=np.int64), 0
    for case in active:
        row = case.row
        if not case.mode & JOINT or taken[row]:
            continue
        place, turn = chance_of(draw(start, row)), draw(start + keys[case.need], row)
        acts = place < chance[case.service].max()
        for k in range(keys.size):
            joint = status[row, k] == ACTIVE and mode[row, k] & JOINT
            acts &= not (joint and draw(start + keys[k], row) < turn)
        if acts:
            listens = heard[case.service]
            worst = _worst(need[row], status[row], recovered, priority[row], reads, listens)
            if worst >= 0 and place < chance[case.service, worst]:
                asked[0, count], asked[1, count] = row, worst
                asked[2, count], asked[3, count] = case.service, (case.mode & WARM) != 0
                count += 1
    return asked[:, :count].copy()


@compiled
def _worst(
    need: NDArray[Any],
    status: NDArray[np.int8],
    recovered: NDArray[Any],
    priority: NDArray[Any],
    reads: Rows,
    heard: float,
) -> int:
    """A person's worst need that is severe and that nobody works on or is to; -1 if there is none.

    Needs count as in ``priorities.py``: the more they matter to the person, as far as was heard.
    """
    worst, most = -1, 0.0
    for k in range(need.size):
        if need[k] > recovered[k] and status[k] == NONE:
            matters = 0.0
            for value in range(reads.size):
                if reads[value] == k:
                    matters += priority[value] * reads.size
            weight = need[k] * (1 + heard * (matters - 1))
            if weight > most:
                worst, most = k, weight
    return worst


def _own_requests(world: World, free: Flags) -> Asked:
    """Those who ask or are found, with one need each, the worse the likelier."""
    people, services = world.people, world.services
    asked = _asking(
        people.need, people.trust, people.status, people.service, people.mode, free,
        world.luck.start("seek", world.week), world.setting.needs.keys,
        world.setting.needs.recovered, services.asking, world.setting.constants.seeking,
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
    keys: Bits,
    recovered: NDArray[Any],
    asking: NDArray[Any],
    seeking: Any,
) -> Rows:
    """Row, need, referrer, and whether warm, (4, n), of those who ask or are found this week.

    The chance is 1 - exp(-rate), the rate the sum over unmet needs of readiness times how they
    ask, and of how they are found: the columns of ``asking``, (K, 2). Readiness grows with trust,
    and those who trust least hide. The worse a need, the likelier it is the one; one of the
    services that work with them, by luck, sends them on.
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
            worker = _worker(status[row], start, keys, row)
            asked[2, count] = service[row, worker] if worker >= 0 else -1
            asked[3, count] = worker >= 0 and (mode[row, worker] & WARM) != 0
            count += 1
    return asked[:, :count].copy()


@compiled
def _worker(status: NDArray[np.int8], start: np.uint64, keys: Bits, row: int) -> int:
    """The need of a person whose worker sends them on; -1 where nobody works with them."""
    worker, lowest = -1, np.uint64(0)
    for k in range(status.size):
        if status[k] == ACTIVE:
            turn = draw(start + keys[k], row)
            if worker < 0 or turn < lowest:
                worker, lowest = k, turn
    return worker
