"""Plays a game: the model's own week, with the decisions of those who sit in its seats.

A service's answers stand in for its habits in the weeks of one quarter and change nothing else:
its team goes on learning from what comes of them, and is back to what it has learned as soon as
nobody answers. The commissioner's answers are events of the scenario that set levers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from simulation.journeys import JourneyRecorder
from simulation.recorder import Record, Recorder
from simulation.scenario import Scenario
from simulation.week.schedule import run_past, weeks
from simulation.world import WEEKS_A_QUARTER, World
from simulation.world.services import Array

from .journal import Answers, Journal
from .people import PersonQuarter, quarter_of
from .quarter import ServiceQuarter, ServiceWatcher
from .questions import COMMISSIONER, chances_of, changes_of
from .seats import people_to_follow, service_seat

EVENT = "play_round_{:02}"
ROUNDS, MOST_ROUNDS = 8, 12


@dataclass(frozen=True)
class Quarter:
    """A quarter that was played: each service's, and that of each person who is followed."""

    services: dict[str, ServiceQuarter]
    people: dict[int, PersonQuarter]


@dataclass(frozen=True)
class Played:
    """A game so far, or a whole one. ``record`` is that of the run up to now."""

    scenario: Scenario
    record: Record
    quarters: tuple[Quarter, ...]
    rows: tuple[int, ...]


def simulate_past(
    scenario: Scenario, seed: int, on_week: Callable[[], None] | None = None
) -> World:
    """The world at the fork, from which games with this scenario and seed begin."""
    return run_past(scenario, seed, on_week)


def play(
    past: World,
    scenario: Scenario,
    journal: Journal,
    rounds: int = ROUNDS,
    on_week: Callable[[], None] | None = None,
) -> Played:
    """Play the rounds of a journal.

    Parameters
    ----------
    past
        A world at the fork, which is left as it is.
    scenario
        A scenario of the same past.
    journal
        What was decided; the game is played for as many rounds as it has.
    rounds
        Of the whole game; a round is a quarter.
    on_week
        Called after every simulated week.
    """
    played = with_decisions(scenario, journal, rounds)
    world = past.fork(played)
    rows = people_to_follow(world)
    recorder, services = Recorder(world), ServiceWatcher(world)
    journeys = JourneyRecorder(world, rows)
    quarters = []
    for answers in journal.rounds:
        chances = _chances_by_row(world, answers)
        for _ in range(WEEKS_A_QUARTER):
            learned, decided = _decide(world, chances)
            for _ in weeks(world, until=world.week + 1):
                if world.services.chance is decided:  # else what they learned stands there already
                    world.services.chance = learned
                for watcher in (recorder, services, journeys):
                    watcher.record(world)
            if on_week is not None:
                on_week()
        found, until = journeys.finish(), world.week
        people = {row: quarter_of(played, found, row, until) for row in rows}
        quarters.append(Quarter(services.close_quarter(world), people))
    return Played(played, recorder.finish(world), tuple(quarters), rows)


def with_decisions(scenario: Scenario, journal: Journal, rounds: int) -> Scenario:
    """The scenario of a whole game, with an event for each round in which levers were set."""
    changes: dict[str, object] = {"run.weeks": rounds * WEEKS_A_QUARTER}
    for number, answers in enumerate(journal.rounds):
        decided = changes_of(scenario, answers.get(COMMISSIONER, {}))
        if decided:
            week = {"week": number * WEEKS_A_QUARTER}
            changes[f"event.{EVENT.format(number + 1)}"] = week | decided
    return scenario.override(changes)


def _chances_by_row(world: World, answers: Answers) -> dict[int, dict[int, tuple[float, float]]]:
    """By row of a service and column of a decision, the chances that were decided on."""
    found = {}
    for row, name in enumerate(world.services.names):
        chances = chances_of(answers.get(service_seat(name), {}))
        if chances:
            found[row] = chances
    return found


def _decide(
    world: World, chances: dict[int, dict[int, tuple[float, float]]]
) -> tuple[Array, Array]:
    """Have some services decide otherwise than they have learned to; what they had, and have."""
    services, learned = world.services, world.services.chance
    if not chances:
        return learned, learned
    decided = learned.copy()
    for row, columns in chances.items():
        for column, pair in columns.items():
            decided[row, :, column] = pair
    services.chance = decided
    return learned, decided
