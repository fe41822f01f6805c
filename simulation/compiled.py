"""Compiled kernels: loops over people or cases, written as one person's week.

NumPy pays about a microsecond a call however few the people, and reads memory once for every
step of an equation however many; a kernel does neither. A kernel takes arrays and numbers,
never the world, and is compiled for the run's floating-point type when it is first called. What
is compiled is kept beside its file, or in the user's cache where that cannot be written; where
neither can, or Numba's own ``NUMBA_CACHE_DIR`` says so, elsewhere or nowhere. No step is
reordered (no fast maths) and nothing runs in parallel, so results are the same bytes anywhere.

Numba looks only at a kernel's own file to see whether what it kept still holds: after changing
``draw`` or ``chance_of`` in luck.py, run ``make clean``.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(kernel: Callable[P, R]) -> Callable[P, R]:
    """The kernel, compiled for the types of arguments it is called with.

    A division by zero gives an infinity or nan, as in NumPy.
    """
    return _kept(numba.njit, error_model="numpy")(kernel)  # type: ignore[no-any-return]


def elementwise(kernel: Callable[..., Any], signature: str) -> Any:
    """The kernel as a NumPy function of arrays that broadcast, for the types of a signature."""
    return _kept(numba.vectorize, [signature])(getattr(kernel, "py_func", kernel))


def _kept(decorator: Any, *arguments: Any, **options: Any) -> Callable[[Any], Any]:
    """A decorator of Numba's that keeps what it compiles, if there is anywhere to keep it."""

    def decorate(kernel: Any) -> Any:
        try:
            return decorator(*arguments, cache=True, **options)(kernel)
        except RuntimeError:  # no folder can be written; compiled anew by every process
            return decorator(*arguments, **options)(kernel)

    return decorate
