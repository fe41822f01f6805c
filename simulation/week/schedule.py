"""The week, as the list of what happens in it, and the loop that lives it.

Every process is a function of the world alone: what one finds out for another, such as who asks
for help, it leaves on the world. Their order is part of the model.
"""

from collections.abc import Callable, Iterator

from simulation.luck import Luck
from simulation.scenario import Scenario
from simulation.world import WEEKS_A_YEAR, World
from simulation.world.people import ATTRIBUTES

from .access.queue import run_queues
from .access.referral import refer
from .access.seeking import seek_help
from .cases.closing import close_cases
from .cases.follow_up import settle_cases
from .cases.support import support
from .commissioners.contracts import commission
from .commissioners.scheduled_events import begin_week, levers_at
from .commissioners.spread import another_place, lift_and_shift, lifts_due
from .commissioners.steering import steer
from .people.crises import strike_crises
from .people.demography import leave_and_arrive
from .people.needs import move_needs
from .people.outcomes import live_week
from .people.strengths import move_strengths
from .process import process
from .services.affiliation import move_affiliation
from .services.hill_climbing import climb
from .services.listening import listen
from .services.practice import try_variations
from .services.review import review_services
from .services.staff import change_staff
from .services.trials import run_trials


@process(
    says="in a week with a lift: what grew in another place is imposed on this one",
    writes=(
        "services.chance, services.futility, services.kept, services.knowledge, services.logit, "
        "services.practice, services.propensity"
    ),
    draws="funds, best practice, first practice, " + ATTRIBUTES,
)
def lift_from_elsewhere(world: World) -> None:
    """Where an event of this week lifts from another place, that place lives until now first.

    It is the same place under another luck, its money spread otherwise as far as it is unlike
    this one. From its fork on it lives under the levers that the event leads to.
    """
    scenario = world.scenario
    for name, event in lifts_due(world):
        levers = levers_at(scenario, event.week + event.over)
        other = another_place(scenario, event, Luck(world.luck.seed, name))
        there = World(other, world.luck.seed, elsewhere=name)
        there.set_scenario(other.model_copy(update={"commissioning": levers, "event": {}}))
        for _ in weeks(there, until=event.week):
            pass
        lift_and_shift(world, event, there)


WEEK = (
    lift_from_elsewhere,
    begin_week,
    move_needs,
    move_strengths,
    strike_crises,
    leave_and_arrive,
    try_variations,
    run_trials,
    seek_help,
    refer,
    run_queues,
    support,
    close_cases,
    settle_cases,
    climb,
    listen,
    move_affiliation,
    review_services,
    change_staff,
    steer,
    commission,
    live_week,
)


def weeks(world: World, until: int) -> Iterator[World]:
    """Live every week before the week ``until``: the only loop over weeks there is.

    Yields
    ------
    The world at the end of each week, before the clock moves on: time to record it.
    """
    while world.week < until:
        for each in WEEK:
            each.act(world)
        yield world
        world.week += 1


def run_past(scenario: Scenario, seed: int, on_week: Callable[[], None] | None = None) -> World:
    """A world that has lived its shared past and stands at the fork.

    Parameters
    ----------
    seed
        An integer of 0 or more.
    on_week
        Called at the end of every week.
    """
    world = World(scenario, seed)
    for _ in weeks(world, until=0):
        if world.week == -WEEKS_A_YEAR - 1:
            world.services.flow_before = world.services.flow.copy()
        if on_week is not None:
            on_week()
    world.mark_cohort()
    return world
