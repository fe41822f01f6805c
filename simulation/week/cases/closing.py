"""Closing: recovered, dropped out, closed early, or run out of time; agreed with the person or not.

Reads need, trust, since, mode, cases cut short.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw
from simulation.week.felt.support_style import dropping_out
from simulation.week.process import process
from simulation.world import Kind, Mode, ScenarioArrays, Status, Tracks, World
from simulation.world.constants import Constants
from simulation.world.people import Columns

from .closing_effects import AGREED, CUT_OFF, end_cases

Flags = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]
COMPLETED, QUIT_SUPPORT, CLOSED_EARLY, RAN_OUT = map(
    int, (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
)
HOLD = Mode.HOLD
STAYS = -1  # beside the kinds of ending
_SINCE = np.uint64(40)  # bits of a name beside which the week a case began is put


class Streams(NamedTuple):
    """Where streams of random numbers start."""

    quitting: np.uint64
    ending: np.uint64  # the same every week
    agreeing: np.uint64


class Week(NamedTuple):
    """What holds for the endings of this week."""

    clock: int
    well: Floats  # a need below this counts as finished, (K,)
    dropout: float  # the rate at which people who lack trust drop out
    shared: float  # the share of endings that are agreed with the person
    streams: Streams


class Reasons(NamedTuple):
    """Why a case may end this week."""

    quits: bool  # the person drops out
    finished: bool  # the need is met, and the case has lasted the least it must
    early: bool  # it may be closed early, or has lasted the longest it may
    longest: bool  # it has lasted the longest it may


class Endings(NamedTuple):
    """Cases that end this week, those cut short first."""

    leaving: Flags  # which of the active cases, (active,)
    cases: Tracks  # (n,)
    kind: Rows  # the ``Kind`` of each, AGREED added where the person agreed, (n,)


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
    endings = _endings(world)
    if endings.cases.size:
        world.leave(Status.ACTIVE, endings.leaving)
        world.cut_short = world.no_case
        end_cases(world, endings.cases, endings.kind)


def _endings(world: World) -> Endings:
    """Which cases end this week, and how."""
    model, start, week = world.constants, world.luck.start, world.week
    this_week = Week(
        world.clock,
        model.support.finished * world.arrays.needs.recovered,
        model.seeking.quit_support * dropping_out(world),
        world.levers.shared_endings,
        Streams(start("quit support", week), start("ending", 0), start("agreeing", week)),
    )
    return _close(
        world.cut_short,
        world.standing(Status.ACTIVE),
        world.people.record,
        world.arrays.record,
        world.constants.record,
        this_week,
    )


@compiled
def _close(
    cut_short: Tracks,
    active: Tracks,
    people: Columns,
    arrays: ScenarioArrays,
    constants: Constants,
    week: Week,
) -> Endings:
    """As ``_endings``.

    People who trust less drop out more, with chance dropout (quit_untrusting - trust). Most cases
    do not end: the loop finds that out with a single branch.
    """
    need, trust, keys = people.need, people.trust, arrays.needs.keys
    support, untrusting = constants.support, constants.seeking.quit_untrusting
    leaving, most = np.zeros(active.size, dtype=np.bool_), cut_short.size + active.size
    cases, kinds, count = np.empty(most, active.dtype), np.empty(most, np.int64), cut_short.size
    cases[:count], kinds[:count] = cut_short, CUT_OFF
    for i in range(active.size):
        case = active[i]
        row, key, passed = case.row, keys[case.need], week.clock - case.since
        luck = chance_of(draw(week.streams.quitting + key, row))
        quits = luck < week.dropout * (untrusting - trust[row])
        well = need[row, case.need] < week.well[case.need]
        finished = (passed >= support.least_weeks) & well
        longest = passed >= support.longest_weeks
        early = (longest | (passed >= support.early_weeks)) & (case.mode & HOLD == 0)
        if not (quits | finished | longest | early):
            continue
        reasons = Reasons(quits, finished, early, longest)
        kind = _kind(case, key, reasons, week, support.ending_weeks)
        if kind != STAYS:
            leaving[i] = True
            cases[count], kinds[count] = case, kind
            count += 1
    return Endings(leaving, cases[:count].copy(), kinds[:count].copy())


@compiled
def _kind(case: Any, key: np.uint64, reasons: Reasons, week: Week, ending_weeks: float) -> int:
    """The kind of a case's ending, AGREED added where the person agreed; STAYS if it goes on.

    Whether the end is to be agreed is drawn once for a case, so that it stands until the case
    ends. People who are well then stay until they have agreed, ``ending_weeks`` on average.
    """
    quits, finished, early, longest = reasons
    agreed, lingers = False, False
    if week.shared > 0 and (finished or early or longest):
        name = key + (np.uint64(case.since) << _SINCE)
        agreed = chance_of(draw(week.streams.ending + name, case.row)) < week.shared
        if agreed and finished and not longest:
            luck = chance_of(draw(week.streams.agreeing + key, case.row))
            lingers = luck * ending_weeks >= 1
    if finished and (quits or not lingers):  # some leave before the end is agreed
        return COMPLETED + AGREED * (agreed and not lingers)
    if quits:
        return QUIT_SUPPORT
    if early and not agreed:
        return CLOSED_EARLY
    return RAN_OUT + AGREED * agreed if longest else STAYS
