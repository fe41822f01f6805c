"""Numbers for people: as many digits as the uncertainty allows, and no more; and their tables."""

from collections.abc import Sequence
from math import floor, isfinite, log10

from .statistics import Estimate

UNKNOWN = "not known"


def number(value: float, digits: int | None = None) -> str:
    """A number with three significant digits, or with a given number of decimals."""
    if not isfinite(value):
        return UNKNOWN
    text = f"{value:,.{_decimals(value, 3) if digits is None else digits}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text


def estimated(
    found: Estimate, signed: bool = False, like: float | None = None
) -> tuple[str, str, str]:
    """Mean and both ends of the interval, in words, to the digits they deserve."""
    digits = decimals(found, like)
    mean, low, high = (number(value, digits) for value in (found.mean, found.low, found.high))
    plus = "+" if signed and found.mean > 0 and mean.strip("0.,") else ""
    return plus + mean, low, high


def decimals(found: Estimate, like: float | None = None) -> int:
    """Decimals an estimate deserves: its interval's half-width to one digit, or two below 3.

    Where there is no interval, or it has no width, three digits of ``like``, or of the mean.
    """
    half = (found.high - found.low) / 2
    if not isfinite(half) or half == 0:
        return _decimals(found.mean if like is None else like, 3)
    return _decimals(half, 2 if half / 10 ** floor(log10(half)) < 3 else 1)


def markdown(*rows: Sequence[str]) -> str:
    """A table in Markdown; the first row is its head."""
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|---" * len(rows[0]) + "|", *body])


def and_list(names: list[str]) -> str:
    """Names in a row: a, b and c."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _decimals(value: float, significant: int) -> int:
    if not isfinite(value) or value == 0:
        return 0
    return min(max(0, significant - 1 - floor(log10(abs(value)))), 9)
