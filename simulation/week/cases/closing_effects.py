"""How cases end: what is written down, what it leaves in a person, what is kept to be settled.

Reads tracks, need. Writes tracks, ended, trust, strength, dependency, cases cut short and pending.
Draws stream "record".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw
from simulation.world import Closed, Kind, Mode, Status, Tracks, World
from simulation.world.constants import Constants

Flags = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]
CUT_OFF, QUIT_SUPPORT, ENDING_AGREED = map(
    int, (Kind.CUT_OFF, Kind.QUIT_SUPPORT, Kind.ENDING_AGREED)
)
RECORDED, RECORDED_FALSELY = int(Kind.RECORDED), int(Kind.RECORDED_FALSELY)
COMPLEX, GENEROUS, RECORDED_BIT = Mode.COMPLEX, Mode.GENEROUS, np.uint8(Mode.RECORDED)
WELL, FALSELY = 1, 2
AGREED = 1 << 8  # beside the kinds of ending


def cut_off(world: World) -> None:
    """Those who are gone leave every queue and case; the cases are closed this week."""
    people = world.people
    gone, cases = _absent(world.standing(Status.ACTIVE), people.present)
    if cases.size:
        world.cut_short = cases
        people.ended.reshape(-1)[cases["track"]] = world.clock
        world.leave(Status.ACTIVE, gone)
    gone, waited = _absent(world.standing(Status.WAITING), people.present)
    if waited.size:
        world.leave(Status.WAITING, gone)


@compiled
def _absent(tracks: Tracks, present: Flags) -> tuple[Flags, Tracks]:
    """Which tracks are of people who are not here: flags, (n,), and the tracks themselves."""
    absent, gone, count = np.zeros(tracks.size, dtype=np.bool_), np.empty_like(tracks), 0
    for i in range(tracks.size):
        if not present[tracks[i].row]:
            absent[i], gone[count] = True, tracks[i]
            count += 1
    return absent, gone[:count].copy()


def end_cases(world: World, cases: Tracks, ending: Rows) -> None:
    """Record cases that ended as their workers do, and keep them to be settled.

    Parameters
    ----------
    cases
        Those that ended this week, no longer active.
    ending
        ``Kind`` of the ending of each, (n,), AGREED added where that was with the person.
    """
    people, needs = world.people, world.arrays.needs
    columns, (finished, recovered, recorded), happened = _end(
        cases, ending, people.need, people.mode, people.ended, people.waited, people.trust,
        people.strength, people.dependency, needs.recovered, needs.keys,
        world.luck.start("record", world.week), world.clock, world.constants.record,
    )  # fmt: skip
    track, service, kind, began, waited, weeks = columns
    closed = Closed(
        track=track,
        service=service,
        kind=kind,
        mode=cases["mode"].copy(),
        began=began,
        waited=waited,
        weeks=weeks,
        finished=finished,
        recovered=recovered,
        recorded=recorded,
        start_sum=people.start_sum.take(track).astype(np.float64),
        start_own=people.start_own.take(track).astype(np.float64),
    )
    world.keep(closed)
    world.events.add_all(happened)


@compiled
def _end(
    cases: Tracks,
    ending: Rows,
    need: Floats,
    mode: NDArray[np.uint8],
    ended: NDArray[np.int16],
    waited: NDArray[np.uint16],
    trust: Floats,
    strength: Floats,
    dependency: Floats,
    recovered: Floats,
    keys: Bits,
    start: np.uint64,
    clock: int,
    constants: Constants,
) -> tuple[Rows, tuple[Flags, Flags, Flags], Rows]:
    """Six columns of closed cases, (6, n), three of flags, (n,), and what happened, (5, m)."""
    how, agreed = ending & ~AGREED, ending & AGREED > 0
    written = _write_down(
        cases,
        how,
        need,
        mode,
        ended,
        recovered,
        keys,
        start,
        constants.support.generous_success,
        clock,
    )
    _leave(cases, how, written == WELL, agreed, trust, strength, dependency, constants)
    columns = np.empty((6, cases.size), dtype=np.int64)
    for i in range(cases.size):
        case = cases[i]
        columns[0, i], columns[1, i] = case.track, case.service
        columns[2, i] = (case.mode & COMPLEX) != 0
        columns[3, i], columns[4, i] = case.since, waited[case.row, case.need]
        columns[5, i] = clock - case.since
    happened = _happened(cases, how, written, agreed, columns[5])
    return columns, (how != CUT_OFF, written == WELL, written > 0), happened


@compiled
def _write_down(
    cases: Tracks,
    ending: Rows,
    need: Floats,
    mode: NDArray[np.uint8],
    ended: NDArray[np.int16],
    recovered: Floats,
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


@compiled
def _leave(
    cases: Tracks,
    ending: Rows,
    recovered: Flags,
    agreed: Flags,
    trust: Floats,
    strength: Floats,
    dependency: Floats,
    constants: Constants,
) -> None:
    """Move trust, strength and dependency, (P,), once for each case that ended and was not cut off.

    Losses come before gains, which are shares of the way to 1, so that no order matters.
    """
    support = constants.support
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
def _happened(
    cases: Tracks, ending: Rows, written: NDArray[np.uint8], agreed: Flags, weeks: Rows
) -> Rows:
    """Kind, row, need, service and other of what happened, (5, m): endings, records, agreements."""
    again = (written > 0).sum() + (written == FALSELY).sum() + agreed.sum()
    happened, count = np.full((5, cases.size + again), -1, dtype=np.int64), 0
    everybody = np.ones(cases.size, dtype=np.bool_)
    for kind, whom in (
        (0, everybody), (RECORDED, written > 0), (RECORDED_FALSELY, written == FALSELY),
        (ENDING_AGREED, agreed),
    ):  # fmt: skip
        for i in whom.nonzero()[0]:
            happened[0, count] = kind or ending[i]
            happened[1, count], happened[2, count] = cases[i].row, cases[i].need
            happened[3, count] = cases[i].service
            if not kind:
                happened[4, count] = weeks[i]
            count += 1
    return happened
