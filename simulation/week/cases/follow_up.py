"""Settling: some weeks after it closed, a case is checked; by and by returns are made of it.

A return is what a case is paid for and learned from. It is always made of readings of a proxy
(``proxies.py``), for the service itself or pooled among all who worked with the person.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Bits, Rows, another, chance_of, draw
from simulation.week.felt.pressure import blame_felt, stake_felt
from simulation.week.process import process
from simulation.week.services.decision_learning import follow, learn_from_cases, learn_from_refusals
from simulation.world import Closed, Kind, Mode, World, joined
from simulation.world.hours import RECORDING

from .proxies import Cases, own_noise, read_cases, truly_well, whole_person

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
_UNRECORDED = np.uint8(~Mode.RECORDED & 0xFF)
SETTLED, SUSTAINED = int(Kind.SETTLED), int(Kind.SUSTAINED)


class Team(NamedTuple):
    """The persons' other needs on which support lately ended; all of shape (m,)."""

    case: Rows  # beside which of the cases
    row: Rows
    need: Rows


@process(
    says="older cases are checked; every few weeks they are paid for and learned from",
    writes=(
        "commissioners.settled, commissioners.sustained, culture.recorded, culture.seen, "
        "culture.truth, people.mode, services.chance, services.closed, services.counted, "
        "services.earned, services.logit, services.propensity, services.spent, "
        "services.usual_hours, services.usual_pay, services.usual_square, checked, events, "
        "pending, refused"
    ),
    draws="reading, settle",
)
def settle_cases(world: World) -> None:
    """Check the cases that closed the settling time ago; make returns when they are due."""
    due = world.due()
    if due is not None:
        _check(world, due)
    if world.clock % world.constants.support.settle_every == 0:
        _make_returns(world)


def _check(world: World, due: Closed) -> None:
    """Whether each person was truly well when their case was settled; checking takes hours."""
    people, commissioners = world.people, world.commissioners
    cost = float(world.arrays.proxies.cost @ world.pay) * world.levers.targets_collected
    truth, settled, sustained = _look(
        due.track, due.service, due.finished, people.need, people.present,
        world.arrays.needs.success, world.services.spent, cost, commissioners.settled,
        commissioners.sustained,
    )  # fmt: skip
    world.events.add(SETTLED, *settled)
    world.events.add(SUSTAINED, *sustained)
    world.checked.append((due, truth))


@compiled
def _look(
    track: Rows,
    service: Rows,
    finished: Flags,
    need: NDArray[Any],
    present: Flags,
    success: NDArray[Any],
    spent: Array,
    cost: float,
    all_settled: Array,
    all_sustained: Array,
) -> tuple[Flags, Rows, Rows]:
    """Who is well, (n,); row, need and service of all cases not cut off, and of the well, (3, m).

    Adds to the contacts ``spent``, (S, uses), what checking each case costs, and these cases to
    those of each service, (S,).
    """
    truth, seen = np.empty(track.size, np.bool_), np.empty((2, 3, track.size), np.int64)
    settled, sustained = 0, 0
    for i in range(truth.size):
        row = track[i] // need.shape[1]
        k = track[i] - row * need.shape[1]
        truth[i] = present[row] and need[row, k] < success[k]
        seen[0, :, settled] = seen[1, :, sustained] = row, k, service[i]
        settled += finished[i]
        sustained += finished[i] and truth[i]
        all_settled[service[i]] += finished[i]
        all_sustained[service[i]] += finished[i] and truth[i]
    for s, cases in enumerate(np.bincount(service, minlength=spent.shape[0])):
        spent[s, RECORDING] += cost * cases
    return truth, seen[0, :, :settled].copy(), seen[1, :, :sustained].copy()


def _make_returns(world: World) -> None:
    """What refusals and settled cases since the last returns pay and teach."""
    if world.refused:
        learn_from_refusals(world, joined(world.refused))
        world.refused = []
    if world.checked:
        batches, truths = zip(*world.checked, strict=True)
        due, truth = joined(batches), np.concatenate(truths)
        world.checked = []
        learn_from_cases(world, due, _payoff(world, due, truth))


def _payoff(world: World, due: Closed, truth: Flags) -> Array:
    """What each case pays, (n,)."""
    rows, needs = world.split(due.track)
    start, keys = world.luck.start("settle", world.week), world.arrays.needs.keys
    draws = _draws(rows, needs, start, keys)
    fined, struck = _found(world, due, draws[1])
    due = due._replace(recorded=due.recorded & ~struck)
    team = _team(world, rows, needs)
    payoff = (
        _paid(world, due, rows, needs, team)
        - stake_felt(world) * world.constants.support.penalty * fined
    )
    shows = fined | ~due.recorded  # a failure on record, or one found out
    payoff -= blame_felt(world) * world.constants.culture.blame_cost * shows
    seen = _seen_by_staff(world, due, team, truth, draws[0])
    payoff += world.constants.learning.purpose * seen
    _remember(world, due, truth, seen)
    return payoff


@compiled
def _draws(rows: Rows, needs: Rows, start: np.uint64, keys: Bits) -> Array:
    """For each case one number for the staff's own view and one for audit, (2, n)."""
    draws = np.empty((2, rows.size))
    for number in range(2):
        for i in range(rows.size):
            draws[number, i] = chance_of(draw(another(start + keys[needs[i]], number), rows[i]))
    return draws


def _found(world: World, due: Closed, drawn: Array) -> tuple[Flags, Flags]:
    """False records that an audit fines, and those that assurance strikes out; each (n,)."""
    people, assurance = world.people, world.levers.assurance
    audit = world.constants.support.audit * (1 - assurance)
    finds = audit + world.constants.culture.assurance_finds * assurance
    return _audit(due, drawn, audit, finds, people.ended, people.mode)


@compiled
def _audit(
    due: Closed,
    drawn: Array,
    audit: float,
    finds: float,
    ended: NDArray[np.int16],
    mode: NDArray[np.uint8],
) -> tuple[Flags, Flags]:
    """As ``_found``; strikes them out in ``mode``, (P, K), where no later case ended since."""
    fined, struck = np.zeros((2, drawn.size), dtype=np.bool_)
    for i in range(drawn.size):
        if due.recorded[i] and not due.recovered[i]:
            fined[i], struck[i] = drawn[i] < audit, audit <= drawn[i] < finds
            row = due.track[i] // mode.shape[1]
            k = due.track[i] - row * mode.shape[1]
            if struck[i] and ended[row, k] == due.began[i] + due.weeks[i]:
                mode[row, k] &= _UNRECORDED
    return fined, struck


def _team(world: World, rows: Rows, needs: Rows) -> Team:
    """Those who worked with the same person lately; nobody, where nobody minds them."""
    if world.levers.pooled_share == 0 and not world.culture.affiliation.any():
        return Team(rows[:0], rows[:0], needs[:0])
    since = world.clock - world.constants.support.return_weeks
    return Team(*_beside(rows, needs, world.people.ended, since))


@compiled
def _beside(rows: Rows, needs: Rows, ended: NDArray[np.int16], since: int) -> Rows:
    """As ``Team``, (3, m): the other needs on which support ended not before ``since``."""
    width, count = ended.shape[1], 0
    beside = np.empty((3, rows.size * width), dtype=np.int64)
    for i in range(rows.size):
        for k in range(width):
            beside[0, count], beside[1, count], beside[2, count] = i, rows[i], k
            count += k != needs[i] and ended[rows[i], k] >= since
    return beside[:, :count].copy()


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
        _, row, need = team
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
    return _see(
        due.service, truth, together, whole, own_noise(world, drawn), culture.affiliation,
        culture.heard, world.constants.culture.heard_clears,
    )  # fmt: skip


@compiled
def _see(
    service: Rows,
    own: Flags,
    together: Array,
    whole: Array,
    noise: Array,
    affiliation: Array,
    heard: Array,
    clears: float,
) -> Array:
    """As ``_seen_by_staff``, from what can be seen of each case and how services are, (S,)."""
    seen = np.empty(own.size)
    for i in range(own.size):
        belongs, hears = affiliation[service[i]], heard[service[i]]
        of_needs = own[i] + belongs * (together[i] - own[i])
        of_person = of_needs + hears * (whole[i] - of_needs)
        seen[i] = of_person + (1 - clears * hears) * noise[i]
    return seen


def _remember(world: World, due: Closed, truth: Flags, seen: Array) -> None:
    """Running averages of success as recorded, in truth, and as staff see it."""
    culture, finished = world.culture, due.finished.nonzero()[0]
    recorded, well = due.recorded.astype(np.float64), truth.astype(np.float64)
    follow(
        world, (culture.recorded, culture.truth, culture.seen), due.service[finished],
        (recorded[finished], well[finished], seen[finished]),
    )  # fmt: skip


def _count(world: World, due: Closed, readings: Array) -> None:
    """The commissioner's counts."""
    services = world.services
    services.closed += np.bincount(due.service, minlength=services.count)
    _add_up(services.counted, due.service, readings)


@compiled
def _add_up(counted: Array, service: Rows, readings: Array) -> None:
    """Add what was read of each case, (n, X), to its service's count, (S, X)."""
    for i in range(service.size):
        for x in range(readings.shape[1]):
            counted[service[i], x] += readings[i, x]
