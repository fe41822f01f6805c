"""Commissioning: targets ratchet, contracts are let again, staff move to bottlenecks.

Reads counts, queues, levers. Writes targets, staff, goodwill, skill, habits of reporting. Draws
stream "report".
"""

import numpy as np
from numpy.typing import NDArray

from simulation.world import WEEKS_A_YEAR, World
from simulation.world.services import shares

from .review import QUARTER
from .staff import newcomers_skill

Array = NDArray[np.float64]


def commission(world: World) -> None:
    """What falls due this week."""
    services, clock, levers = world.services, world.clock, world.levers
    _staff_arrive(world)
    if not clock or not services.count:
        return
    if clock % QUARTER == 0 and levers.open_book > 0:
        _open_book(world)
    if clock % WEEKS_A_YEAR == 0 and levers.target_ratchet > 0:
        above = np.maximum(_rates(world) - services.target, 0)
        services.target = np.minimum(services.target + levers.target_ratchet * above, 1)
    if clock % levers.contract_weeks == 0:
        if levers.competition > 0:
            _let_contracts(world)
        services.counted = np.zeros_like(services.counted)
        services.closed = np.zeros_like(services.closed)
        services.reviewed = np.zeros_like(services.reviewed)


def _rates(world: World) -> Array:
    """Counted successes a settled case, (S, X); a service with none stands at its target."""
    services, cases = world.services, world.services.closed[:, None]
    rates: Array = np.divide(services.counted, cases, out=services.target.copy(), where=cases > 0)
    return rates


def _same_purse(world: World) -> NDArray[np.bool_]:
    """Which services bid for or hold the same money, (S, S); what no purse pays stands alone."""
    purse = world.services.purse
    same: NDArray[np.bool_] = (purse[:, None] == purse[None, :]) & (purse[:, None] >= 0)
    return same


def _let_contracts(world: World) -> None:
    """Money follows recorded performance within a purse; bidders think less of each other."""
    services, money = world.services, world.setting.model.money
    same = _same_purse(world)
    score = _rates(world) @ world.pay
    weight = services.staff * (services.staff > 0)
    among = shares(same * weight[None, :])
    ahead = (score - among @ score) * (weight > 0)
    want = world.levers.competition * money.retender * ahead * services.staff
    _transfer(world, want, same, delay=0)
    rivals = same & ~np.eye(services.count, dtype=bool)
    kept = 1 - money.bidding_loss * world.levers.competition
    services.goodwill[:-1][rivals] *= kept


def _open_book(world: World) -> None:
    """Staff move from where there is room to where queues are reported longest."""
    services, money, levers = world.services, world.setting.model.money, world.levers
    reported = _report_queues(world)
    pressure = (services.active + reported) / np.maximum(services.open_places, 1)
    same = _same_purse(world)
    funded = services.purse >= 0
    everyone = funded[:, None] & funded[None, :]
    before = services.staff.copy()
    for pool, share in ((same, 1 - levers.purses_merged), (everyone, levers.purses_merged)):
        if share > 0:
            among = shares(pool * services.staff[None, :])
            ahead = np.clip(pressure - among @ pressure, -1, 1) * (services.staff > 0)
            want = share * levers.open_book * money.move_rate * ahead * services.staff
            _transfer(world, want, pool, money.move_weeks)
    _learn_to_report(world, before)


def _report_queues(world: World) -> Array:
    """Queues as services report them: some say they are longer than they are."""
    services, money = world.services, world.setting.model.money
    chance = 1 / (1 + np.exp(-services.inflate_logit))
    draw = world.luck.named("report", world.week, services.keys)
    services.inflated = draw < chance
    reported: Array = services.waiting * (1 + money.inflation * services.inflated)
    return reported


def _learn_to_report(world: World, before: Array) -> None:
    """Staff won after a report, against what others won, make that way of reporting likelier."""
    services, learning = world.services, world.setting.learning
    if not learning.policy_learning:
        return
    won = np.zeros(services.count)
    for due, staff in services.in_transit:
        if due == world.clock + world.setting.model.money.move_weeks:
            won += staff
    gained = (services.staff - before + won) / np.maximum(services.staff, 1e-9)
    spread = max(float(gained.std()), 1e-9)
    better = np.clip((gained - gained.mean()) / spread, -3, 3) * (services.staff > 0)
    chance = 1 / (1 + np.exp(-services.inflate_logit))
    services.inflate_logit += learning.rate * better * (services.inflated - chance)


def _transfer(world: World, want: Array, pool: NDArray[np.bool_], delay: int) -> None:
    """Move staff within each pool from those who are to lose to those who are to gain.

    ``want`` is staff to gain (positive) or lose, (S,); ``pool`` says who can give to whom,
    (S, S), an equivalence. A service gives up only staff whose places stand empty, and keeps
    its least; what cannot be given is not received, so that staff are conserved.
    """
    services, money = world.services, world.setting.model.money
    empty = np.maximum(services.open_places - services.active, 0) / services.caseload
    spare = np.minimum(empty, services.staff - money.least_staff * services.first_staff)
    give = np.minimum(np.maximum(-want, 0), np.maximum(spare, 0))
    take = np.maximum(want, 0)
    gives, takes = pool @ give, pool @ take
    moved = np.minimum(gives, takes)
    give = give * np.divide(moved, gives, out=np.zeros_like(give), where=gives > 0)
    take = take * np.divide(moved, takes, out=np.zeros_like(take), where=takes > 0)
    services.staff = services.staff - give
    services.fill_places()
    if take.any():
        services.in_transit.append((world.clock + delay, take))
    if delay == 0:
        _staff_arrive(world)


def _staff_arrive(world: World) -> None:
    """Staff on the move begin where they were sent; they are less effective at first."""
    services, skill = world.services, newcomers_skill(world)
    if not services.in_transit:
        return
    later = []
    for due, staff in services.in_transit:
        if due > world.clock:
            later.append((due, staff))
            continue
        total = services.staff + staff
        skilled = services.staff * services.skill + staff * skill
        services.skill = np.divide(skilled, total, out=services.skill.copy(), where=total > 0)
        services.staff = total
    services.in_transit = later
    services.fill_places()
