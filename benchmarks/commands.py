"""Whole commands as somebody would type them, timed from outside."""

import subprocess
import sys
from statistics import median
from time import perf_counter

from .figure import Figure

COMPARE = ("compare", "target_driven", "alliance", "--replicates", "20", "--jobs", "2", "--quiet")


def measure() -> list[Figure]:
    listing, comparing = seconds(("list",), tries=5), seconds(COMPARE, tries=1)
    return [
        Figure("allied list", "s", median(listing), min(listing), 0.5),
        Figure(
            "allied compare, 20 pairs of ten years, two cores", "s",
            median(comparing), min(comparing), 30.0,
        ),
    ]  # fmt: skip


def seconds(arguments: tuple[str, ...], tries: int) -> list[float]:
    times = []
    for _ in range(tries):
        start = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "allied", *arguments], check=True, stdout=subprocess.DEVNULL
        )
        times.append(perf_counter() - start)
    return times
