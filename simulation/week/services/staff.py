"""Staff: morale moves, some leave, others come and must find their feet.

Reads practice, levers, busy, hours, what staff see.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.week.felt.pressure import blame_felt, stake_felt
from simulation.week.process import process
from simulation.world import WEEKS_A_QUARTER, Kind, Status, World, by_service
from simulation.world.hours import DIRECT

from .practice import quality

Array = NDArray[np.float64]
WORKER_LEFT = int(Kind.WORKER_LEFT)


@process(
    says="by the quarter: morale, staff who leave and join; newcomers settle in",
    writes=(
        "culture.affiliation, culture.leaving, culture.morale, people.trust, services.carried, "
        "services.drop_ins, services.goodwill, services.in_transit, services.knowledge, "
        "services.open_places, services.skill, services.staff, events"
    ),
    draws="worker leaves",
)
def change_staff(world: World) -> None:
    """By the quarter morale moves and staff leave and join; every week, newcomers settle in."""
    services, money = world.services, world.constants.money
    if world.clock and world.clock % WEEKS_A_QUARTER == 0:
        _move_morale(world)
        _turn_over(world)
    services.skill += money.settling_in * (1 - services.skill)


def newcomers_skill(world: World) -> float:
    """Of those who come to a post for which the best person was looked for."""
    loss: float = world.constants.money.newcomer_loss
    return 1 - loss * (1 - float(world.levers.role_fit))


def _move_morale(world: World) -> None:
    """Towards mastery, autonomy, purpose (Deci and Ryan 2000) and ease, as weighed."""
    culture, model = world.culture, world.constants.culture
    weights = np.array([model.by_mastery, model.by_autonomy, model.by_purpose, model.by_ease])
    total = weights.sum()
    if total > 0:
        drives = np.stack([_mastery(world), _autonomy(world), _purpose(world), _ease(world)])
        to = weights @ drives / total
        culture.morale = culture.morale + model.morale_rate * (to - culture.morale)


def _mastery(world: World) -> Array:
    mastery: Array = quality(world) * world.services.skill
    return mastery


def _autonomy(world: World) -> Array:
    stake = stake_felt(world)
    pressure = stake / (1 + stake)
    bound = pressure + blame_felt(world) + world.levers.threshold_rigidity
    return np.full(world.services.count, 1 - bound / 3)


def _purpose(world: World) -> Array:
    purpose: Array = np.clip(world.culture.seen, 0, 1)
    return purpose


def _ease(world: World) -> Array:
    services = world.services
    ease: Array = (1 - services.busy + services.hours[:, DIRECT]) / 2
    return ease


def _turn_over(world: World) -> None:
    """Those who leave take what they know, feel and belong to along, and break relationships."""
    services, culture, model = world.services, world.culture, world.constants
    settled = np.exp(-model.culture.turnover_morale * (culture.morale - model.culture.morale_start))
    left = culture.leaving = np.minimum(model.money.turnover * settled, 1)
    services.knowledge[:-1] *= 1 - left[:, None]
    services.goodwill[:-1] += left[:, None] * (0.5 - services.goodwill[:-1])
    services.know_themselves()
    culture.affiliation -= left * (culture.affiliation - model.culture.affiliation_start)
    _break_relationships(world, left)
    _fill_posts(world, left)


def _break_relationships(world: World, left: Array) -> None:
    """Whose worker left loses some trust, for each need so supported."""
    active, keys = world.standing(Status.ACTIVE), world.arrays.needs.keys
    draw = world.luck.uniform("worker leaves", world.week, active["row"], keys[active["need"]])
    broken = (draw < left[active["service"]]).nonzero()[0]
    rows = active["row"][broken]
    kept = world.arrays.real(world.constants.culture.trust_broken)
    np.multiply.at(world.people.trust, rows, kept)
    world.events.add(WORKER_LEFT, rows, active["need"][broken], active["service"][broken])


def _fill_posts(world: World, left: Array) -> None:
    """Posts wait for the best person as far as roles go by fit and no case needs the post.

    The others are filled at once, with whoever comes.
    """
    services, model = world.services, world.constants
    weeks = round(world.levers.role_fit * model.culture.vacancy_weeks)
    waits = np.minimum(left * services.staff, _unneeded(world)) if weeks else np.zeros_like(left)
    empty = np.divide(waits, services.staff, out=np.zeros_like(left), where=waits > 0)
    # of those who are there now; who is waited for enters the mean when they arrive
    new = np.divide(left - empty, 1 - empty, out=np.zeros_like(left), where=empty < 1)
    services.skill += new * (1 - model.money.newcomer_loss - services.skill)
    if waits.any():
        services.staff = services.staff - waits
        services.fill_places()
        services.in_transit.append((world.clock + weeks, waits))


def _unneeded(world: World) -> Array:
    """Staff whose places stand empty and who are not the least that is kept, (S,)."""
    services = world.services
    held = by_service(world.standing(Status.ACTIVE), services.count)
    empty = np.where(services.drop_in, services.carried, services.open_places - held)
    least = world.constants.money.least_staff * services.first_staff
    spare: Array = np.minimum(empty / services.caseload, services.staff - least)
    return np.maximum(spare, 0)
