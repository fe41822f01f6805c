"""What the end of a case leaves: records, changes in the person, and a case to follow up.

Reads tracks, need. Writes tracks, ended, trust, strength, dependency, cases cut short and pending.
Draws stream "record".
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows, chance_of, draw
from simulation.world import Closed, Kind, Mode, ScenarioArrays, Status, Tracks, World
from simulation.world.constants import Constants
from simulation.world.event_log import KIND, NEED, OTHER, ROW, SERVICE
from simulation.world.people import Columns

Flags = NDArray[np.bool_]
CUT_OFF, QUIT_SUPPORT, ENDING_AGREED = map(
    int, (Kind.CUT_OFF, Kind.QUIT_SUPPORT, Kind.ENDING_AGREED)
)
RECORDED, RECORDED_FALSELY = int(Kind.RECORDED), int(Kind.RECORDED_FALSELY)
COMPLEX, GENEROUS, RECORDED_BIT = Mode.COMPLEX, Mode.GENEROUS, np.uint8(Mode.RECORDED)
WELL, FALSELY = 1, 2
AGREED = 1 << 8  # beside the kinds of ending


class Absent(NamedTuple):
    """Tracks of people who are not here."""

    flags: Flags  # which of all tracks, (all,)
    tracks: Tracks  # (n,)


class Ended(NamedTuple):
    """Cases that ended, (n,), and the events that this gives."""

    track: Rows
    service: Rows
    kind: Rows  # 0 simple, 1 complex
    began: Rows
    waited: Rows
    weeks: Rows
    finished: Flags  # not cut off
    recovered: Flags
    recorded: Flags  # as a success
    events: Rows  # as columns of the event log, (5, m)


def cut_off(world: World) -> None:
    """Take people who died or left out of every queue and case; the cases close this week."""
    people = world.people
    active = _absent(world.standing(Status.ACTIVE), people.present)
    if active.tracks.size:
        world.cut_short = active.tracks
        people.ended.reshape(-1)[active.tracks["track"]] = world.clock
        world.leave(Status.ACTIVE, active.flags)
    waiting = _absent(world.standing(Status.WAITING), people.present)
    if waiting.tracks.size:
        world.leave(Status.WAITING, waiting.flags)


@compiled
def _absent(tracks: Tracks, present: Flags) -> Absent:
    """Find the tracks of people who are not here."""
    absent, gone, count = np.zeros(tracks.size, dtype=np.bool_), np.empty_like(tracks), 0
    for i in range(tracks.size):
        if not present[tracks[i].row]:
            absent[i], gone[count] = True, tracks[i]
            count += 1
    return Absent(absent, gone[:count].copy())


def end_cases(world: World, cases: Tracks, ending: Rows) -> None:
    """Record the ends of cases as their workers do, and keep the cases to be followed up.

    Parameters
    ----------
    cases
        Those that ended this week, no longer active.
    ending
        ``Kind`` of the ending of each, (n,), AGREED added where the person agreed.
    """
    people = world.people
    ended = _end(
        cases,
        ending,
        people.record,
        world.arrays.record,
        world.constants.record,
        world.luck.start("record", world.week),
        world.clock,
    )
    closed = Closed(
        track=ended.track,
        service=ended.service,
        kind=ended.kind,
        mode=cases["mode"].copy(),
        began=ended.began,
        waited=ended.waited,
        weeks=ended.weeks,
        finished=ended.finished,
        recovered=ended.recovered,
        recorded=ended.recorded,
        start_sum=people.start_sum.take(ended.track).astype(np.float64),
        start_own=people.start_own.take(ended.track).astype(np.float64),
    )
    world.keep(closed)
    world.events.add_all(ended.events)


@compiled
def _end(
    cases: Tracks,
    ending: Rows,
    people: Columns,
    arrays: ScenarioArrays,
    constants: Constants,
    start: np.uint64,
    clock: int,
) -> Ended:
    """Record what became of cases, and what it leaves in people."""
    how, agreed = ending & ~AGREED, ending & AGREED > 0
    written = _write_down(cases, how, people, arrays, constants, start, clock)
    recovered = written == WELL
    _leave(cases, how, recovered, agreed, people, constants)
    track, service, kind, began, waited, weeks = np.empty((6, cases.size), dtype=np.int64)
    for i in range(cases.size):
        case = cases[i]
        track[i], service[i], kind[i] = case.track, case.service, (case.mode & COMPLEX) != 0
        began[i], weeks[i] = case.since, clock - case.since
        waited[i] = people.waited[case.row, case.need]
    events = _events(cases, how, written, agreed, weeks)
    finished, recorded = how != CUT_OFF, written > 0
    return Ended(track, service, kind, began, waited, weeks, finished, recovered, recorded, events)


@compiled
def _write_down(
    cases: Tracks,
    ending: Rows,
    people: Columns,
    arrays: ScenarioArrays,
    constants: Constants,
    start: np.uint64,
    clock: int,
) -> NDArray[np.uint8]:
    """WELL where a case ends in recovery, FALSELY where it is recorded as if it did, (n,).

    Workers who record generously record a share of the other cases as successes too.
    """
    need, mode, ended = people.need, people.mode, people.ended
    recovered, keys = arrays.needs.recovered, arrays.needs.keys
    generous_success = constants.support.generous_success
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


@compiled
def _leave(
    cases: Tracks,
    ending: Rows,
    recovered: Flags,
    agreed: Flags,
    people: Columns,
    constants: Constants,
) -> None:
    """Move trust, strength and dependency once for each case that ended and was not cut off.

    Losses come before gains, which are shares of the way to 1, so that no order matters.
    """
    support = constants.support
    trust, strength, dependency = people.trust, people.strength, people.dependency
    for i in range(cases.size):
        if ending[i] != CUT_OFF and not recovered[i] and not agreed[i]:
            quits = ending[i] == QUIT_SUPPORT
            trust[cases[i].row] *= support.trust_quit if quits else support.trust_failed
    for i in range(cases.size):
        row = cases[i].row
        if recovered[i]:
            trust[row] += support.trust_success * (1 - trust[row])
        if agreed[i]:
            trust[row] += support.ending_trust * (1 - trust[row])
            strength[row] += support.ending_strength * (1 - strength[row])
            dependency[row] *= 1 - support.ending_freedom


@compiled
def _events(
    cases: Tracks, ending: Rows, written: NDArray[np.uint8], agreed: Flags, weeks: Rows
) -> Rows:
    """Columns of events, (5, m): first all endings, then records, then agreements."""
    beside = (written > 0).sum() + (written == FALSELY).sum() + agreed.sum()
    events = np.full((5, cases.size + beside), -1, dtype=np.int64)
    everybody = np.ones(cases.size, dtype=np.bool_)
    count = _put(events, 0, ending, cases, everybody)
    events[OTHER, :count] = weeks
    for kind, whom in (
        (RECORDED, written > 0),
        (RECORDED_FALSELY, written == FALSELY),
        (ENDING_AGREED, agreed),
    ):
        count = _put(events, count, np.full(cases.size, kind), cases, whom)
    return events


@compiled
def _put(events: Rows, count: int, kinds: Rows, cases: Tracks, whom: Flags) -> int:
    """Add an event for some of the cases to the ``count`` there are; how many there are now."""
    for i in whom.nonzero()[0]:
        events[KIND, count], events[SERVICE, count] = kinds[i], cases[i].service
        events[ROW, count], events[NEED, count] = cases[i].row, cases[i].need
        count += 1
    return count
