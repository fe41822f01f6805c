"""The week, in the order it happens, and the shared past, week by week."""

from collections.abc import Callable

from simulation.luck import Luck
from simulation.scenario import Scenario
from simulation.world import WEEKS_A_YEAR, World

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
from .services.affiliation import move_affiliation
from .services.hill_climbing import climb
from .services.listening import listen
from .services.practice import try_variations
from .services.review import review_services
from .services.staff import change_staff
from .services.trials import run_trials


def pass_week(world: World) -> None:
    """One week of everything. The clock moves on when it is recorded and over."""
    _lift(world)  # what grew in another place is imposed on this one
    begin_week(world)  # levers in force, shocks from outside
    move_needs(world)  # needs tip, pull on one another, are shocked
    move_strengths(world)  # peers, trust
    strike_crises(world)
    leave_and_arrive(world)  # deaths, departures, arrivals
    try_variations(world)  # the best practice drifts, services try things
    run_trials(world)  # experiments: checked, tried, kept or dropped
    asked = seek_help(world)  # people ask, are found, or are referred on
    refer(world, asked)  # assessed; accepted, turned away, or handed on warm
    run_queues(world)  # some give up; places go out
    support(world)  # hours are split, needs eased
    close_cases(world)  # recovered, dropped out, closed early, run out
    settle_cases(world)  # checked, paid for, learned from
    climb(world)  # where services hill-climb: keep or give up what was tried
    listen(world)  # by the round: what matters to people, and how it went
    move_affiliation(world)  # contact and dissonance draw services together
    review_services(world)  # by the quarter: imitation, targets
    change_staff(world)  # by the quarter: morale moves, staff leave and join
    steer(world)  # commissioners look back, choose, bring services together
    commission(world)  # contracts, ratchet, staff to bottlenecks
    live_week(world)  # what the week was like for everybody


def _lift(world: World) -> None:
    """Let another place live up to this week, where an event of this week lifts from it.

    It is the same place under another luck, its money spread otherwise as far as it is unlike
    this one, and has lived since its fork under the levers that the event leads to.
    """
    scenario = world.scenario
    for name, event in lifts_due(world):
        levers = levers_at(scenario, event.week + event.over)
        other = another_place(scenario, event, Luck(world.luck.seed, name))
        there = World(other, world.luck.seed, elsewhere=name)
        there.set_scenario(other.model_copy(update={"commissioning": levers, "event": {}}))
        while there.week < event.week:
            pass_week(there)
            there.week += 1
        lift_and_shift(world, event, there)


def run_past(scenario: Scenario, seed: int, on_week: Callable[[], None] | None = None) -> World:
    """A world that has lived its shared past and stands at the fork."""
    world = World(scenario, seed)
    while world.week < 0:
        if world.week == -WEEKS_A_YEAR:
            world.services.flow_before = world.services.flow.copy()
        pass_week(world)
        world.week += 1
        if on_week is not None:
            on_week()
    world.mark_cohort()
    return world
