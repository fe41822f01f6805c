"""Bytes a person: what a world holds, and the peak of a step above that."""

import tracemalloc

from simulation.recorder import Recorder
from simulation.week.schedule import weeks

from .figure import Figure
from .places import warm

PEOPLE = 200_000
WEEKS = 8  # settled cases are paid for in one of four


def measure() -> list[Figure]:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    world = warm(PEOPLE)
    recorder, peaks = Recorder(world), []
    tracemalloc.reset_peak()
    for _ in weeks(world, until=world.week + WEEKS):
        recorder.record(world)
        peaks.append((tracemalloc.get_traced_memory()[1] - before) / PEOPLE)
        tracemalloc.reset_peak()
    held = (tracemalloc.get_traced_memory()[0] - before) / PEOPLE
    tracemalloc.stop()
    return [
        Figure("What the arrays hold", "bytes a person", held, held),
        Figure("Arrays and the peak of a week", "bytes a person", max(peaks), min(peaks), 500.0),
    ]
