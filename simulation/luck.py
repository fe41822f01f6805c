"""Named, person-aligned chance: it depends on a name, a week and a row, never on rank or scenario.

Every use of chance is a stream. A stream has one value for each (seed, week, row), so it can be
read anywhere, in any order, for as few rows as are needed: who else is there, and what was drawn
before, change nothing. The bits are those of SplitMix64 (Steele, Lea and Flood 2014, "Fast
splittable pseudorandom number generators"), read at an index instead of one after another, in
plain integer arithmetic, so that no release of NumPy can move them.
"""

import math
from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint64]
Rows: TypeAlias = NDArray[np.int64]

_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15
_MULTIPLY_1, _MULTIPLY_2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_U_GAMMA, _U_MULTIPLY_1, _U_MULTIPLY_2 = (
    np.uint64(_GAMMA), np.uint64(_MULTIPLY_1), np.uint64(_MULTIPLY_2),
)  # fmt: skip
_SHIFT_30, _SHIFT_27, _SHIFT_31, _SHIFT_11 = (np.uint64(s) for s in (30, 27, 31, 11))
_TO_UNIT = 2.0**-53
BLOCK = 4096  # rows handled at once, so that intermediate results stay in the cache
_ROWS = np.arange(BLOCK, dtype=np.uint64) * _U_GAMMA
_DRAWS = np.arange(64, dtype=np.uint64) * np.uint64(0xD1342543DE82EF95)


def _mix(value: int) -> int:
    value &= _MASK
    value = ((value ^ (value >> 30)) * _MULTIPLY_1) & _MASK
    value = ((value ^ (value >> 27)) * _MULTIPLY_2) & _MASK
    return value ^ (value >> 31)


def _mix_in_place(bits: Bits) -> Bits:
    scratch = bits >> _SHIFT_30
    np.bitwise_xor(bits, scratch, out=bits)
    np.multiply(bits, _U_MULTIPLY_1, out=bits)
    np.right_shift(bits, _SHIFT_27, out=scratch)
    np.bitwise_xor(bits, scratch, out=bits)
    np.multiply(bits, _U_MULTIPLY_2, out=bits)
    np.right_shift(bits, _SHIFT_31, out=scratch)
    np.bitwise_xor(bits, scratch, out=bits)
    return bits


@lru_cache(maxsize=4096)
def name_key(name: str) -> int:
    """64 bits that stand for a name, so that luck follows names and not positions."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def name_keys(names: tuple[str, ...]) -> Bits:
    """``name_key`` of each name, shape (len(names),), uint64."""
    return np.array([name_key(name) for name in names], dtype=np.uint64)


def below(chance: float) -> np.uint64:
    """Bits smaller than this are those whose uniform number is below a chance."""
    return np.uint64(min(math.ceil(max(chance, 0.0) * 2.0**53) << 11, _MASK))


def unit(bits: Bits) -> NDArray[np.float64]:
    """Bits as uniform numbers in [0, 1), float64 of 53 bits."""
    uniform: NDArray[np.float64] = np.multiply(bits >> _SHIFT_11, _TO_UNIT, dtype=np.float64)
    return uniform


def running(weights: NDArray[Any]) -> NDArray[Any]:
    """Running sums along the short rows of ``weights``, (n, columns), in its place.

    By column: NumPy is slow along short rows.
    """
    for column in range(1, weights.shape[1]):
        weights[:, column] += weights[:, column - 1]
    return weights


def which(upto: NDArray[Any], share: NDArray[np.float64]) -> Rows:
    """In which column of running sums each draw falls.

    Parameters
    ----------
    upto
        Running sums along the columns, (n, columns), at least one column.
    share
        Share of the last sum, 0 to 1, (n,). Rounding never carries one beyond the last column
        that adds anything.
    """
    last = upto[:, -1]
    place = share.astype(upto.dtype)
    place *= last
    np.minimum(place, np.nextafter(last, 0), out=place)
    # the first column beyond; argmin stops there, which .sum(1) would not
    column: Rows = (upto <= place[:, None]).argmin(1)
    return column


@lru_cache(maxsize=64)
def _block_places(names: bytes) -> Bits:
    """What the rows of a block add to the start of a stream, for every name, (BLOCK, names)."""
    return _ROWS[:, None] + np.frombuffer(names, dtype=np.uint64)


class Luck:
    """All chance of one seed.

    Parameters
    ----------
    seed
        A non-negative integer.
    elsewhere
        Name of another place, which has its own luck from the same seed; "" for the place itself.
    """

    def __init__(self, seed: int, elsewhere: str = "") -> None:
        self.seed = int(seed)
        self._root = _mix(_mix(self.seed + _GAMMA) + _GAMMA)
        if elsewhere:
            self._root = _mix(self._root ^ name_key(f"elsewhere {elsewhere}"))
        self._streams: dict[str, int] = {}

    def _start(self, stream: str, week: int) -> int:
        key = self._streams.get(stream)
        if key is None:
            key = self._streams[stream] = _mix(self._root ^ name_key(stream))
        return _mix(key + (week & _MASK) * _GAMMA)

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
        bits = rows.view(np.uint64) * _U_GAMMA
        bits += np.uint64(self._start(stream, week))
        if names is not None:
            bits = bits + names
        return _mix_in_place(bits)

    def block(
        self, stream: str, week: int, first: int, last: int, names: Bits | None = None
    ) -> Bits:
        """Raw bits of the rows ``first`` to ``last``, at most ``BLOCK`` of them.

        Returns
        -------
        uint64, shape (rows,); with ``names``, for every name, (rows, names).
        """
        places = _ROWS if names is None else _block_places(names.tobytes())
        start = np.uint64((self._start(stream, week) + first * _GAMMA) & _MASK)
        return _mix_in_place(places[: last - first] + start)

    def uniform(
        self, stream: str, week: int, rows: Rows, names: Bits | None = None
    ) -> NDArray[np.float64]:
        """Uniform numbers in [0, 1), as ``bits``, float64 of 53 bits."""
        return unit(self.bits(stream, week, rows, names))

    def several(
        self, count: int, stream: str, week: int, rows: Rows, names: Bits | None = None
    ) -> NDArray[np.float64]:
        """``count`` uniform numbers for each row, as ``uniform``, shape (count, n)."""
        bits = rows.view(np.uint64) * _U_GAMMA
        if names is not None:
            bits += names
        start = np.uint64(self._start(stream, week))
        return unit(_mix_in_place(bits + (start + _DRAWS[:count, None])))

    def named(self, stream: str, week: int, names: Bits) -> NDArray[np.float64]:
        """Uniform numbers in [0, 1), one for each name, shape of ``names``."""
        return unit(_mix_in_place(names + np.uint64(self._start(stream, week))))

    def single(self, stream: str, week: int) -> float:
        """One uniform number in [0, 1) for the week."""
        return (_mix(self._start(stream, week) + _GAMMA) >> 11) * _TO_UNIT
