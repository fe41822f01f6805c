"""People ask for help, are found, or are referred on by somebody who works with them.

Reads need, trust, priority, status, service, mode, those handed on, what was heard, edges. Writes
nothing of people. Draws streams "seek", "hand over".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw, fall
from simulation.world import Asked, Mode, Status, Tracks, World

from .choosing import hope

Flags = NDArray[np.bool_]
NONE, ACTIVE = Status.NONE, Status.ACTIVE
JOINT, WARM = Mode.JOINT, Mode.WARM
COLUMNS = 5  # of who asks, (5, n): row, need, referrer, whether warm, whether just refused


def seek_help(world: World) -> Asked:
    """Who asks for help this week, with which need, and who sends them."""
    people = world.people
    if not world.services.count or not people.count:
        return world.nobody
    taken = np.zeros(people.count, dtype=bool)
    still_open = _still_open(
        world.handed_on, people.need, people.present, world.setting.needs.recovered, taken
    )
    handed_over = _handed_over(world, taken)
    own = _own_requests(world, people.present & ~taken)
    asked = np.concatenate([still_open, handed_over, own], axis=1)
    row, need, referrer, warm, refused = asked
    return Asked(row * world.width + need, row, need, referrer, warm > 0, refused > 0)


@compiled
def _still_open(
    asked: Asked, need: NDArray[Any], present: Flags, recovered: NDArray[Any], taken: Flags
) -> Rows:
    """The ``COLUMNS`` of those handed on last week who are still here and still need it.

    Whoever asks in one way is ``taken``, (P,), and does not ask in another.
    """
    still, count = np.empty((COLUMNS, asked.row.size), dtype=np.int64), 0
    for i in range(asked.row.size):
        row, k = asked.row[i], asked.need[i]
        if present[row] and need[row, k] > recovered[k]:
            taken[row] = True
            count = _put(still, count, row, k, asked.referrer[i], asked.warm[i], asked.refused[i])
    return still[:, :count].copy()


@compiled
def _put(
    asked: Rows, count: int, row: int, need: int, referrer: int, warm: bool, refused: bool
) -> int:
    """Add one to ``asked``; returns how many there are now."""
    asked[0, count], asked[1, count], asked[2, count] = row, need, referrer
    asked[3, count], asked[4, count] = warm, refused
    return count + 1


def _handed_over(world: World, taken: Flags) -> Rows:
    """Workers who work jointly refer on the worst unmet need of those they work with.

    What is worst, people have a say in as far as the worker's service has heard them. Nobody is
    sent where that seems futile, or where the book shows that there is no room.
    """
    people, needs = world.people, world.setting.needs
    return _hand_over(
        world.standing(Status.ACTIVE), people.need, people.priority, people.status, people.mode,
        taken, needs.recovered, world.setting.values.need, world.culture.heard, needs.keys,
        world.luck.start("hand over", world.week),
        world.setting.model.seeking.hand_over * hope(world, itself=True),
    )  # fmt: skip


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
    """The ``COLUMNS`` of those whom a joint worker refers on; they are ``taken`` then.

    It happens by a ``chance`` for each service and need to be worked on, (S, K). Of several joint
    workers a person has, luck says which one acts.
    """
    asked, count = np.empty((COLUMNS, active.size), dtype=np.int64), 0
    most = np.empty(chance.shape[0])
    for service in range(most.size):
        most[service] = chance[service].max()
    for case in active:
        row = case.row
        if not case.mode & JOINT or taken[row]:
            continue
        place = chance_of(draw(start, row))
        if place >= most[case.service]:
            continue
        acts, turn = True, draw(start + keys[case.need], row)
        for k in range(keys.size):
            joint = status[row, k] == ACTIVE and mode[row, k] & JOINT
            acts &= not (joint and draw(start + keys[k], row) < turn)
        if acts:
            listens = heard[case.service]
            worst = _worst(need[row], status[row], recovered, priority[row], reads, listens)
            if worst >= 0 and place < chance[case.service, worst]:
                warm = (case.mode & WARM) != 0
                count = _put(asked, count, row, worst, case.service, warm, False)
    for row in asked[0, :count]:
        taken[row] = True
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


def _own_requests(world: World, free: Flags) -> Rows:
    """Those who ask or are found, with one need each, the worse the likelier."""
    people, services = world.people, world.services
    return _asking(
        people.need, people.trust, people.status, people.service, people.mode, free,
        world.luck.start("seek", world.week), world.setting.needs.keys,
        world.setting.needs.recovered, services.asking, world.community,
        world.setting.constants.seeking,
    )  # fmt: skip


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
    community: int,
    seeking: Any,
) -> Rows:
    """The ``COLUMNS`` of those who ask or are found this week.

    The chance is 1 - exp(-rate), the rate the sum over unmet needs of readiness times how they
    ask, and of how they are found: the columns of ``asking``, (K, 2). Readiness grows with trust,
    and those who trust least hide. The worse a need, the likelier it is the one; one of the
    services that work with them, by luck, sends them on.
    """
    asked, count = np.empty((COLUMNS, free.size), dtype=np.int64), 0
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
            k, worker = fall(upto, place / chance), _worker(status[row], start, keys, row)
            sender = service[row, worker] if worker >= 0 else community
            warm = worker >= 0 and (mode[row, worker] & WARM) != 0
            count = _put(asked, count, row, k, sender, warm, False)
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
