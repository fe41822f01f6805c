"""Whole numbers and seeds that somebody asks for, or a sentence on what they must be."""

from collections.abc import Iterable
from typing import Any

from simulation.parameters.numbers import plain, whole
from simulation.wording import shown

from .errors import InputError
from .limits import HIGHEST_SEED


def whole_number(value: Any, what: str, low: int = 1, high: int | None = None) -> int:
    """A whole number within bounds, both allowed.

    Raises
    ------
    InputError
        For anything else, as in ``"The number of jobs is 1.5; it must be …"``.
    """
    found = whole(value)
    if found is None or found < low or (high is not None and found > high):
        bounds = f"of {low} or more" if high is None else f"from {low} to {high:,}"
        raise InputError(f"{what} is {shown(value)}; it must be a whole number {bounds}.")
    return found


def seeds_of(values: Iterable[Any]) -> list[int]:
    """Seeds as whole numbers from 0 to ``HIGHEST_SEED``, at least one and no two alike.

    Raises
    ------
    InputError
    """
    stated = plain(values)
    found = [seed_of(value) for value in (stated if isinstance(stated, list) else values)]
    if not found or len(set(found)) < len(found):
        raise InputError("Seeds must be at least one, and no two alike.")
    return found


def seed_of(value: Any) -> int:
    """A seed that tables can hold; see ``seeds_of``."""
    return whole_number(value, "A seed", 0, HIGHEST_SEED)
