"""Libraries that only some commands need, and what to say where they are missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import InputError


@contextmanager
def needing(library: str, what: str) -> Iterator[None]:
    """Import a library of the extra ``analysis`` inside this block.

    Raises
    ------
    InputError
        Where it is not installed.
    """
    try:
        yield
    except ImportError:
        raise InputError(
            f"{what} needs {library}, which is not installed: "
            "python -m pip install 'allied[analysis]'."
        ) from None
