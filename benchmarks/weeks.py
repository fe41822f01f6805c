"""How long a week takes for each person, and how flat that is in the number of people."""

from statistics import median
from time import process_time

from simulation.recorder import Recorder
from simulation.week.schedule import weeks

from .figure import Figure
from .places import warm

SIZES = {1_700: (300, 600.0), 50_000: (40, 400.0), 1_000_000: (8, 400.0)}  # weeks, limit


def measure() -> list[Figure]:
    figures = []
    for people, (number, limit) in SIZES.items():
        times = _times(people, number)
        name = f"A week with {people:,} people"
        figures.append(Figure(name, "ns a person", median(times), min(times), limit))
    middle, large = figures[-2:]
    ratios = large.measured / middle.measured, large.least / middle.least
    return [*figures, Figure("1,000,000 people against 50,000", "ratio", *ratios, limit=1.5)]


def _times(people: int, number: int) -> list[float]:
    """Nanoseconds of the processor a person present, week by week, recorder included."""
    world = warm(people)
    recorder, times = Recorder(world), []
    start = process_time()
    for _ in weeks(world, until=world.week + number):
        recorder.record(world)
        times.append((process_time() - start) / world.outcome["present"] * 1e9)
        start = process_time()
    return times
