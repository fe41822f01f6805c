"""Staff move: agreed on or imposed, at once, after a while, or as their cases end.

Reads places, cases, levers, affiliation. Writes staff, skill, goodwill, notice. Draws nothing.
"""

import numpy as np
from numpy.typing import NDArray

from simulation.week.services.staff import newcomers_skill
from simulation.world import World
from simulation.world.services import shares

Array = NDArray[np.float64]
Pool = NDArray[np.bool_]


def transfer(world: World, want: Array, pool: Pool, delay: int) -> Array:
    """Move staff within each pool from those who are to lose to those who are to gain.

    ``want`` is staff to gain (positive) or lose, (S,); ``pool`` says who can give to whom,
    (S, S), an equivalence. A service gives up only staff whose places stand empty, keeps its
    least, and withholds what it does not agree to; what cannot be given is not received, so that
    staff are conserved. Returns what each gains or loses, (S,).
    """
    services = world.services
    empty = np.maximum(services.open_places - services.active, 0) / services.caseload
    spare = np.minimum(empty, _above_least(world))
    give, take = _matched(world, want, pool, spare)
    _resent(world, give, pool & (take > 0))
    services.staff = services.staff - give
    services.fill_places()
    _send(world, take, delay)
    return take - give


def give_notice(world: World, want: Array, pool: Pool) -> None:
    """The same for contracts: staff finish their cases, take no more, and go as cases end."""
    give, take = _matched(world, want, pool, np.maximum(_above_least(world), 0))
    world.services.give_notice(give[:, None] * shares(pool * take))


def run_off(world: World) -> None:
    """Staff under notice whose places stand empty begin where they are to go."""
    services = world.services
    owed = services.owed
    if not owed.any():
        return
    empty = np.maximum(services.places - services.active, 0) / services.caseload
    if not (owed * empty).any():
        return
    least = world.constants.money.least_staff * services.first_staff
    spare = np.minimum(empty, np.maximum(services.staff - least, 0))
    gone = np.minimum(np.divide(spare, owed, out=np.zeros_like(owed), where=owed > 0), 1)
    moved = services.notice * gone[:, None]
    services.staff = services.staff - moved.sum(1)
    services.give_notice(services.notice - moved)
    services.fill_places()
    _send(world, moved.sum(0), 0)


def staff_arrive(world: World) -> None:
    """Staff on the move begin where they were sent; they are less effective at first."""
    services, transit = world.services, world.services.in_transit
    arrives = [staff for due, staff in transit if due <= world.clock]
    if not arrives:
        return
    services.in_transit = [(due, staff) for due, staff in transit if due > world.clock]
    skill = newcomers_skill(world)
    for staff in arrives:
        total = services.staff + staff
        skilled = services.staff * services.skill + staff * skill
        services.skill = np.divide(skilled, total, out=services.skill.copy(), where=total > 0)
        services.staff = total
    services.fill_places()


def _above_least(world: World) -> Array:
    """Staff that a service does not have to keep and is not about to give up, (S,)."""
    services = world.services
    kept = world.constants.money.least_staff * services.first_staff
    above: Array = services.staff - kept - services.owed
    return above


def _matched(world: World, want: Array, pool: Pool, spare: Array) -> tuple[Array, Array]:
    """Staff given and taken, (S,) each, as much within every pool."""
    take = np.maximum(want, 0)
    give = np.minimum(np.maximum(-want, 0), np.maximum(spare, 0)) * _consent(world, pool, take)
    gives, takes = pool @ give, pool @ take
    moved = np.minimum(gives, takes)
    give = give * np.divide(moved, gives, out=np.zeros_like(give), where=gives > 0)
    take = take * np.divide(moved, takes, out=np.zeros_like(take), where=takes > 0)
    return give, take


def _consent(world: World, pool: Pool, take: Array) -> Array:
    """Share of a loss that a service lets go, (S,): all of it where it is not asked.

    Asked, it agrees as far as it belongs to the whole, and for the rest as far as it wishes
    those well who gain.
    """
    asked = world.levers.consensus_share
    if asked == 0:
        return np.ones(take.size)
    goodwill = (shares(pool * take) * world.services.goodwill[:-1]).sum(1)
    refuses = (1 - world.culture.affiliation) * (1 - goodwill)
    agreed: Array = 1 - asked * refuses
    return agreed


def _resent(world: World, give: Array, takers: Pool) -> None:
    """Those who lose without having been asked think less of those who gain."""
    services, imposed = world.services, 1 - world.levers.consensus_share
    lost = np.divide(give, services.staff, out=np.zeros_like(give), where=services.staff > 0)
    loss = np.minimum(world.constants.money.imposed_loss * imposed * lost, 1)
    services.goodwill[:-1] *= 1 - loss[:, None] * takers


def _send(world: World, staff: Array, delay: int) -> None:
    """Staff begin elsewhere after a delay in weeks, or at once."""
    if staff.any():
        world.services.in_transit.append((world.clock + delay, staff))
    if delay == 0:
        staff_arrive(world)
