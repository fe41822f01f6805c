"""Closing: recovered, dropped out, closed early, or run out of time; agreed with the person or not.

Reads need, trust, since, mode, cases cut short. Writes tracks, trust, strength, dependency. Draws
streams "quit support", "ending", "agreeing" and, in ``endings.py``, "record".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, chance_of, draw
from simulation.world import Kind, Mode, Status, Tracks, World, chosen, followed

from .endings import CUT_OFF, end_cases
from .manner import dropping_out

Flags = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]
COMPLETED, QUIT_SUPPORT, CLOSED_EARLY, RAN_OUT, ENDING_AGREED = map(
    int,
    (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT, Kind.ENDING_AGREED),
)
HOLD = Mode.HOLD
STAYS, AGREED = -1, 1 << 8  # beside the kinds of ending
_SINCE = np.uint64(40)  # bits of a name beside which the week a case began is put


def close_cases(world: World) -> None:
    """Every case that ends this week ends one way, those of people who left among them."""
    active = world.standing(Status.ACTIVE)
    endings = _endings(world, active)
    leaving = endings != STAYS
    ends = leaving.nonzero()[0]
    finished, ending = chosen(active, ends), endings[ends]
    cut_off = np.full(world.cut_short.size, CUT_OFF)
    cases = followed(world.cut_short, finished)
    if not cases.size:
        return
    world.leave(Status.ACTIVE, leaving)
    world.cut_short = world.no_case
    agreed, how = (ending & AGREED) > 0, ending & ~AGREED
    closed = end_cases(world, cases, np.concatenate([cut_off, how]))
    _part(world, finished, how, closed.recovered[cut_off.size :], agreed)


def _part(world: World, cases: Tracks, ending: Rows, recovered: Flags, agreed: Flags) -> None:
    """What the end of a case leaves in a person."""
    people, together = world.people, agreed.nonzero()[0]
    _leave(
        cases, ending, recovered, agreed, people.trust, people.strength, people.dependency,
        world.setting.constants.support,
    )  # fmt: skip
    rows, needs = cases["row"][together], cases["need"][together]
    world.events.add(ENDING_AGREED, rows, needs, cases["service"][together])


@compiled
def _leave(
    cases: Tracks,
    ending: Rows,
    recovered: Flags,
    agreed: Flags,
    trust: Floats,
    strength: Floats,
    dependency: Floats,
    support: Any,
) -> None:
    """Move trust, strength and dependency, (P,), once for each case of a person that ended.

    Losses come before gains, which are shares of the way to 1, so that no order matters.
    """
    for i in range(cases.size):
        if not recovered[i] and not agreed[i]:
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


def _endings(world: World, active: Tracks) -> Rows:
    """How each of the cases ends this week, (n,), as ``_ending`` says."""
    people, model, luck, week = world.people, world.setting.model, world.luck, world.week
    return _ending(
        active, people.need, people.trust, world.setting.needs.keys,
        model.support.finished * world.setting.needs.recovered, world.clock,
        luck.start("quit support", week), luck.start("ending", 0), luck.start("agreeing", week),
        model.seeking.quit_support * dropping_out(world), model.seeking.quit_untrusting,
        world.levers.shared_endings, world.setting.constants.support,
    )  # fmt: skip


@compiled
def _ending(
    active: Tracks,
    need: Floats,
    trust: Floats,
    keys: Bits,
    well: Floats,
    clock: int,
    quit_support: np.uint64,
    ending: np.uint64,
    agreeing: np.uint64,
    quit: float,
    untrusting: float,
    shared: float,
    support: Any,
) -> Rows:
    """How each case ends, (n,): a ``Kind``, AGREED added where that was with the person, or STAYS.

    Who trusts less drops out more, with chance quit (untrusting - trust). Whether the end is to be
    agreed is drawn once for a case, so that it stands until the case ends; then those who are
    well stay until they have come to agree.
    """
    ends = np.full(active.size, STAYS)
    for i in range(active.size):
        case = active[i]
        row, key, weeks = case.row, keys[case.need], clock - case.since
        quits = chance_of(draw(quit_support + key, row)) < quit * (untrusting - trust[row])
        finished = weeks >= support.least_weeks and need[row, case.need] < well[case.need]
        longest = weeks >= support.longest_weeks
        early = (longest or weeks >= support.early_weeks) and not case.mode & HOLD
        agreed, lingers = False, False
        if shared > 0 and (finished or early or longest):
            name = key + (np.uint64(case.since) << _SINCE)
            agreed = chance_of(draw(ending + name, row)) < shared
            if agreed and finished and not longest:
                lingers = chance_of(draw(agreeing + key, row)) * support.ending_weeks >= 1
        if finished and (quits or not lingers):  # also who leaves before the end is agreed
            ends[i] = COMPLETED + AGREED * (agreed and not lingers)
        elif quits:
            ends[i] = QUIT_SUPPORT
        elif early and not agreed:
            ends[i] = CLOSED_EARLY
        elif longest:
            ends[i] = RAN_OUT + AGREED * agreed
    return ends
