"""Named, person-aligned chance: a value depends on its name, week and row, never on rank or scenario.

Every use of chance is a stream. A stream has one value for each (seed, week, row), so it can be
read anywhere, in any order, for as few rows as are needed: who else is there, and what was drawn
before, change nothing. The bits are those of SplitMix64 (Steele, Lea and Flood 2014, "Fast
splittable pseudorandom number generators"), read at an index instead of one after another, in
plain integer arithmetic, so that no release of NumPy can move them.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import TypeAlias

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


class Luck:
    """All chance of one seed.

    Parameters
    ----------
    seed
        A non-negative integer.
    """

    def __init__(self, seed: int) -> None:
        self.seed = int(seed)
        self._root = _mix(_mix(self.seed + _GAMMA) + _GAMMA)

    def _start(self, stream: str, week: int) -> np.uint64:
        return np.uint64(_mix(_mix(self._root ^ name_key(stream)) + (week & _MASK) * _GAMMA))

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
        bits = rows.astype(np.uint64)
        bits *= _U_GAMMA
        bits += self._start(stream, week)
        if names is not None:
            bits = bits + names
        return _mix_in_place(bits)

    def block(self, stream: str, week: int, first: int, last: int, names: Bits) -> Bits:
        """Raw bits of the rows ``first`` to ``last`` for every name, shape (rows, names)."""
        rows = np.arange(first, last, dtype=np.int64)
        return self.bits(stream, week, rows[:, None], names[None, :])

    def uniform(
        self, stream: str, week: int, rows: Rows, names: Bits | None = None
    ) -> NDArray[np.float64]:
        """Uniform numbers in [0, 1), as ``bits``, float64 of 53 bits."""
        bits = self.bits(stream, week, rows, names)
        np.right_shift(bits, _SHIFT_11, out=bits)
        return bits * _TO_UNIT

    def several(
        self, count: int, stream: str, week: int, rows: Rows, names: Bits | None = None
    ) -> NDArray[np.float64]:
        """``count`` uniform numbers for each row, as ``uniform``, shape (count, n)."""
        start = self._start(stream, week)
        bits = rows.astype(np.uint64)
        bits *= _U_GAMMA
        if names is not None:
            bits += names
        bits = bits + (start + _DRAWS[:count, None])
        _mix_in_place(bits)
        np.right_shift(bits, _SHIFT_11, out=bits)
        return bits * _TO_UNIT

    def named(self, stream: str, week: int, names: Bits) -> NDArray[np.float64]:
        """Uniform numbers in [0, 1), one for each name, shape of ``names``."""
        return self.uniform(stream, week, np.zeros(names.shape, dtype=np.int64), names)

    def single(self, stream: str, week: int) -> float:
        """One uniform number in [0, 1) for the week."""
        return (_mix(int(self._start(stream, week)) + _GAMMA) >> 11) * _TO_UNIT
