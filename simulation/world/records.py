"""Records of arrays: what a kernel takes as one argument, and reads by the names of Python.

People, services and a scenario's arrays each have a ``record``: a Numba structref of those of
their arrays that kernels read and write. Making one takes some microseconds, so it is kept until
one of its arrays is replaced. A kernel binds an array to a local name before a loop, since each
look into the record counts as a use of the array.

What declares a record says it thrice for Numba: a subclass of ``Kind``, its type; a subclass of
``Record``, what Python holds; and a compiled function that makes one, so that it is cached.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from numba import types
from numba.experimental import structref

from simulation.compiled import INTERPRETED


class Kind(types.StructRef):
    """Numba's type of a record."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Types of fields, none of them of one value alone."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)  # type: ignore[no-untyped-call]


class Record(structref.StructRefProxy):
    """A record in Python, which hands it to kernels and looks into it never."""

    if TYPE_CHECKING:  # Numba makes it in its own way

        def __init__(self, *arrays: Any) -> None: ...


def declare(record: type[Record], kind: type[Kind], fields: Iterable[str]) -> None:
    """Tell Numba of a record, and in which order its maker takes the arrays."""
    names = tuple(fields)
    if INTERPRETED:
        record.__new__ = partial(_plain, names)  # type: ignore[method-assign]
        return
    structref.register(kind)  # type: ignore[no-untyped-call]
    structref.define_proxy(record, kind, list(names))  # type: ignore[no-untyped-call]


def _plain(names: Sequence[str], record: type[Record], *arrays: Any) -> Record:
    """A record for kernels that are not compiled (``NUMBA_DISABLE_JIT``)."""
    made = object.__new__(record)
    made.__dict__.update(zip(names, arrays, strict=True))
    return made


class Recorded:
    """Something that keeps a ``record``, which neither copies nor pickles hold."""

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "record"}
