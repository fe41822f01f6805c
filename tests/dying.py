"""Jobs whose process dies, as if memory had run out."""

import multiprocessing.connection
import os
import signal
from pathlib import Path
from typing import Any

from dashboards.state.runs import run_seed
from simulation.scenario import Scenario

PIPE = 65_536  # bytes that a pipe takes before somebody reads


def works_for_long(began: str, scenario: Scenario, slot: int) -> None:
    """Simulate for several seconds, and make a file as that begins."""
    Path(began).touch()
    run_seed([scenario], 1, slot)


def dies(_slot: int) -> None:
    """Die at work."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies_while_answering(_slot: int) -> bytes:
    """Die as soon as the pipe to the parent is full, in the middle of a large result."""

    def send(connection: Any, message: Any, *_: Any) -> None:
        os.write(connection.fileno(), bytes(message)[:PIPE])
        os.kill(os.getpid(), signal.SIGKILL)

    multiprocessing.connection.Connection._send = send  # type: ignore[attr-defined]
    return bytes(4 * PIPE)
