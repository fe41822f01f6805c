"""The week, in the order it happens, and the shared past, week by week."""

from collections.abc import Callable

from . import week
from .scenario import Scenario
from .world import World


def pass_week(world: World) -> None:
    """One week of everything. The clock moves on when it is recorded and over."""
    week.begin_week(world)  # levers in force, shocks from outside
    week.move_needs(world)  # needs tip, pull on one another, are shocked
    week.move_strengths(world)  # peers, trust
    week.strike_crises(world)
    week.leave_and_arrive(world)  # deaths, departures, arrivals
    week.try_variations(world)  # the best practice drifts, services try things
    asked = week.seek_help(world)  # people ask, are found, or are referred on
    week.refer(world, asked)  # assessed; accepted, turned away, or handed on warm
    week.run_queues(world)  # some give up; places go out
    week.support(world)  # hours are split, needs eased
    week.close_cases(world)  # recovered, dropped out, closed early, run out
    week.settle_cases(world)  # checked, paid for, learned from
    week.review_services(world)  # by the quarter: imitation, turnover, targets
    week.commission(world)  # contracts, ratchet, staff to bottlenecks
    week.live_week(world)  # what the week was like for everybody


def live_past(scenario: Scenario, seed: int, on_week: Callable[[], None] | None = None) -> World:
    """A world that has lived its shared past and stands at the fork."""
    world = World(scenario, seed)
    while world.week < 0:
        pass_week(world)
        world.week += 1
        if on_week is not None:
            on_week()
    world.mark_cohort()
    return world
