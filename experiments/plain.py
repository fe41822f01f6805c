"""Numbers for people: as many digits as the uncertainty allows, and no more."""

from math import floor, isfinite, log10

from .statistics import Estimate

UNKNOWN = "not known"


def number(value: float, digits: int | None = None) -> str:
    """A number with three significant digits, or with a given number of decimals."""
    if not isfinite(value):
        return UNKNOWN
    text = f"{value:,.{_decimals(value, 3) if digits is None else digits}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text


def estimated(found: Estimate, signed: bool = False) -> tuple[str, str, str]:
    """Mean and both ends of the interval, to two significant digits of its half-width."""
    digits = decimals(found)
    mean, low, high = (number(value, digits) for value in (found.mean, found.low, found.high))
    plus = "+" if signed and found.mean > 0 and mean.strip("0.,") else ""
    return plus + mean, low, high


def decimals(found: Estimate) -> int:
    """Decimals that show the half-width of an interval to two digits, or else the mean to three."""
    half = (found.high - found.low) / 2
    return _decimals(half, 2) if isfinite(half) and half > 0 else _decimals(found.mean, 3)


def listed(names: list[str]) -> str:
    """Names in a row: a, b and c."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _decimals(value: float, significant: int) -> int:
    if not isfinite(value) or value == 0:
        return 0
    return min(max(0, significant - 1 - floor(log10(abs(value)))), 9)
