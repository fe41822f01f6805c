"""Common random numbers: a draw depends on seed, stream, week and row, never on the scenario.

Every use of chance is a named stream. A stream has one value for each seed, week and row, so it
can be read anywhere, in any order, for as few rows as are needed: neither who else is present nor
what was drawn before changes a draw. The bits are those of SplitMix64 (Steele, Lea and Flood 2014,
"Fast splittable pseudorandom number generators"), read at an index instead of one after another,
in plain integer arithmetic, so that no release of NumPy or Numba can move them.

A compiled kernel takes where a stream starts this week (``Luck.start``) and reads its rows with
``draw``; a row's value for a name is that of the stream that starts at ``start + key``.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled, elementwise
from .parameters.numbers import whole

Bits: TypeAlias = NDArray[np.uint64]
Rows: TypeAlias = NDArray[np.int64]

HIGHEST_SEED = _MASK = (1 << 64) - 1
_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLY_1, _MULTIPLY_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFT_30, _SHIFT_27, _SHIFT_31, _SHIFT_11 = (np.uint64(s) for s in (30, 27, 31, 11))
_TO_UNIT = 2.0**-53
_WIDTH = 12.0**0.5  # of a uniform distribution of standard deviation 1
_AGAIN = np.uint64(0xD1342543DE82EF95)
_AHEAD = 64  # weeks for which starts of a stream are computed at once


@compiled
def draw(start: np.uint64, row: int) -> np.uint64:
    """64 bits of luck: SplitMix64 of a stream that starts at ``start``, read at a row."""
    bits = start + np.uint64(row) * _GAMMA
    bits = (bits ^ (bits >> _SHIFT_30)) * _MULTIPLY_1
    bits = (bits ^ (bits >> _SHIFT_27)) * _MULTIPLY_2
    return bits ^ (bits >> _SHIFT_31)


@compiled
def chance_of(bits: np.uint64) -> float:
    """Bits as a uniform number in [0, 1), of 53 bits."""
    return (bits >> _SHIFT_11) * _TO_UNIT


@compiled
def another(start: np.uint64, number: int) -> np.uint64:
    """Where a stream starts for the ``number``-th, from 0, of ``several`` draws of a row."""
    return start + np.uint64(number) * _AGAIN


@compiled
def fall(upto: NDArray[Any], share: float) -> int:
    """The column in which a share, 0 to 1, of the total falls, given running sums, (n,), n > 0.

    Rounding never carries it beyond the last column that adds to the sum.
    """
    place = share * upto[-1]
    if place >= upto[-1]:
        place = np.nextafter(upto[-1], 0)
    column = 0
    for each in range(upto.size):
        column += upto[each] <= place
    return column


@compiled
def _named(start: np.uint64, names: Bits) -> NDArray[np.float64]:
    """A uniform number in [0, 1) for each name, (n,)."""
    numbers = np.empty(names.size)
    for i in range(names.size):
        numbers[i] = chance_of(draw(start + names[i], 0))
    return numbers


@compiled
def _several(start: np.uint64, rows: Rows, count: int) -> NDArray[np.float64]:
    """``count`` uniform numbers in [0, 1) for each row, (count, n)."""
    numbers = np.empty((count, rows.size))
    for number in range(count):
        for i in range(rows.size):
            numbers[number, i] = chance_of(draw(another(start, number), rows[i]))
    return numbers


_draws = elementwise(draw, "uint64(uint64, int64)")


@lru_cache(maxsize=4096)
def name_key(name: str) -> int:
    """64 bits that stand for a name, so that draws follow names, not positions in a file."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def name_keys(names: tuple[str, ...]) -> Bits:
    """``name_key`` of each name, shape (len(names),), uint64."""
    return np.array([name_key(name) for name in names], dtype=np.uint64)


def unit(bits: Bits) -> NDArray[np.float64]:
    """Bits as uniform numbers in [0, 1), float64 of 53 bits."""
    uniform: NDArray[np.float64] = np.multiply(bits >> _SHIFT_11, _TO_UNIT, dtype=np.float64)
    return uniform


def even_noise(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Uniform numbers in [0, 1) as uniform noise of mean 0 and standard deviation 1."""
    even: NDArray[np.float64] = _WIDTH * (draws - 0.5)
    return even


def checked_seed(seed: Any) -> int:
    """A seed as an int.

    Raises
    ------
    ValueError
        For what is not a whole number from 0 to ``HIGHEST_SEED``.
    """
    found = whole(seed)
    if found is None or not 0 <= found <= HIGHEST_SEED:
        raise ValueError(
            f"The seed is {seed!r}; it must be a whole number from 0 to {HIGHEST_SEED:,}."
        )
    return found


class Luck:
    """All random draws of one seed.

    Parameters
    ----------
    seed
        A whole number from 0 to ``HIGHEST_SEED``.
    elsewhere
        Name of another place, which has its own draws from the same seed; "" for the place itself.
    """

    def __init__(self, seed: int, elsewhere: str = "") -> None:
        self.seed = checked_seed(seed)
        self._root = _draw(_draw(self.seed, 1), 1)
        if elsewhere:
            self._root = _draw(self._root ^ name_key(f"elsewhere {elsewhere}"), 1)
        self._starts: dict[str, tuple[int, list[np.uint64]]] = {}  # from a week on

    def start(self, stream: str, week: int) -> np.uint64:
        """Where a stream starts in a week: what ``draw`` reads its rows from."""
        first, starts = self._starts.get(stream, (week, []))
        if not first <= week < first + len(starts):
            key = np.uint64(_draw(self._root ^ name_key(stream), 0))
            first, starts = week, list(_draws(key, np.arange(week, week + _AHEAD)))
            self._starts[stream] = first, starts
        return starts[week - first]

    def bits(self, stream: str, week: int, rows: Rows, names: Bits | None = None) -> Bits:
        """Raw bits of some rows of a stream.

        Parameters
        ----------
        rows
            Row numbers, int64, any shape.
        names
            ``name_keys`` that broadcast against ``rows``: of a need, a service or a proxy,
            where a row has a value for each.

        Returns
        -------
        uint64, of the broadcast shape.
        """
        start = self.start(stream, week)
        bits: Bits = _draws(start if names is None else start + names, rows)
        return bits

    def uniform(
        self, stream: str, week: int, rows: Rows, names: Bits | None = None
    ) -> NDArray[np.float64]:
        """Uniform numbers in [0, 1), as ``bits``, float64 of 53 bits."""
        return unit(self.bits(stream, week, rows, names))

    def several(self, count: int, stream: str, week: int, rows: Rows) -> NDArray[np.float64]:
        """``count`` uniform numbers in [0, 1) for each row, float64 of shape (count, n)."""
        return _several(self.start(stream, week), rows, count)

    def named(self, stream: str, week: int, names: Bits) -> NDArray[np.float64]:
        """Uniform numbers in [0, 1), one for each name, shape of ``names``."""
        return _named(self.start(stream, week), names.reshape(-1)).reshape(names.shape)

    def single(self, stream: str, week: int) -> float:
        """One uniform number in [0, 1) for the week."""
        return (_draw(int(self.start(stream, week)), 1) >> 11) * _TO_UNIT


def _draw(start: int, row: int) -> int:
    """``draw`` for any whole numbers, read modulo 2^64."""
    return int(draw(np.uint64(start & _MASK), row))
