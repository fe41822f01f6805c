"""Files that the browser saves."""

import csv
import io
from dataclasses import astuple

import numpy as np

from experiments.findings.comparison import Comparison
from experiments.findings.narrative import reading
from experiments.findings.statistics import Estimate
from simulation.measures import MEASURES

COLUMNS = (
    "measure",
    "label",
    "unit",
    "better",
    "a_mean",
    "a_low",
    "a_high",
    "b_mean",
    "b_low",
    "b_high",
    "difference",
    "difference_low",
    "difference_high",
    "paired_runs",
    "reading",
)


def as_csv(found: Comparison) -> str:
    """Every measure of a comparison of two: means, paired difference, 95 % intervals."""
    stream = io.StringIO()
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerow(COLUMNS)
    for name, measure in MEASURES.items():
        judged = found.judge(name)
        parts = (judged.first, judged.second, judged.gap)
        numbers = [_plain(value) for part in parts for value in _three(part)]
        said = [judged.gap.n, reading(judged)]
        lines.writerow([name, measure.label, measure.unit, measure.better, *numbers, *said])
    return stream.getvalue()


def _three(part: Estimate) -> tuple[float, ...]:
    return astuple(part)[:3]


def _plain(value: float) -> str:
    return f"{value:.10g}" if np.isfinite(value) else ""
