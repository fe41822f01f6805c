"""How cases end, whoever ends them: what is written down, and what is kept to be settled.

Reads tracks, need. Writes tracks, ended, cases cut short and pending. Draws stream "record".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw
from simulation.world import Closed, Kind, Mode, Status, Tracks, World, chosen

CUT_OFF, RECORDED, RECORDED_FALSELY = map(int, (Kind.CUT_OFF, Kind.RECORDED, Kind.RECORDED_FALSELY))
COMPLEX, GENEROUS, RECORDED_BIT = Mode.COMPLEX, Mode.GENEROUS, np.uint8(Mode.RECORDED)
WELL, FALSELY = 1, 2


def cut_off(world: World) -> None:
    """Those who are gone leave every queue and case; the cases are closed this week."""
    people, active = world.people, world.standing(Status.ACTIVE)
    gone = _absent(active, people.present)
    if gone.any():
        world.cut_short = chosen(active, gone.nonzero()[0])
        people.ended.reshape(-1)[world.cut_short["track"]] = world.clock
        world.leave(Status.ACTIVE, gone)
    gone = _absent(world.standing(Status.WAITING), people.present)
    if gone.any():
        world.leave(Status.WAITING, gone)


@compiled
def _absent(tracks: Tracks, present: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which tracks are of people who are not here, (n,)."""
    absent = np.empty(tracks.size, dtype=np.bool_)
    for i in range(tracks.size):
        absent[i] = not present[tracks[i].row]
    return absent


def end_cases(world: World, cases: Tracks, ending: Rows) -> Closed:
    """Record cases that ended as their workers do, and keep them to be settled.

    Parameters
    ----------
    cases
        Those that ended this week, no longer active.
    ending
        ``Kind`` of the ending of each, (n,).

    Returns
    -------
    The closed cases; ``recovered`` says who truly was.
    """
    people, needs = world.people, world.setting.needs
    written = _write_down(
        cases, ending, people.need, people.mode, people.ended, needs.recovered, needs.keys,
        world.luck.start("record", world.week), world.setting.model.support.generous_success,
        world.clock,
    )  # fmt: skip
    track, service, kind, began, waited, weeks = _columns(cases, people.waited, world.clock)
    closed = Closed(
        track=track,
        service=service,
        kind=kind,
        mode=cases["mode"].copy(),
        began=began,
        waited=waited,
        weeks=weeks,
        finished=ending != CUT_OFF,
        recovered=(written & WELL) > 0,
        recorded=written > 0,
        start_sum=people.start_sum.reshape(-1)[track].astype(np.float64),
        start_own=people.start_own.reshape(-1)[track].astype(np.float64),
    )
    world.keep(closed)
    _report(world, closed, cases, ending, written == FALSELY)
    return closed


@compiled
def _columns(cases: Tracks, waited: NDArray[np.uint16], clock: int) -> Rows:
    """Track, service, kind, week begun, weeks waited and weeks in support, (6, n)."""
    columns = np.empty((6, cases.size), dtype=np.int64)
    for i in range(cases.size):
        case = cases[i]
        columns[0, i], columns[1, i] = case.track, case.service
        columns[2, i] = (case.mode & COMPLEX) != 0
        columns[3, i], columns[4, i] = case.since, waited[case.row, case.need]
        columns[5, i] = clock - case.since
    return columns


@compiled
def _write_down(
    cases: Tracks,
    ending: Rows,
    need: NDArray[Any],
    mode: NDArray[np.uint8],
    ended: NDArray[np.int16],
    recovered: NDArray[Any],
    keys: Bits,
    start: np.uint64,
    generous_success: float,
    clock: int,
) -> NDArray[np.uint8]:
    """WELL where a case ends in recovery, FALSELY where it is written down as if it did, (n,).

    Generous workers write down a share of the others as successes too.
    """
    written = np.zeros(cases.size, dtype=np.uint8)
    for i in range(cases.size):
        case = cases[i]
        row, k = case.row, case.need
        ended[row, k] = clock
        if ending[i] == CUT_OFF:
            continue
        if need[row, k] < recovered[k]:
            written[i] = WELL
        elif case.mode & GENEROUS and chance_of(draw(start + keys[k], row)) < generous_success:
            written[i] = FALSELY
        if written[i]:
            mode[row, k] |= RECORDED_BIT
    return written


def _report(
    world: World, closed: Closed, cases: Tracks, ending: Rows, falsely: NDArray[np.bool_]
) -> None:
    world.events.add(ending, cases["row"], cases["need"], cases["service"], closed.weeks)
    for kind, of in ((RECORDED, closed.recorded), (RECORDED_FALSELY, falsely)):
        world.events.add(kind, cases["row"][of], cases["need"][of], cases["service"][of])
