"""How long a week takes for each person, and how flat that is in the number of people."""

from statistics import median
from time import process_time

from simulation.recorder import Recorder
from simulation.week.schedule import pass_week

from .figure import Figure
from .places import warm

SIZES = {1_700: (300, 600.0), 50_000: (40, 400.0), 1_000_000: (8, 400.0)}  # weeks, limit


def measure() -> list[Figure]:
    figures = []
    for people, (weeks, limit) in SIZES.items():
        times = _times(people, weeks)
        name = f"A week with {people:,} people"
        figures.append(Figure(name, "ns a person", median(times), min(times), limit))
    middle, large = figures[-2:]
    ratios = large.measured / middle.measured, large.least / middle.least
    return [*figures, Figure("1,000,000 people against 50,000", "ratio", *ratios, limit=1.5)]


def _times(people: int, weeks: int) -> list[float]:
    """Nanoseconds of the processor a person present, week by week, recorder included."""
    world = warm(people)
    recorder, times = Recorder(world), []
    for _ in range(weeks):
        start = process_time()
        pass_week(world)
        recorder.record(world)
        world.week += 1
        times.append((process_time() - start) / world.outcome["present"] * 1e9)
    return times
