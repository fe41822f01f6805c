"""One measured figure and its limit, and how figures are shown and kept."""

import json
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rich.table import Table

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Figure:
    """``measured`` is the median of several tries, ``least`` the smallest, ``limit`` the most."""

    name: str
    unit: str
    measured: float
    least: float
    limit: float | None = None

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return "within" if self.measured <= self.limit else "over"


def table(figures: list[Figure]) -> Table:
    shown = Table("", "unit", title="Benchmarks")
    for heading in ("limit", "median", "least"):
        shown.add_column(heading, justify="right")
    shown.add_column("verdict")
    for f in figures:
        limit = "" if f.limit is None else f"{f.limit:g}"
        colour = {"within": "green", "over": "red"}.get(f.verdict, "default")
        shown.add_row(
            f.name, f.unit, limit, f"{f.measured:.3g}", f"{f.least:.3g}",
            f"[{colour}]{f.verdict}[/]",
        )  # fmt: skip
    return shown


def save(figures: list[Figure]) -> Path:
    machine = {
        "processor": platform.machine(), "system": platform.system(),
        "python": platform.python_version(), "numpy": np.__version__,
    }  # fmt: skip
    kept = {"machine": machine, "figures": [asdict(f) | {"verdict": f.verdict} for f in figures]}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return RESULTS
