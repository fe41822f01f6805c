"""Measure everything and print it beside its limit: ``python -m benchmarks [--save]``."""

import argparse
import os

# one core: read by the linear-algebra library when NumPy is first imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from rich.console import Console
from rich.progress import track

from . import commands, memory, plain, screens, sweeps, weeks
from .figure import Figure, save, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--save", action="store_true", help="write benchmarks/results.json")
    asked = parser.parse_args()
    console, figures = Console(), list[Figure]()
    parts = [weeks.measure, memory.measure, commands.measure, sweeps.measure, screens.measure]
    for part in track(parts, "Measuring", transient=True):
        figures += part()
    figures += plain.measure(figures[0])
    console.print(table(figures))
    if asked.save:
        console.print(f"Written to {save(figures)}.")


if __name__ == "__main__":
    main()
