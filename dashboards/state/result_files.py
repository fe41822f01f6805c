"""Results passed between processes as files, so that a killed process leaves nobody waiting.

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
    """In a worker: run a job, write its result to a new file of the folder, and return its name."""
    made = job(*arguments)
    place, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(place, "wb") as file:
        pickle.dump(made, file, pickle.HIGHEST_PROTOCOL)
    return name


def unpack(name: str) -> Any:
    """Read a result and remove its file."""
    content = Path(name).read_bytes()
    drop(name)
    return pickle.loads(content)


def drop(name: str) -> None:
    """Remove the file of a result that is no longer wanted."""
    Path(name).unlink(missing_ok=True)
