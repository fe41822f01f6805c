"""Results that travel by file: a process killed halfway through one leaves nobody waiting.

A result as large as a run's is written to a pipe in parts. Were its process killed between two
parts, the reader would wait for the rest for ever, and never learn of the death. A file's name
is written at once or not at all.
"""

import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def pack(folder: str, job: Callable[..., Any], *arguments: Any) -> str:
    """In a worker: do a job and keep its result in a new file of a folder; the file's name."""
    made = job(*arguments)
    place, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(place, "wb") as file:
        pickle.dump(made, file, pickle.HIGHEST_PROTOCOL)
    return name


def unpack(name: str) -> Any:
    """What was kept in a file, which is removed."""
    content = Path(name).read_bytes()
    drop(name)
    return pickle.loads(content)


def drop(name: str) -> None:
    """Remove a file whose result nobody wants any more."""
    Path(name).unlink(missing_ok=True)
