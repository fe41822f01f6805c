"""Differences as cells of a table; bold where the interval excludes zero."""

from experiments.findings.formatting import UNKNOWN, estimated
from experiments.findings.statistics import Estimate

SAYS = "Mean and 95 % interval; **bold** where the interval excludes zero."


def cell(found: Estimate) -> str:
    """A difference with its interval."""
    mean, low, high = estimated(found, signed=True)
    if mean == UNKNOWN:
        return UNKNOWN
    text = f"{mean} ({low} to {high})"
    return f"**{text}**" if found.low > 0 or found.high < 0 else text


def sign(found: Estimate) -> int:
    """1 or -1 where the interval lies on one side of zero, else 0."""
    return int(found.low > 0) - int(found.high < 0)
