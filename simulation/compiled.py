"""Compiled kernels: loops over people or cases, written as one person's week.

NumPy pays about a microsecond a call however few the people, and reads memory once for every
step of an equation however many; a kernel does neither. A kernel takes arrays and numbers,
never the world, and is compiled for the run's floating-point type when it is first called. What
is compiled is kept beside its file, or in the user's cache where that cannot be written, or where
Numba's own ``NUMBA_CACHE_DIR`` says; where nothing can be written, every process compiles anew.
No step is reordered (no fast maths) and nothing runs in parallel, so results are the same bytes
however many processes there are.

A kernel calls no kernels but those of its own file and of luck.py: what is kept holds until the
kernel's file or one of ``SHARED`` changes.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numba
from numba.core.caching import CompileResultCacheImpl, FunctionCache

P = ParamSpec("P")
R = TypeVar("R")
SHARED = ("luck.py", "parameters/*.py", "world/*.py")  # constants, columns and draws


def compiled(kernel: Callable[P, R]) -> Callable[P, R]:
    """The kernel, compiled for the types of arguments it is called with.

    A division by zero gives an infinity or nan, as in NumPy.
    """
    dispatcher: Any = numba.njit(error_model="numpy")(kernel)
    with suppress(RuntimeError):  # there is no folder to keep it in
        dispatcher._cache = _Cache(kernel)
    return dispatcher  # type: ignore[no-any-return]


def elementwise(kernel: Callable[..., Any], signature: str) -> Any:
    """The kernel as a function of arrays that broadcast, for the types of a signature.

    It is kept under a name of its own: what Numba makes for arrays cannot be called as a kernel,
    and a process that found it under the kernel's name would crash. It is made when it is first
    called: even from what was kept that takes a third of a second, which a command that
    simulates nothing need not wait for.
    """
    own: Any = getattr(kernel, "py_func", kernel)
    plain = FunctionType(own.__code__, own.__globals__, f"{own.__name__}_of_arrays")
    plain.__qualname__ = plain.__name__

    @cache
    def made() -> Any:
        try:
            return numba.vectorize([signature], cache=True)(plain)
        except RuntimeError:
            return numba.vectorize([signature])(plain)

    return lambda *arrays: made()(*arrays)


def _shared() -> bytes:
    """Stands for the text of all files in ``SHARED``."""
    digest, folder = blake2b(digest_size=16), Path(__file__).parent
    for pattern in SHARED:
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.digest()


_SHARED_NOW = _shared()


class _Kept(CompileResultCacheImpl):
    def __init__(self, kernel: Any) -> None:
        super().__init__(kernel)
        own = self.locator.get_source_stamp()
        self.locator.get_source_stamp = lambda: (own, _SHARED_NOW)


class _Cache(FunctionCache):
    """Numba's cache, which by itself looks at no file but the kernel's.

    Two processes that compile a kernel for different types at the same moment may keep them under
    one name; what was kept for other types than those asked for is compiled again.
    """

    _impl_class = _Kept

    def __init__(self, kernel: Any) -> None:
        super().__init__(kernel)
        # compared before the rest is read: what is out of date may name types that are no more
        self._cache_file._version = numba.__version__, self._impl.locator.get_source_stamp()

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        kept = super().load_overload(sig, target_context)
        return kept if kept is not None and tuple(kept.signature.args) == tuple(sig) else None
