"""Numbers as JSON can hold them."""

import math


def rounded(value: float, digits: int) -> float | None:
    """A number to so many significant digits; None where it is not finite."""
    return float(f"{value:.{digits}g}") if math.isfinite(value) else None
