"""Rewards: what each case that was followed up is paid for and learned from.

What is paid for is always read from a proxy (``proxies.py``), for the service itself or pooled
among all who worked with the person. Fines and blame are taken from it; what staff see become of
the person is added.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, another, chance_of, draw
from simulation.week.felt.pressure import blame_felt, stake_felt
from simulation.week.services.decision_learning import follow
from simulation.world import Closed, Mode, World, joined
from simulation.world.people import Columns

from .proxies import Cases, own_noise, read_cases, truly_well, whole_person

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
_UNRECORDED = np.uint8(~Mode.RECORDED & 0xFF)


class Draws(NamedTuple):
    """Uniform numbers in [0, 1), one for each case, (n,)."""

    view: Array  # for the error in what staff see
    audit: Array


class Audited(NamedTuple):
    """False records that were found, (n,)."""

    fined: Flags  # by an audit
    struck: Flags  # struck out by assurance


class Team(NamedTuple):
    """The persons' other needs on which support lately ended; all of shape (m,)."""

    case: Rows  # beside which of the cases
    row: Rows
    need: Rows


class Views(NamedTuple):
    """What staff may see become of each case, (n,), in full successes."""

    own: Flags  # the need that was theirs
    team: Array  # the mean over all needs that were worked on
    person: Array  # the fall in the person's burden
    noise: Array  # the error in looking


def reward_cases(world: World, due: Closed, truth: Flags) -> Array:
    """Reward and count cases: what each is worth to the service that had it, (n,)."""
    rows, needs = world.split(due.track)
    start, keys = world.luck.start("settle", world.week), world.arrays.needs.keys
    draws = _draws(rows, needs, start, keys)
    audited = _audited(world, due, draws.audit)
    due = due._replace(recorded=due.recorded & ~audited.struck)
    team = _team(world, rows, needs)
    fine = stake_felt(world) * world.constants.support.penalty
    reward = _paid(world, due, rows, needs, team) - fine * audited.fined
    failed = audited.fined | ~due.recorded  # on record, or found out
    reward -= blame_felt(world) * world.constants.culture.blame_cost * failed
    seen = _seen_by_staff(world, due, team, truth, draws.view)
    reward += world.constants.learning.purpose * seen
    _remember(world, due, truth, seen)
    return reward


@compiled
def _draws(rows: Rows, needs: Rows, start: np.uint64, keys: Bits) -> Draws:
    """What is drawn for each case."""
    draws = np.empty((2, rows.size))
    for number in range(2):
        for i in range(rows.size):
            draws[number, i] = chance_of(draw(another(start + keys[needs[i]], number), rows[i]))
    return Draws(draws[0], draws[1])


def _audited(world: World, due: Closed, drawn: Array) -> Audited:
    """False records that an audit fines, and those that assurance strikes out."""
    assurance = world.levers.assurance
    audit = world.constants.support.audit * (1 - assurance)
    finds = audit + world.constants.culture.assurance_finds * assurance
    return _audit(due, drawn, world.people.record, audit, finds)


@compiled
def _audit(due: Closed, drawn: Array, people: Columns, audit: float, finds: float) -> Audited:
    """As ``_audited``; strikes records out in ``mode`` where no later case has ended since."""
    mode, ended = people.mode, people.ended
    fined, struck = np.zeros((2, drawn.size), dtype=np.bool_)
    for i in range(drawn.size):
        if due.recorded[i] and not due.recovered[i]:
            fined[i], struck[i] = drawn[i] < audit, audit <= drawn[i] < finds
            row = due.track[i] // mode.shape[1]
            k = due.track[i] - row * mode.shape[1]
            if struck[i] and ended[row, k] == due.began[i] + due.weeks[i]:
                mode[row, k] &= _UNRECORDED
    return Audited(fined, struck)


def _team(world: World, rows: Rows, needs: Rows) -> Team:
    """Cases of the same people that ended lately; none where no service is affected by them."""
    if world.levers.pooled_share == 0 and not world.culture.affiliation.any():
        return Team(rows[:0], rows[:0], needs[:0])
    since = world.clock - world.constants.support.return_weeks
    return _beside(rows, needs, world.people.record, since)


@compiled
def _beside(rows: Rows, needs: Rows, people: Columns, since: int) -> Team:
    """As ``_team``: the other needs on which support ended not before ``since``."""
    ended, count = people.ended, 0
    width = ended.shape[1]
    case, row, need = np.empty((3, rows.size * width), dtype=np.int64)
    for i in range(rows.size):
        for k in range(width):
            case[count], row[count], need[count] = i, rows[i], k
            count += k != needs[i] and ended[rows[i], k] >= since
    return Team(case[:count].copy(), row[:count].copy(), need[:count].copy())


@compiled
def _among_team(case: Rows, own: NDArray[Any], others: NDArray[Any]) -> Array:
    """The mean over each case and those beside it, (n,); ``others`` is of shape (m,)."""
    total, count = np.zeros(own.size), np.ones(own.size)
    for j in range(case.size):
        total[case[j]] += others[j]
        count[case[j]] += 1
    return (own + total) / count


def _paid(world: World, due: Closed, rows: Rows, needs: Rows, team: Team) -> Array:
    """The reward for what is measured, own and pooled, (n,); the commissioner counts it.

    The pooled reward is the mean reading of this case and of those of its team: divided among
    those who worked, it dilutes. Undivided, each is paid in full for what all did.
    """
    people, pooled_share = world.people, world.levers.pooled_share
    cases = Cases(rows, needs, due.recorded, due.recovered, due.waited, due.start_sum)
    if pooled_share > 0:
        row, need = team.row, team.need
        others = Cases(
            row,
            need,
            (people.mode[row, need] & Mode.RECORDED) > 0,
            truly_well(world, row, need),
            people.waited[row, need].astype(np.int64),
            people.start_sum[row, need].astype(np.float64),
        )
        cases = joined([cases, others])
    readings = read_cases(world, cases)
    own = readings[: rows.size]
    _count(world, due, own)
    paid: Array = (1 - pooled_share) * ((own * world.services.stake[due.service]) @ world.pay)
    if pooled_share > 0:
        worth = readings @ world.pay
        pool = _among_team(team.case, worth[: rows.size], worth[rows.size :])
        if world.constants.money.pooling == "undivided":
            pool *= 1 + np.bincount(team.case, minlength=rows.size)
        paid += pooled_share * pool
    return stake_felt(world) * paid


def _seen_by_staff(world: World, due: Closed, team: Team, truth: Flags, drawn: Array) -> Array:
    """What staff see become of the person, in full successes, (n,).

    Those who belong to their service look at the need that was theirs; those who belong to the
    whole, at all needs that were worked on. As far as people were heard, it is the fall in their
    burden that counts, by what matters to them, whoever worked on it.
    """
    culture, rows = world.culture, world.split(due.track)[0]
    together = _among_team(team.case, truth, truly_well(world, team.row, team.need))
    whole = np.zeros(rows.size)
    if culture.heard.any():
        fall = (due.start_own - world.own_burden(rows)) * len(world.arrays.values.names)
        whole = whole_person(world, rows, fall)
    views = Views(truth, together, whole, own_noise(world, drawn))
    clears = world.constants.culture.heard_clears
    return _see(due.service, views, culture.affiliation, culture.heard, clears)


@compiled
def _see(service: Rows, views: Views, affiliation: Array, heard: Array, clears: float) -> Array:
    """As ``_seen_by_staff``, from the affiliation and hearing of each service, (S,)."""
    own, team, person, noise = views
    seen = np.empty(own.size)
    for i in range(own.size):
        belongs, hears = affiliation[service[i]], heard[service[i]]
        of_needs = own[i] + belongs * (team[i] - own[i])
        of_person = of_needs + hears * (person[i] - of_needs)
        seen[i] = of_person + (1 - clears * hears) * noise[i]
    return seen


def _remember(world: World, due: Closed, truth: Flags, seen: Array) -> None:
    """Running averages of success as recorded, in truth, and as staff see it."""
    culture, finished = world.culture, due.finished.nonzero()[0]
    recorded, well = due.recorded.astype(np.float64), truth.astype(np.float64)
    follow(
        world,
        due.service[finished],
        (culture.recorded, recorded[finished]),
        (culture.truth, well[finished]),
        (culture.seen, seen[finished]),
    )


def _count(world: World, due: Closed, readings: Array) -> None:
    """Add cases and their readings to what the commissioner counts."""
    services = world.services
    services.closed += np.bincount(due.service, minlength=services.count)
    _add_up(services.counted, due.service, readings)


@compiled
def _add_up(counted: Array, service: Rows, readings: Array) -> None:
    """Add what was read of each case, (n, X), to its service's count, (S, X)."""
    for i in range(service.size):
        for x in range(readings.shape[1]):
            counted[service[i], x] += readings[i, x]
