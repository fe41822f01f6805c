"""What is said where a command is stopped and something is on the disk by then."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def reason(error: OSError) -> str:
    """What the system has to say: which file, if it names one, and what is wrong with it."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


@contextmanager
def kept(out: Path | None) -> Iterator[None]:
    """Say where the results are, if they were all written before the command was stopped."""
    from experiments.errors import RunError, StoppedError

    is_old = out is not None and os.path.lexists(out)
    try:
        yield
    except (KeyboardInterrupt, OSError) as error:
        if out is None or is_old or not out.exists() or isinstance(error, BrokenPipeError):
            raise
        where = f"the results are in {out}."
        if isinstance(error, OSError):
            raise RunError(f"Stopped: {reason(error)}; {where}") from None
        raise StoppedError(f"Stopped; {where}") from None


@contextmanager
def going_on(folder: Path | None) -> Iterator[None]:
    """Say what is kept of a sweep that was stopped or could not go on, and how to go on."""
    from experiments.errors import RunError, StoppedError

    try:
        yield
    except (KeyboardInterrupt, RunError, OSError) as error:
        if folder is None or not folder.exists() or isinstance(error, BrokenPipeError):
            raise
        safe = f"what was finished is in {folder}, and the same command goes on from there."
        if isinstance(error, KeyboardInterrupt):
            raise StoppedError(f"Stopped; {safe}") from None
        said = f"Stopped: {reason(error)}." if isinstance(error, OSError) else str(error)
        raise RunError(f"{said} {safe[0].upper()}{safe[1:]}") from None
