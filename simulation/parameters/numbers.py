"""Numbers from other libraries as Python's own, and what counts as a whole number."""

import numbers
from collections.abc import Iterator, Mapping
from typing import Any

LARGEST = 1e15
"""The largest number that may be stated anywhere, either way: beyond it, sums lose their units."""


def plain(value: Any) -> Any:
    """A value as TOML could state it: NumPy's numbers and arrays, series and ranges as Python's.

    Tables and lists are taken inside; anything else stays as it is.
    """
    if isinstance(value, Mapping):
        return {key: plain(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple | range):
        return [plain(inside) for inside in value]
    if hasattr(value, "tolist"):  # NumPy's numbers and arrays, and what is made like them
        return plain(value.tolist())
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return value
    return int(value) if isinstance(value, numbers.Integral) else float(value)


def whole(value: Any) -> int | None:
    """A whole number as an int, also where it is written 100.0; None for anything else."""
    found = plain(value)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    if isinstance(found, float) and not (abs(found) <= LARGEST and found.is_integer()):
        return None
    return int(found)


def too_large(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every number in nested tables and lists that is beyond ``LARGEST``, and its key."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            yield from too_large(inside, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from too_large(inside, path)
    elif isinstance(value, int | float) and abs(value) > LARGEST:
        yield path, value
