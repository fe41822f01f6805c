"""Closing: recovered, dropped out, closed early, or run out of time; agreed with the person or not.

Reads need, trust, since, mode, cases cut short.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw
from simulation.week.felt.support_style import dropping_out
from simulation.week.process import process
from simulation.world import Kind, Mode, Status, Tracks, World

from .closing_effects import AGREED, CUT_OFF, end_cases

Flags = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]
COMPLETED, QUIT_SUPPORT, CLOSED_EARLY, RAN_OUT = map(
    int, (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
)
HOLD = Mode.HOLD
STAYS = -1  # beside the kinds of ending
_SINCE = np.uint64(40)  # bits of a name beside which the week a case began is put


class Weeks(NamedTuple):
    """How long a case takes."""

    least: int  # to count as finished
    early: int  # by then it may be closed early
    longest: int
    ending: float  # what coming to agree takes on average


class Luck(NamedTuple):
    """Where the week's streams start."""

    quit: np.uint64
    ending: np.uint64
    agreeing: np.uint64


@process(
    says="cases end: recovered, dropped out, closed early or run out of time",
    writes=(
        "people.dependency, people.ended, people.mode, people.since, people.status, "
        "people.strength, people.trust, cut_short, events, pending"
    ),
    draws="agreeing, ending, quit support, record",
)
def close_cases(world: World) -> None:
    """Every case that ends this week ends one way, those of people who left among them."""
    leaving, cases, ending = _closing(world)
    if cases.size:
        world.leave(Status.ACTIVE, leaving)
        world.cut_short = world.no_case
        end_cases(world, cases, ending)


def _closing(world: World) -> tuple[Flags, Tracks, Rows]:
    """Which active cases end this week; all that do, those cut short first, and how each does."""
    people, model, start, week = world.people, world.constants, world.luck.start, world.week
    needs, support, seeking = world.arrays.needs, model.support, model.seeking
    return _close(
        world.cut_short, world.standing(Status.ACTIVE), people.need, people.trust, needs.keys,
        support.finished * needs.recovered, world.clock,
        Luck(start("quit support", week), start("ending", 0), start("agreeing", week)),
        seeking.quit_support * dropping_out(world), seeking.quit_untrusting,
        world.levers.shared_endings,
        Weeks(
            support.least_weeks, support.early_weeks, support.longest_weeks, support.ending_weeks
        ),
    )  # fmt: skip


@compiled
def _close(
    cut_short: Tracks,
    active: Tracks,
    need: Floats,
    trust: Floats,
    keys: Bits,
    well: Floats,
    clock: int,
    luck: Luck,
    quit: float,
    untrusting: float,
    shared: float,
    weeks: Weeks,
) -> tuple[Flags, Tracks, Rows]:
    """As ``_closing``: how each ends is a ``Kind``, AGREED added where that was with the person.

    Who trusts less drops out more, with chance quit (untrusting - trust). For most nothing ends,
    which is found out without a branch on the way.
    """
    leaving, most = np.zeros(active.size, dtype=np.bool_), cut_short.size + active.size
    cases, endings, count = np.empty(most, active.dtype), np.empty(most, np.int64), cut_short.size
    cases[:count], endings[:count] = cut_short, CUT_OFF
    for i in range(active.size):
        case = active[i]
        row, key, passed = case.row, keys[case.need], clock - case.since
        quits = chance_of(draw(luck.quit + key, row)) < quit * (untrusting - trust[row])
        finished = (passed >= weeks.least) & (need[row, case.need] < well[case.need])
        longest = passed >= weeks.longest
        early = (longest | (passed >= weeks.early)) & (case.mode & HOLD == 0)
        if not (quits | finished | longest | early):
            continue
        ending = _ending(case, key, quits, finished, longest, early, luck, shared, weeks.ending)
        if ending != STAYS:
            leaving[i] = True
            cases[count], endings[count] = case, ending
            count += 1
    return leaving, cases[:count].copy(), endings[:count].copy()


@compiled
def _ending(
    case: Any, key: np.uint64, quits: bool, finished: bool, longest: bool, early: bool, luck: Luck,
    shared: float, takes: float,
) -> int:  # fmt: skip
    """How a case ends, or STAYS.

    Whether the end is to be agreed is drawn once for a case, so that it stands until the case
    ends; then those who are well stay until they have come to agree.
    """
    agreed, lingers = False, False
    if shared > 0 and (finished or early or longest):
        name = key + (np.uint64(case.since) << _SINCE)
        agreed = chance_of(draw(luck.ending + name, case.row)) < shared
        if agreed and finished and not longest:
            lingers = chance_of(draw(luck.agreeing + key, case.row)) * takes >= 1
    if finished and (quits or not lingers):  # also who leaves before the end is agreed
        return COMPLETED + AGREED * (agreed and not lingers)
    if quits:
        return QUIT_SUPPORT
    if early and not agreed:
        return CLOSED_EARLY
    return RAN_OUT + AGREED * agreed if longest else STAYS
