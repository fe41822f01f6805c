"""Commissioning: targets ratchet, contracts are let again, staff move to bottlenecks.

Reads counts, queues, levers.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.week.process import process
from simulation.world import MONEY, RATCHET, WEEKS_A_QUARTER, WEEKS_A_YEAR, Decision, World
from simulation.world.services import shares

from .staff_moves import give_notice, run_off, staff_arrive, transfer

Array = NDArray[np.float64]


@process(
    says="staff arrive and go; by the quarter, staff to bottlenecks; by the year, ratchet; "
    "contracts",
    writes=(
        "commissioners.agenda, commissioners.begun, services.carried, services.closed, "
        "services.counted, services.drop_ins, services.goodwill, services.in_transit, "
        "services.inflate_logit, services.inflated, services.notice, services.open_places, "
        "services.owed, services.reviewed, services.skill, services.staff, services.target, "
        "contracts"
    ),
    draws="report",
)
def commission(world: World) -> None:
    """What falls due this week."""
    services, clock, levers = world.services, world.clock, world.levers
    staff_arrive(world)
    if not clock or not services.count:
        return
    run_off(world)
    if clock % WEEKS_A_QUARTER == 0 and levers.open_book > 0:
        _open_book(world)
    _carry_out(world)
    if clock % WEEKS_A_YEAR == 0 and levers.target_ratchet > 0:
        above = np.maximum(rates(world) - services.target, 0)
        pull = np.minimum(levers.target_ratchet * world.commissioners.strength(RATCHET), 1)
        services.target = np.minimum(services.target + pull[:, None] * above, 1)
    if world.contracts.fall(clock, levers.contract_weeks):
        # notice that has not run out belonged to the contracts that are over
        services.give_notice(np.zeros_like(services.notice))
        if levers.competition > 0:
            _let_contracts(world)
        world.commissioners.begun -= services.counts()
        services.counted = np.zeros_like(services.counted)
        services.closed = np.zeros_like(services.closed)
        services.reviewed = np.zeros_like(services.reviewed)


def rates(world: World) -> Array:
    """Counted successes a settled case, (S, X); a service with none stands at its target."""
    services, cases = world.services, world.services.closed[:, None]
    rate: Array = np.divide(services.counted, cases, out=services.target.copy(), where=cases > 0)
    return rate


def _same_purse(world: World) -> NDArray[np.bool_]:
    """Which services bid for or hold the same money, (S, S); what no purse pays stands alone."""
    purse = world.services.purse
    same: NDArray[np.bool_] = (purse[:, None] == purse[None, :]) & (purse[:, None] >= 0)
    return same


def _let_contracts(world: World) -> None:
    """Money follows recorded performance within a purse; those who bid think less of each other."""
    services, money = world.services, world.constants.money
    same = _same_purse(world)
    score = rates(world) @ world.pay
    bids = (services.staff > 0) & ~services.drop_in  # a drop-in has no cases to be judged by
    among = shares(same * (services.staff * bids)[None, :])
    ahead = np.clip((score - among @ score) / money.near_target, -1, 1) * bids
    stake = world.levers.competition * money.retender * world.commissioners.strength(MONEY)
    give_notice(world, np.minimum(stake, 1) * ahead * services.staff, same)
    rivals = same & bids[:, None] & bids[None, :] & ~np.eye(services.count, dtype=bool)
    kept = 1 - money.bidding_loss * world.levers.competition
    services.goodwill[:-1][rivals] *= kept


def _open_book(world: World) -> None:
    """Staff are to move from where there is room to where queues are reported longest."""
    services, money, levers = world.services, world.constants.money, world.levers
    reported = _report_queues(world)
    pressure = (services.active + reported) / np.maximum(services.open_places, 1)
    same = _same_purse(world)
    funded = services.purse >= 0
    everyone = funded[:, None] & funded[None, :]
    rate = np.minimum(levers.open_book * money.move_rate * world.commissioners.strength(MONEY), 1)
    moves = []
    for pool, share in ((same, 1 - levers.purses_merged), (everyone, levers.purses_merged)):
        if share > 0:
            among = shares(pool * services.staff[None, :])
            ahead = np.clip(pressure - among @ pressure, -1, 1) * (services.staff > 0)
            moves.append((share * rate * ahead * services.staff, pool))
    sooner = 1 - levers.facilitation / 2
    talks = levers.consensus_share * world.constants.steering.consensus_weeks * sooner
    due = world.clock + round(talks)
    world.commissioners.agenda.append(Decision(due, tuple(moves), services.inflated))


def _carry_out(world: World) -> None:
    """Decisions that everybody who was to be asked has been asked about are carried out."""
    agenda, clock = world.commissioners.agenda, world.clock
    world.commissioners.agenda = [decision for decision in agenda if decision.due > clock]
    for decision in agenda:
        if decision.due <= clock:
            gained = np.zeros(world.services.count)
            before = np.maximum(world.services.staff, 1e-9)
            for want, pool in decision.moves:
                gained += transfer(world, want, pool, world.constants.money.move_weeks)
            _learn_to_report(world, gained / before, decision.reported_long)


def _report_queues(world: World) -> Array:
    """Queues as services report them: some say they are longer than they are."""
    services, money = world.services, world.constants.money
    chance = 1 / (1 + np.exp(-services.inflate_logit))
    draw = world.luck.named("report", world.week, services.keys)
    services.inflated = draw < chance
    reported: Array = services.waiting * (1 + money.inflation * services.inflated)
    return reported


def _learn_to_report(world: World, gained: Array, reported_long: NDArray[np.bool_]) -> None:
    """Staff won after a report, against what others won, make that way of reporting likelier."""
    services, learning = world.services, world.constants.learning
    if not learning.policy_learning:
        return
    spread = max(float(gained.std()), 1e-9)
    better = np.clip((gained - gained.mean()) / spread, -3, 3) * (services.staff > 0)
    chance = 1 / (1 + np.exp(-services.inflate_logit))
    services.inflate_logit += learning.rate * better * (reported_long - chance)
