"""The week, in the order it happens, and the shared past, week by week."""

from collections.abc import Callable

from . import week
from .luck import Luck
from .scenario import Scenario
from .world import WEEKS_A_YEAR, Setting, World


def pass_week(world: World) -> None:
    """One week of everything. The clock moves on when it is recorded and over."""
    _lift(world)  # what grew in another place is imposed on this one
    week.begin_week(world)  # levers in force, shocks from outside
    week.move_needs(world)  # needs tip, pull on one another, are shocked
    week.move_strengths(world)  # peers, trust
    week.strike_crises(world)
    week.leave_and_arrive(world)  # deaths, departures, arrivals
    week.try_variations(world)  # the best practice drifts, services try things
    week.run_trials(world)  # experiments: checked, tried, kept or dropped
    asked = week.seek_help(world)  # people ask, are found, or are referred on
    week.refer(world, asked)  # assessed; accepted, turned away, or handed on warm
    week.run_queues(world)  # some give up; places go out
    week.support(world)  # hours are split, needs eased
    week.close_cases(world)  # recovered, dropped out, closed early, run out
    week.settle_cases(world)  # checked, paid for, learned from
    week.climb(world)  # where services hill-climb: keep or give up what was tried
    week.listen(world)  # by the round: what matters to people, and how it went
    week.move_affiliation(world)  # contact and dissonance draw services together
    week.review_services(world)  # by the quarter: imitation, targets
    week.change_staff(world)  # by the quarter: morale moves, staff leave and join
    week.steer(world)  # commissioners look back, choose, bring services together
    week.commission(world)  # contracts, ratchet, staff to bottlenecks
    week.live_week(world)  # what the week was like for everybody


def _lift(world: World) -> None:
    """Let another place live up to this week, where an event of this week lifts from it.

    It is the same place under another luck, its money spread otherwise as far as it is unlike
    this one, and has lived since its fork under the levers that the event leads to.
    """
    scenario = world.setting.scenario
    for name, event in week.lifts_due(world):
        levers = week.levers_at(scenario, event.week + event.over)
        other = week.another_place(scenario, event, Luck(world.luck.seed, name))
        there = World(other, world.luck.seed, elsewhere=name)
        there.setting = Setting(other.model_copy(update={"commissioning": levers, "event": {}}))
        while there.week < event.week:
            pass_week(there)
            there.week += 1
        week.lift_and_shift(world, event, there)


def live_past(scenario: Scenario, seed: int, on_week: Callable[[], None] | None = None) -> World:
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
