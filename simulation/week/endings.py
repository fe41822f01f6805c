"""How cases end, whoever ends them: what is written down, and what is kept to be settled.

Reads tracks, need. Writes tracks, ended, pending cases. Draws stream "record".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Closed, Kind, Mode, Status, Tracks, World, only

CUT_OFF, RECORDED, RECORDED_FALSELY = map(int, (Kind.CUT_OFF, Kind.RECORDED, Kind.RECORDED_FALSELY))


def cut_off(world: World, rows: Rows) -> None:
    """Those who died or departed leave every queue and case this week."""
    left = np.zeros(world.people.count, dtype=bool)
    left[rows] = True
    gone = left[world.standing(Status.ACTIVE).row]
    if gone.any():
        end_cases(world, gone, np.full(np.count_nonzero(gone), CUT_OFF))
    gone = left[world.standing(Status.WAITING).row]
    if gone.any():
        world.leave(Status.WAITING, gone)


def end_cases(world: World, ends: NDArray[np.bool_], ending: Rows) -> Closed:
    """Close cases, record them as their workers do, and keep them to be settled.

    Parameters
    ----------
    ends
        Which of all active tracks end.
    ending
        ``Kind`` of the ending of each of those, (n,).

    Returns
    -------
    The closed cases; ``recovered`` says who truly was.
    """
    people, setting = world.people, world.setting
    cases = only(world.standing(Status.ACTIVE), ends)
    finished = ending != CUT_OFF
    recovered = people.need.reshape(-1)[cases.track] < setting.needs.recovered[cases.need]
    recovered &= finished
    keys = setting.needs.keys[cases.need]
    draw = world.luck.uniform("record", world.week, cases.row, keys)
    falsely = draw < setting.model.support.generous_success
    falsely &= ((cases.mode & Mode.GENEROUS) > 0) & finished & ~recovered
    began = cases.since.astype(np.int64)
    closed = Closed(
        track=cases.track,
        service=cases.service,
        kind=(cases.mode // Mode.COMPLEX & 1).astype(np.int64),
        mode=cases.mode,
        began=began,
        waited=people.waited.reshape(-1)[cases.track].astype(np.int64),
        weeks=world.clock - began,
        finished=finished,
        recovered=recovered,
        recorded=recovered | falsely,
        start_sum=people.start_sum.reshape(-1)[cases.track].astype(np.float64),
    )
    world.keep(closed)
    _report(world, closed, cases, ending, falsely)
    people.mode.reshape(-1)[cases.track] |= closed.recorded * np.uint8(Mode.RECORDED)
    people.ended.reshape(-1)[cases.track] = world.clock
    world.leave(Status.ACTIVE, ends)
    return closed


def _report(
    world: World, closed: Closed, cases: Tracks, ending: Rows, falsely: NDArray[np.bool_]
) -> None:
    world.events.add(ending, cases.row, cases.need, cases.service, closed.weeks)
    for kind, of in ((RECORDED, closed.recorded), (RECORDED_FALSELY, falsely)):
        world.events.add(kind, cases.row[of], cases.need[of], cases.service[of])
