"""Closing: recovered, dropped out, closed early, or run out of time.

Reads need, trust, since, mode, cases cut short. Writes tracks, trust. Draws streams
"quit support", "record".
"""

import numpy as np

from simulation.luck import Rows, below, unit
from simulation.world import Kind, Mode, Status, Tracks, World, joined, only

from .endings import CUT_OFF, end_cases

COMPLETED, QUIT_SUPPORT, CLOSED_EARLY, RAN_OUT = map(
    int, (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
)


def close_cases(world: World) -> None:
    """Every case that ends this week ends one way, those of people who left among them."""
    people, support = world.people, world.setting.model.support
    active = world.standing(Status.ACTIVE)
    ends, ending = _endings(world, active)
    cases = joined([world.cut_short, only(active, ends)])
    if not cases.track.size:
        return
    cut_off = np.full(world.cut_short.track.size, CUT_OFF)
    leaving = np.zeros(active.track.size, dtype=bool)
    leaving[ends] = True
    world.leave(Status.ACTIVE, leaving)
    world.cut_short = world.no_case
    closed = end_cases(world, cases, np.concatenate([cut_off, ending]))
    rows, recovered = cases.row[cut_off.size :], closed.recovered[cut_off.size :]
    trust = people.trust[rows]
    kept = np.where(ending == QUIT_SUPPORT, support.trust_quit, support.trust_failed)
    gained = trust + support.trust_success * (1 - trust)
    people.trust[rows] = np.where(recovered, gained, trust * kept)


def _endings(world: World, active: Tracks) -> tuple[Rows, Rows]:
    """Places in ``active`` of those that end this week, and the kind of ending of each."""
    support, needs = world.setting.model.support, world.setting.needs
    weeks = world.clock - active.since
    line = support.finished * needs.recovered
    finished = world.people.need.reshape(-1)[active.track] < line[active.need]
    finished &= weeks >= support.least_weeks
    early = weeks >= min(support.early_weeks, support.longest_weeks)
    early &= (active.mode & Mode.HOLD) == 0
    quits = np.zeros(weeks.size, dtype=bool)
    quits[_quitting(world, active)] = True
    ends = ((weeks >= support.longest_weeks) | early | quits | finished).nonzero()[0]
    ending = np.full(ends.size, RAN_OUT)
    for kind, how in ((CLOSED_EARLY, early), (QUIT_SUPPORT, quits), (COMPLETED, finished)):
        ending[how[ends]] = kind
    return ends, ending


def _quitting(world: World, active: Tracks) -> Rows:
    """Places in ``active`` of those who drop out, the likelier the less they trust."""
    quit_support, keys = world.setting.model.seeking.quit_support, world.setting.needs.keys
    bits = world.luck.bits("quit support", world.week, active.row, keys[active.need])
    # trust is 0 or more, so only those who drew less than this can drop out
    near = (bits < below(1.3 * quit_support)).nonzero()[0]
    chance = quit_support * (1.3 - world.people.trust[active.row[near]])
    quits: Rows = near[unit(bits[near]) < chance]
    return quits
