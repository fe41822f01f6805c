"""What a stopped command says of the results that are on the disk already."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def reason(error: OSError) -> str:
    """The system's reason, with the name of the file if there is one."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


@contextmanager
def results_kept(out: Path | None) -> Iterator[None]:
    """Say where the results are, if the command was stopped after writing all of them."""
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
def resumable(folder: Path | None) -> Iterator[None]:
    """When a sweep stops or fails, say what is kept and how to resume it."""
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
