"""Compiled kernels: loops over people or cases, written as one person's week.

NumPy pays about a microsecond a call however few the people, and reads memory once for every
step of an equation however many; a kernel does neither. A kernel takes arrays, numbers and
records of them, such as ``world.record``, and is compiled for the run's floating-point type when
it is first called. What is compiled is cached beside its file, or in the user's cache where that
cannot be written, or where Numba's own ``NUMBA_CACHE_DIR`` says. Where nothing can be written,
every process compiles anew, and so it does where a cached file is damaged. No step is reordered (no
fast maths) and nothing runs in parallel, so results are the same bytes however many processes
there are.

A kernel calls no kernels but those of its own folder and of ``SHARED``: cached code is valid until
a file of either changes.

With ``NUMBA_DISABLE_JIT=1`` kernels run as plain Python for debuggers, a thousand times slower and
rounded a little differently: NumPy keeps float32 where a kernel reckons in float64.
"""

import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial, wraps
from hashlib import blake2b
from pathlib import Path
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np
from numba import njit, vectorize
from numba.core import config
from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile

P = ParamSpec("P")
R = TypeVar("R")
SEAL = 16  # bytes in front of a cached file

INTERPRETED = bool(vars(config)["DISABLE_JIT"])
"""Whether kernels are to run as plain Python."""
SHARED = ("luck.py", "parameters/*.py", "world/*.py")  # constants, columns and draws


def compiled(kernel: Callable[P, R]) -> Callable[P, R]:
    """The kernel, compiled for the types of arguments it is called with.

    A division by zero gives an infinity or nan, as in NumPy.
    """
    if INTERPRETED:
        return interpreted(kernel)
    dispatcher: Any = njit(error_model="numpy")(kernel)
    with suppress(RuntimeError):  # there is no folder to keep it in
        dispatcher._cache = KernelCache(kernel)
    return dispatcher  # type: ignore[no-any-return]


def elementwise(kernel: Callable[..., Any], signature: str) -> Any:
    """The kernel as a function of arrays that broadcast, for the types of a signature.

    It is cached under a name of its own: what Numba makes for arrays cannot be called as a kernel,
    and a process that found it under the kernel's name would crash. It is made when it is first
    called: even from the cache that takes a third of a second, which a command that simulates
    nothing need not wait for.
    """
    if INTERPRETED:
        return partial(_one_by_one, kernel, np.dtype(signature.partition("(")[0]))
    own: Any = getattr(kernel, "py_func", kernel)
    plain = FunctionType(own.__code__, own.__globals__, f"{own.__name__}_of_arrays")
    plain.__qualname__ = plain.__name__

    @cache
    def made() -> Any:
        for _ in range(2):
            try:
                return vectorize([signature], cache=True)(plain)
            except Exception:  # the cache is damaged, full, or has no folder
                with suppress(Exception):
                    forget(FunctionCache(plain))
        return vectorize([signature])(plain)

    return lambda *arrays: made()(*arrays)


def _one_by_one(kernel: Callable[..., Any], kind: np.dtype[Any], *arrays: Any) -> Any:
    """The kernel at each place of arrays that broadcast."""
    places = np.broadcast(*arrays)
    found = np.empty(places.shape, kind)
    found.flat[:] = [kernel(*values) for values in places]
    return found


def interpreted(kernel: Callable[P, R]) -> Callable[P, R]:
    """The kernel as plain Python that behaves like a compiled one.

    The fields of structured arrays can be read as attributes, integers wrap round, and a division
    by zero gives an infinity or nan.
    """

    @wraps(kernel)
    def plain(*arguments: P.args, **named: P.kwargs) -> R:
        viewed: Any = [_as_in_a_kernel(argument) for argument in arguments]
        with np.errstate(all="ignore"):
            return kernel(*viewed, **named)

    return plain


def row_type(fields: list[tuple[str, Any]]) -> np.dtype[Any]:
    """The type of rows whose fields a kernel reads as attributes, aligned."""
    kind = np.dtype(fields, align=True)
    return np.dtype((np.record, kind)) if INTERPRETED else kind


def _as_in_a_kernel(value: Any) -> Any:
    """A number of NumPy for one of Python; structured arrays and rows with fields as attributes."""
    if type(value) in (int, float):
        kind = np.float64 if type(value) is float else np.int64 if value < 2**63 else np.uint64
        return kind(value)
    if isinstance(value, np.ndarray) and value.dtype.names:
        return value.view(np.recarray)
    if isinstance(value, np.void) and value.dtype.names:
        return value.view(np.dtype((np.record, value.dtype)))
    return value


@cache
def _text(folder: Path, *patterns: str) -> bytes:
    """A hash of the text of all files in a folder that match one of the patterns."""
    digest = blake2b(digest_size=16)
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.digest()


class _Implementation(CompileResultCacheImpl):
    def __init__(self, kernel: Any) -> None:
        super().__init__(kernel)
        folder = Path(kernel.__code__.co_filename).parent
        now = _text(folder, "*.py"), _text(Path(__file__).parent, *SHARED)
        self.locator.get_source_stamp = lambda: now


class _Files(IndexDataCacheFile):
    """Files that say whether they are whole, and whose they are.

    Machine code that is cut or another kernel's would end the process, not raise an error.
    """

    def _save_data(self, name: str, data: Any) -> None:
        content = self._dump(data)
        with self._open_for_write(self._data_path(name)) as file:
            file.write(self._seal(content) + content)

    def _load_data(self, name: str) -> Any:
        sealed = Path(self._data_path(name)).read_bytes()
        seal, content = sealed[:SEAL], sealed[SEAL:]
        if seal != self._seal(content):
            raise ValueError(f"{name} is damaged")
        return pickle.loads(content)

    def _seal(self, content: bytes) -> bytes:
        return blake2b(content, digest_size=SEAL, person=_person(self._index_name)).digest()


def _person(name: str) -> bytes:
    """Sixteen bytes that stand for a name."""
    return blake2b(name.encode(), digest_size=16).digest()


class KernelCache(FunctionCache):
    """Numba's cache, which by itself looks at no file but the kernel's, and trusts what it finds.

    Two processes that compile a kernel for different types at the same moment may cache them
    under one name; what was cached for other types than those asked for is compiled again. So is
    what is damaged, and where it cannot be cached anew, because the disk is full or read-only,
    this process does without.
    """

    _impl_class = _Implementation

    def __init__(self, kernel: Any) -> None:
        super().__init__(kernel)
        stamp = self._impl.locator.get_source_stamp()
        self._cache_file = _Files(self._cache_path, self._impl.filename_base, stamp)
        # Compared before the rest is read: what is out of date may name types that are no more.
        self._cache_file._version = numba.__version__, stamp

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """What was cached for a signature, or None."""
        try:
            found = super().load_overload(sig, target_context)
        except Exception:
            forget(self)
            return None
        return found if found is not None and tuple(found.signature.args) == tuple(sig) else None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Cache what was compiled for a signature, if that can be done."""
        for _ in range(2):
            try:
                super().save_overload(sig, data)
            except Exception:  # a damaged index can be written anew, a full disk cannot
                forget(self)
            else:
                return


def forget(cached: FunctionCache) -> None:
    """Remove the index of a kernel's cache, without which its other files count for nothing."""
    with suppress(OSError):
        Path(cached._cache_file._index_path).unlink()
