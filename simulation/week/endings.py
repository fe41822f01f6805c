"""How cases end, whoever ends them: what is written down, and what is kept to be settled.

Reads tracks, need. Writes tracks, ended, cases cut short and pending. Draws stream "record".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Closed, Kind, Mode, Status, Tracks, World, only

CUT_OFF, RECORDED, RECORDED_FALSELY = map(int, (Kind.CUT_OFF, Kind.RECORDED, Kind.RECORDED_FALSELY))


def cut_off(world: World, rows: Rows) -> None:
    """Those who died or departed leave every queue and case; the cases are closed this week."""
    left = np.zeros(world.people.count, dtype=bool)
    left[rows] = True
    gone = left[world.standing(Status.ACTIVE).row]
    if gone.any():
        world.cut_short = only(world.standing(Status.ACTIVE), gone)
        world.people.ended.reshape(-1)[world.cut_short.track] = world.clock
        world.leave(Status.ACTIVE, gone)
    gone = left[world.standing(Status.WAITING).row]
    if gone.any():
        world.leave(Status.WAITING, gone)


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
    people, setting = world.people, world.setting
    finished = ending != CUT_OFF
    recovered = people.need.reshape(-1)[cases.track] < setting.needs.recovered[cases.need]
    recovered &= finished
    keys = setting.needs.keys[cases.need]
    draw = world.luck.uniform("record", world.week, cases.row, keys)
    falsely = draw < setting.model.support.generous_success
    falsely &= ((cases.mode & Mode.GENEROUS) != 0) & finished & ~recovered
    began = cases.since.astype(np.int64)
    closed = Closed(
        track=cases.track,
        service=cases.service,
        kind=((cases.mode & Mode.COMPLEX) != 0).astype(np.int64),
        mode=cases.mode,
        began=began,
        waited=people.waited.reshape(-1)[cases.track].astype(np.int64),
        weeks=world.clock - began,
        finished=finished,
        recovered=recovered,
        recorded=recovered | falsely,
        start_sum=people.start_sum.reshape(-1)[cases.track].astype(np.float64),
        start_own=people.start_own.reshape(-1)[cases.track].astype(np.float64),
    )
    world.keep(closed)
    _report(world, closed, cases, ending, falsely)
    people.mode.reshape(-1)[cases.track] |= closed.recorded * np.uint8(Mode.RECORDED)
    people.ended.reshape(-1)[cases.track] = world.clock
    return closed


def _report(
    world: World, closed: Closed, cases: Tracks, ending: Rows, falsely: NDArray[np.bool_]
) -> None:
    world.events.add(ending, cases.row, cases.need, cases.service, closed.weeks)
    for kind, of in ((RECORDED, closed.recorded), (RECORDED_FALSELY, falsely)):
        world.events.add(kind, cases.row[of], cases.need[of], cases.service[of])
