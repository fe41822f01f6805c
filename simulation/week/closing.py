"""Closing: recovered, dropped out, closed early, or run out of time; agreed with the person or not.

Reads need, trust, since, mode, cases cut short. Writes tracks, trust, strength, dependency. Draws
streams "quit support", "ending", "agreeing" and, in ``endings.py``, "record".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Rows, below, unit
from simulation.world import Kind, Mode, Status, Tracks, World, joined, only

from .endings import CUT_OFF, end_cases
from .manner import dropping_out

Flags = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]
COMPLETED, QUIT_SUPPORT, CLOSED_EARLY, RAN_OUT, ENDING_AGREED = map(
    int,
    (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT, Kind.ENDING_AGREED),
)


def close_cases(world: World) -> None:
    """Every case that ends this week ends one way, those of people who left among them."""
    active = world.standing(Status.ACTIVE)
    ends, ending, agreed = _endings(world, active)
    cases = joined([world.cut_short, only(active, ends)])
    if not cases.track.size:
        return
    cut_off = np.full(world.cut_short.track.size, CUT_OFF)
    leaving = np.zeros(active.track.size, dtype=bool)
    leaving[ends] = True
    world.leave(Status.ACTIVE, leaving)
    world.cut_short = world.no_case
    closed = end_cases(world, cases, np.concatenate([cut_off, ending]))
    _part(world, only(active, ends), ending, closed.recovered[cut_off.size :], agreed)


def _part(world: World, cases: Tracks, ending: Rows, recovered: Flags, agreed: Flags) -> None:
    """What the end of a case leaves in a person, of whom several cases may end at once."""
    people, support, rows = world.people, world.setting.model.support, cases.row
    let_down = ~recovered & ~agreed
    kept = np.where(ending == QUIT_SUPPORT, support.trust_quit, support.trust_failed)
    np.multiply.at(people.trust, rows[let_down], kept[let_down].astype(people.trust.dtype))
    _gain(people.trust, rows[recovered], support.trust_success)
    together = only(cases, agreed)
    _gain(people.trust, together.row, support.ending_trust)
    _gain(people.strength, together.row, support.ending_strength)
    np.multiply.at(people.dependency, together.row, 1 - support.ending_freedom)
    world.events.add(ENDING_AGREED, together.row, together.need, together.service)


def _gain(column: Floats, rows: Rows, share: float) -> None:
    """Move a share of the way to 1, once for each time a row is named."""
    named, times = np.unique(rows, return_counts=True)
    column[named] += (1 - (1 - share) ** times) * (1 - column[named])


def _endings(world: World, active: Tracks) -> tuple[Rows, Rows, Flags]:
    """Places in ``active`` of those that end this week, how each ends, and whether as agreed."""
    support, needs = world.setting.model.support, world.setting.needs
    weeks = world.clock - active.since
    line = support.finished * needs.recovered
    finished = world.people.need.reshape(-1)[active.track] < line[active.need]
    finished &= weeks >= support.least_weeks
    early = weeks >= min(support.early_weeks, support.longest_weeks)
    early &= (active.mode & Mode.HOLD) == 0
    longest = weeks >= support.longest_weeks
    quits = np.zeros(weeks.size, dtype=bool)
    quits[_quitting(world, active)] = True
    agreed = _agreed(world, active, finished | early | longest)
    early &= ~agreed
    lingers = finished & agreed & ~longest
    lingers[lingers] = ~_parts(world, only(active, lingers))
    finished &= ~lingers | quits  # who is well and leaves before the end is agreed has completed
    agreed &= ~quits | (finished & ~lingers)
    ends = (longest | early | quits | finished).nonzero()[0]
    ending = np.full(ends.size, RAN_OUT)
    for kind, how in ((CLOSED_EARLY, early), (QUIT_SUPPORT, quits), (COMPLETED, finished)):
        ending[how[ends]] = kind
    return ends, ending, agreed[ends]


def _agreed(world: World, active: Tracks, near: Flags) -> Flags:
    """Of cases ``near`` an end by plan, those whose end is agreed with the person, (n,).

    Drawn once for a case, so that it stands until the case ends.
    """
    agreed = np.zeros(near.size, dtype=bool)
    if world.levers.shared_endings > 0:
        cases = only(active, near)
        name = world.setting.needs.keys[cases.need]
        name += cases.since.astype(np.uint64) << np.uint64(40)
        agreed[near] = (
            world.luck.uniform("ending", 0, cases.row, name) < world.levers.shared_endings
        )
    return agreed


def _parts(world: World, cases: Tracks) -> Flags:
    """Whether those who are well, and whose end is to be agreed, come to agree this week, (n,)."""
    keys, weeks = world.setting.needs.keys[cases.need], world.setting.model.support.ending_weeks
    parts: Flags = world.luck.uniform("agreeing", world.week, cases.row, keys) * weeks < 1
    return parts


def _quitting(world: World, active: Tracks) -> Rows:
    """Places in ``active`` of those who drop out, the likelier the less they trust."""
    seeking, keys = world.setting.model.seeking, world.setting.needs.keys
    bits = world.luck.bits("quit support", world.week, active.row, keys[active.need])
    quit_support = seeking.quit_support * dropping_out(world)
    # trust is 0 or more, so only those who drew less than this can drop out
    near = (bits < below(seeking.quit_untrusting * quit_support)).nonzero()[0]
    chance = quit_support * (seeking.quit_untrusting - world.people.trust[active.row[near]])
    quits: Rows = near[unit(bits[near]) < chance]
    return quits
