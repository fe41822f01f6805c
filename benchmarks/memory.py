"""Bytes a person: what a world holds, and the peak of a step above that."""

import tracemalloc

from simulation.recorder import Recorder
from simulation.week.schedule import pass_week

from .figure import Figure
from .places import warm

PEOPLE = 200_000
WEEKS = 8  # settled cases are paid for in one of four


def measure() -> list[Figure]:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    world = warm(PEOPLE)
    recorder, peaks = Recorder(world), []
    for _ in range(WEEKS):
        tracemalloc.reset_peak()
        pass_week(world)
        recorder.record(world)
        world.week += 1
        peaks.append((tracemalloc.get_traced_memory()[1] - before) / PEOPLE)
    held = (tracemalloc.get_traced_memory()[0] - before) / PEOPLE
    tracemalloc.stop()
    return [
        Figure("What the arrays hold", "bytes a person", held, held),
        Figure("Arrays and the peak of a week", "bytes a person", max(peaks), min(peaks), 500.0),
    ]
