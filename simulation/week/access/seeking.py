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

from .service_choice import hope

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
NONE, ACTIVE = Status.NONE, Status.ACTIVE
JOINT, WARM = Mode.JOINT, Mode.WARM
COLUMNS = 5  # of who asks, (5, n): row, need, referrer, whether warm, whether just refused


def seek_help(world: World) -> Asked:
    """Who asks for help this week, with which need, and who sends them."""
    people, services, needs = world.people, world.services, world.arrays.needs
    if not services.count or not people.count:
        return world.nobody
    luck, model = world.luck, world.constants.seeking
    return Asked(
        *_requests(
            world.handed_on, world.standing(Status.ACTIVE), people.need, people.priority,
            people.trust, people.status, people.service, people.mode, people.present,
            needs.recovered, needs.keys, world.arrays.values.need, world.culture.heard,
            hope(world, itself=True), services.asking, luck.start("hand over", world.week),
            luck.start("seek", world.week), model.hand_over, model.readiness, model.hide,
            model.hidden_keeps,
        )
    )  # fmt: skip


@compiled
def _requests(
    handed_on: Asked,
    active: Tracks,
    need: NDArray[Any],
    priority: NDArray[Any],
    trust: NDArray[Any],
    status: NDArray[np.int8],
    service: NDArray[np.int16],
    mode: NDArray[np.uint8],
    present: Flags,
    recovered: NDArray[Any],
    keys: Bits,
    reads: Rows,
    heard: Floats,
    hopes: Floats,
    asking: NDArray[Any],
    start_over: np.uint64,
    start: np.uint64,
    hand_over: float,
    readiness: float,
    hide: float,
    hidden_keeps: float,
) -> tuple[Rows, Rows, Rows, Rows, Flags, Flags]:
    """The columns of ``Asked``: those handed on, those handed over, those who ask or are found."""
    asked, taken = np.empty((COLUMNS, present.size), np.int64), np.zeros(present.size, np.bool_)
    still = _still_open(asked, handed_on, need, present, recovered, taken)
    over = _hand_over(
        asked, still, active, need, priority, status, mode, taken, recovered, reads, heard, keys,
        start_over, hand_over * hopes,
    )  # fmt: skip
    for row in asked[0, still:over]:
        taken[row] = True
    lucky, ready = _lucky(trust, present, taken, start, asking, readiness, hide, hidden_keeps)
    count = _ask(
        asked, over, lucky, ready, need, status, service, mode, start, keys, recovered, asking,
        len(hopes),
    )  # fmt: skip
    row, k, referrer = asked[0, :count].copy(), asked[1, :count].copy(), asked[2, :count].copy()
    return row * need.shape[1] + k, row, k, referrer, asked[3, :count] > 0, asked[4, :count] > 0


@compiled
def _still_open(
    asked: Rows, handed_on: Asked, need: NDArray[Any], present: Flags, recovered: NDArray[Any],
    taken: Flags,
) -> int:  # fmt: skip
    """Put in those handed on last week who are still here and still need it; how many there are.

    Whoever asks in one way is ``taken``, (P,), and does not ask in another.
    """
    count = 0
    for i in range(handed_on.row.size):
        row, k, sender = handed_on.row[i], handed_on.need[i], handed_on.referrer[i]
        if present[row] and need[row, k] > recovered[k]:
            taken[row] = True
            count = _put(asked, count, row, k, sender, handed_on.warm[i], handed_on.refused[i])
    return count


@compiled
def _put(
    asked: Rows, count: int, row: int, need: int, referrer: int, warm: bool, refused: bool
) -> int:
    """Add one to ``asked``; returns how many there are now."""
    asked[0, count], asked[1, count], asked[2, count] = row, need, referrer
    asked[3, count], asked[4, count] = warm, refused
    return count + 1


@compiled
def _hand_over(
    asked: Rows,
    count: int,
    active: Tracks,
    need: NDArray[Any],
    priority: NDArray[Any],
    status: NDArray[np.int8],
    mode: NDArray[np.uint8],
    taken: Flags,
    recovered: NDArray[Any],
    reads: Rows,
    heard: Floats,
    keys: Bits,
    start: np.uint64,
    chance: Floats,
) -> int:
    """Put in those whose joint worker refers them on, with their worst unmet need.

    What is worst, people have a say in as far as the worker's service has heard them. It happens
    by a ``chance`` for each service and need to be worked on, (S, K): nobody is sent where that
    seems futile, or where the book shows that there is no room. Of several joint workers a person
    has, luck says which one acts.
    """
    most = np.empty(chance.shape[0])
    for service in range(most.size):
        most[service] = chance[service].max()
    for i in range(active.size):
        case, row = active[i], active[i].row
        if not case.mode & JOINT or taken[row]:
            continue
        place = chance_of(draw(start, row))
        if place >= most[case.service]:
            continue
        worst = _worst(need, status, recovered, priority, row, reads, heard[case.service])
        if worst < 0 or place >= chance[case.service, worst]:
            continue
        acts, turn = True, draw(start + keys[case.need], row)
        for k in range(keys.size):
            joint = status[row, k] == ACTIVE and mode[row, k] & JOINT
            acts &= not (joint and draw(start + keys[k], row) < turn)
        if acts:
            count = _put(asked, count, row, worst, case.service, (case.mode & WARM) != 0, False)
    return count


@compiled
def _worst(
    need: NDArray[Any],
    status: NDArray[np.int8],
    recovered: NDArray[Any],
    priority: NDArray[Any],
    row: int,
    reads: Rows,
    heard: float,
) -> int:
    """A person's worst need that is severe and that nobody works on or is to; -1 if there is none.

    Needs count as in ``priorities.py``: the more they matter to the person, as far as was heard.
    """
    worst, most = -1, 0.0
    for k in range(need.shape[1]):
        if need[row, k] > recovered[k] and status[row, k] == NONE:
            matters = 0.0
            for value in range(reads.size):
                if reads[value] == k:
                    matters += priority[row, value] * reads.size
            weight = need[row, k] * (1 + heard * (matters - 1))
            if weight > most:
                worst, most = k, weight
    return worst


@compiled
def _lucky(
    trust: NDArray[Any], present: Flags, taken: Flags, start: np.uint64, asking: NDArray[Any],
    readiness: float, hide: float, hidden_keeps: float,
) -> tuple[Rows, Floats]:  # fmt: skip
    """Whose luck would do if all their needs were unmet, (n,), and how ready they are to ask.

    Readiness grows with trust, and those who trust least hide.
    """
    rows, all_ready, count = np.empty(trust.size, dtype=np.int64), np.empty(trust.size), 0
    asks, found = 0.0, 0.0
    for k in range(len(asking)):
        asks += asking[k, 0]
        found += asking[k, 1]
    for row in range(trust.size):
        ready = readiness + trust[row]
        ready *= hidden_keeps if trust[row] < hide else 1.0
        rows[count], all_ready[count] = row, ready
        would = chance_of(draw(start, row)) < ready * asks + found
        count += would & present[row] & (not taken[row])
    return rows[:count], all_ready[:count]


@compiled
def _ask(
    asked: Rows,
    count: int,
    lucky: Rows,
    ready: Floats,
    need: NDArray[Any],
    status: NDArray[np.int8],
    service: NDArray[np.int16],
    mode: NDArray[np.uint8],
    start: np.uint64,
    keys: Bits,
    recovered: NDArray[Any],
    asking: NDArray[Any],
    community: int,
) -> int:
    """Put in those who ask or are found, with one need each: the worse it is, the likelier.

    The chance is 1 - exp(-rate). One of the services that work with them, by luck, sends them on.
    """
    upto = np.empty(recovered.size)  # running sums of rates times severity
    asks = asking.astype(np.float64)
    rates = _rates(lucky, ready, need, status, start, recovered, asks)
    for i in range(rates.size):
        row, place = lucky[i], chance_of(draw(start, lucky[i]))
        chance = -np.expm1(-rates[i])
        if place < chance:
            weight = 0.0
            for k in range(recovered.size):
                unmet = (need[row, k] > recovered[k]) & (status[row, k] == NONE)
                weight += unmet * (ready[i] * asks[k, 0] + asks[k, 1]) * need[row, k]
                upto[k] = weight
            k, worker = fall(upto, place / chance), _worker(status, start, keys, row)
            sender = service[row, worker] if worker >= 0 else community
            warm = worker >= 0 and (mode[row, worker] & WARM) != 0
            count = _put(asked, count, row, k, sender, warm, False)
    return count


@compiled
def _rates(
    lucky: Rows, ready: Floats, need: NDArray[Any], status: NDArray[np.int8], start: np.uint64,
    recovered: NDArray[Any], asks: Floats,
) -> Floats:  # fmt: skip
    """The rates of those whose luck is below theirs, as no chance is above the rate, (n,).

    A rate is the sum over unmet needs of readiness times how they ask, and of how they are found:
    the columns of ``asks``, (K, 2). Those it leaves come first in ``lucky`` and ``ready``.
    """
    rates, count = np.empty(lucky.size), 0
    for i in range(lucky.size):
        row, rate = lucky[i], 0.0
        for k in range(recovered.size):
            unmet = (need[row, k] > recovered[k]) & (status[row, k] == NONE)
            rate += unmet * (ready[i] * asks[k, 0] + asks[k, 1])
        lucky[count], ready[count], rates[count] = row, ready[i], rate
        count += chance_of(draw(start, row)) < rate
    return rates[:count]


@compiled
def _worker(status: NDArray[np.int8], start: np.uint64, keys: Bits, row: int) -> int:
    """The need of a person whose worker sends them on; -1 where nobody works with them."""
    worker, lowest = -1, np.uint64(0)
    for k in range(status.shape[1]):
        if status[row, k] == ACTIVE:
            turn = draw(start + keys[k], row)
            if worker < 0 or turn < lowest:
                worker, lowest = k, turn
    return worker
