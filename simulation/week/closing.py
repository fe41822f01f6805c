"""Closing: recovered, dropped out, closed early, or run out of time.

Reads need, trust, since, mode. Writes tracks, trust. Draws streams "quit support", "record".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows, below, unit
from simulation.world import Kind, Mode, Status, Tracks, World

from .endings import end_cases

COMPLETED, QUIT_SUPPORT, CLOSED_EARLY, RAN_OUT = map(
    int, (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
)


def close_cases(world: World) -> None:
    """Every case that ends this week ends one way."""
    people, support = world.people, world.setting.model.support
    ends, ending = _endings(world, world.standing(Status.ACTIVE))
    if not ending.size:
        return
    closed = end_cases(world, ends, ending)
    rows = closed.track // world.width
    trust = people.trust[rows]
    kept = np.where(ending == QUIT_SUPPORT, support.trust_quit, support.trust_failed)
    gained = trust + support.trust_success * (1 - trust)
    people.trust[rows] = np.where(closed.recovered, gained, trust * kept)


def _endings(world: World, active: Tracks) -> tuple[NDArray[np.bool_], Rows]:
    """Which active tracks end this week, and the kind of ending of each that does."""
    support, needs = world.setting.model.support, world.setting.needs
    weeks = world.clock - active.since
    line = support.finished * needs.recovered
    finished = world.people.need.reshape(-1)[active.track] < line[active.need]
    finished &= weeks >= support.least_weeks
    held = active.mode & Mode.HOLD
    early = min(support.early_weeks, support.longest_weeks)
    ends = weeks >= np.array([early, support.longest_weeks], dtype=np.int16)[held]
    ends |= finished
    quits = _quitting(world, active)
    ends[quits] = True
    ending = np.array([CLOSED_EARLY, RAN_OUT])[held]
    ending[quits] = QUIT_SUPPORT
    ending[finished] = COMPLETED
    return ends, ending[ends]


def _quitting(world: World, active: Tracks) -> Rows:
    """Places in ``active`` of those who drop out, the likelier the less they trust."""
    quit_support, keys = world.setting.model.seeking.quit_support, world.setting.needs.keys
    bits = world.luck.bits("quit support", world.week, active.row, keys[active.need])
    # trust is 0 or more, so only those who drew less than this can drop out
    near = (bits < below(1.3 * quit_support)).nonzero()[0]
    chance = quit_support * (1.3 - world.people.trust[active.row[near]])
    quits: Rows = near[unit(bits[near]) < chance]
    return quits
