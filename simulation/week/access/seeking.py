"""People ask for help, are found, or are referred on by somebody who works with them.

Reads need, trust, priority, status, service, mode, those handed on, what was heard, edges.
"""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled, row_type
from simulation.luck import Bits, Rows, chance_of, draw, fall
from simulation.week.process import process
from simulation.world import Asked, Mode, ScenarioArrays, Services, Status, Tracks, World
from simulation.world.constants import Constants
from simulation.world.people import Columns

from .service_choice import hope

Flags = NDArray[np.bool_]
Floats = NDArray[Any]
Requests: TypeAlias = NDArray[np.void]
NONE, ACTIVE = Status.NONE, Status.ACTIVE
JOINT, WARM = Mode.JOINT, Mode.WARM
REQUEST = row_type(
    [
        ("row", np.int64),
        ("need", np.int64),
        ("referrer", np.int64),
        ("warm", np.bool_),
        ("refused", np.bool_),
    ],
)  # what ``Asked`` has of each request, in one place


class Candidates(NamedTuple):
    """People who may ask, (n,)."""

    rows: Rows
    ready: Floats  # how ready they are to ask


@process(
    says="people ask, are found, or are referred on",
    writes="asked",
    draws="hand over, seek",
)
def seek_help(world: World) -> None:
    """Who asks for help this week, with which need, and who sends them."""
    luck = world.luck
    if not world.services.count or not world.people.count:
        world.asked = world.nobody
        return
    world.asked = _requests(
        world.record,
        world.handed_on,
        world.standing(Status.ACTIVE),
        world.culture.heard,
        world.levers.open_book,
        luck.start("hand over", world.week),
        luck.start("seek", world.week),
    )


@compiled
def _requests(
    world: World,
    handed_on: Asked,
    active: Tracks,
    heard: Floats,
    open_book: float,
    start_over: np.uint64,
    start: np.uint64,
) -> Asked:
    """Those handed on, those handed over, and those who ask or are found, in this order.

    ``heard`` is how far each service knows what matters to people, (S,); ``start_over`` and
    ``start`` are where the streams of handing over and of asking start.
    """
    people, services, arrays = world.people, world.services, world.arrays
    chance = world.constants.seeking.hand_over * hope(world, open_book, True)
    asked, taken = np.empty(people.present.size, REQUEST), np.zeros(people.present.size, np.bool_)
    still = _still_open(asked, handed_on, people, arrays, taken)
    over = _hand_over(world, asked, still, active, taken, heard, chance, start_over)
    for request in asked[still:over]:
        taken[request.row] = True
    candidates = _candidates(people, services.asking, taken, start, world.constants)
    count = _ask(asked, over, candidates, people, services, arrays, start)
    return _columns(asked[:count], people.need.shape[1])


@compiled
def _columns(asked: Requests, needs: int) -> Asked:
    """Requests as the columns of ``Asked``."""
    track, row, need, referrer = np.empty((4, asked.size), dtype=np.int64)
    warm, refused = np.empty((2, asked.size), dtype=np.bool_)
    for i in range(asked.size):
        request = asked[i]
        track[i], row[i], need[i] = request.row * needs + request.need, request.row, request.need
        referrer[i], warm[i], refused[i] = request.referrer, request.warm, request.refused
    return Asked(track, row, need, referrer, warm, refused)


@compiled
def _still_open(
    asked: Requests, handed_on: Asked, people: Columns, arrays: ScenarioArrays, taken: Flags
) -> int:
    """Put in those handed on last week who are still here and still need it; how many there are.

    Whoever asks in one way is ``taken``, (P,), and does not ask in another.
    """
    present, need, recovered = people.present, people.need, arrays.needs.recovered
    count = 0
    for i in range(handed_on.row.size):
        row, k, sender = handed_on.row[i], handed_on.need[i], handed_on.referrer[i]
        if present[row] and need[row, k] > recovered[k]:
            taken[row] = True
            count = _put(asked, count, row, k, sender, handed_on.warm[i], handed_on.refused[i])
    return count


@compiled
def _put(
    asked: Requests, count: int, row: int, need: int, referrer: int, warm: bool, refused: bool
) -> int:
    """Add one to ``asked``; returns how many there are now."""
    asked[count].row, asked[count].need, asked[count].referrer = row, need, referrer
    asked[count].warm, asked[count].refused = warm, refused
    return count + 1


@compiled
def _hand_over(
    world: World,
    asked: Requests,
    count: int,
    active: Tracks,
    taken: Flags,
    heard: Floats,
    chance: Floats,
    start: np.uint64,
) -> int:
    """Put in those whose joint worker refers them on, with their worst unmet need.

    What is worst, people have a say in as far as the worker's service has heard them. It happens
    by a ``chance`` for each service and need to be worked on, (S, K): nobody is sent where that
    seems futile, or where the book shows that there is no room. Of several joint workers a person
    has, one drawn at random acts.
    """
    people, arrays = world.people, world.arrays
    need, priority, status, mode = people.need, people.priority, people.status, people.mode
    keys, recovered, reads = arrays.needs.keys, arrays.needs.recovered, arrays.values.need
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
        worst = _worst(row, need, status, priority, recovered, reads, heard[case.service])
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
    row: int,
    need: NDArray[Any],
    status: NDArray[np.int8],
    priority: NDArray[Any],
    recovered: NDArray[Any],
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
def _candidates(
    people: Columns, asking: Floats, taken: Flags, start: np.uint64, constants: Constants
) -> Candidates:
    """People whose draw would succeed even with every need unmet.

    Readiness to ask grows with trust, and those who trust least hide.
    """
    trust, present, seeking = people.trust, people.present, constants.seeking
    readiness, hide, hidden_keeps = seeking.readiness, seeking.hide, seeking.hidden_keeps
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
    return Candidates(rows[:count], all_ready[:count])


@compiled
def _ask(
    asked: Requests,
    count: int,
    candidates: Candidates,
    people: Columns,
    services: Services,
    arrays: ScenarioArrays,
    start: np.uint64,
) -> int:
    """Put in those who ask or are found, with one need each: the worse it is, the likelier.

    The chance is 1 - exp(-rate). One of the services that work with them, by luck, sends them on.
    """
    need, status, service, mode = people.need, people.status, people.service, people.mode
    recovered, keys = arrays.needs.recovered, arrays.needs.keys
    rows, ready, community = candidates.rows, candidates.ready, len(services.spent)
    upto = np.empty(recovered.size)  # running sums of rates times severity
    asks = services.asking.astype(np.float64)
    rates = _rates(candidates, people, recovered, asks, start)
    for i in range(rates.size):
        row, place = rows[i], chance_of(draw(start, rows[i]))
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
    candidates: Candidates, people: Columns, recovered: Floats, asks: Floats, start: np.uint64
) -> Floats:
    """The rates of those whose draw is below theirs, as no chance is above the rate, (n,).

    A rate is the sum over unmet needs of readiness times how they ask, and of how they are found:
    the columns of ``asks``, (K, 2). Those it leaves come first among the candidates.
    """
    need, status = people.need, people.status
    rows, ready = candidates.rows, candidates.ready
    rates, count = np.empty(rows.size), 0
    for i in range(rows.size):
        row, rate = rows[i], 0.0
        for k in range(recovered.size):
            unmet = (need[row, k] > recovered[k]) & (status[row, k] == NONE)
            rate += unmet * (ready[i] * asks[k, 0] + asks[k, 1])
        rows[count], ready[count], rates[count] = row, ready[i], rate
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
