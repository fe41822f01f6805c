"""How cases end, whoever ends them: what is written down, and what is kept to be settled.

Reads tracks, need. Writes tracks, ended, pending cases. Draws stream "record".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows
from simulation.world import Closed, Kind, Mode, Status, World


def cut_off(world: World, rows: Rows) -> None:
    """Those who died or departed leave every queue and case this week."""
    width = len(world.setting.needs.names)
    tracks = (rows[:, None] * width + np.arange(width)).reshape(-1)
    status = world.people.status.reshape(-1)[tracks]
    active = tracks[status == Status.ACTIVE]
    if active.size:
        end_cases(world, active, np.full(active.size, int(Kind.CUT_OFF)))
    world.set_status(tracks, Status.NONE)


def end_cases(world: World, tracks: Rows, ending: Rows) -> NDArray[np.bool_]:
    """Close cases, record them as their workers do, and keep them to be settled.

    Parameters
    ----------
    tracks
        Flat indices of active tracks, (n,).
    ending
        ``Kind`` of each ending, (n,).

    Returns
    -------
    Whether each was truly recovered, (n,).
    """
    people, setting = world.people, world.setting
    rows, needs = world.split(tracks)
    flat_mode = people.mode.reshape(-1)[tracks]
    recovered = people.need.reshape(-1)[tracks] < setting.needs.recovered[needs]
    finished = ending != int(Kind.CUT_OFF)
    recovered &= finished
    generous = (flat_mode & Mode.GENEROUS) > 0
    draw = world.luck.uniform("record", world.week, rows, setting.needs.keys[needs])
    falsely = generous & ~recovered & (draw < setting.model.support.generous_success)
    falsely &= finished
    service = people.service.reshape(-1)[tracks].astype(np.int64)
    began = people.since.reshape(-1)[tracks].astype(np.int64)
    closed = Closed(
        track=tracks,
        service=service,
        kind=((flat_mode & Mode.COMPLEX) > 0).astype(np.int64),
        mode=flat_mode,
        began=began,
        waited=people.waited.reshape(-1)[tracks].astype(np.int64),
        weeks=world.clock - began,
        finished=finished,
        recovered=recovered,
        recorded=recovered | falsely,
        start_sum=people.start_sum.reshape(-1)[tracks].astype(np.float64),
    )
    world.keep(closed)
    _report(world, closed, rows, needs, ending, falsely)
    people.mode.reshape(-1)[tracks[recovered | falsely]] |= np.uint8(Mode.RECORDED)
    people.ended.reshape(-1)[tracks] = world.clock
    world.set_status(tracks, Status.NONE)
    return recovered


def _report(
    world: World, closed: Closed, rows: Rows, needs: Rows, ending: Rows, falsely: NDArray[np.bool_]
) -> None:
    world.events.add(ending, rows, needs, closed.service, closed.weeks)
    for kind, of in ((Kind.RECORDED, closed.recorded), (Kind.RECORDED_FALSELY, falsely)):
        world.events.add(int(kind), rows[of], needs[of], closed.service[of])
