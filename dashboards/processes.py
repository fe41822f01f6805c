"""How processes that simulate come about: forked, where the system can, from one that is ready.

That one imports the model, loads what is compiled and lives a past, once for all of them; and it
does so beside this process, which is busy with the first pages.
"""

import multiprocessing
import threading
from multiprocessing.context import BaseContext

READY = "dashboards.state.preload"
"""The module that makes a process ready by being imported in it."""

painted = threading.Event()
"""Whether any page stands in a browser; what others need is got ready after that."""


def context() -> BaseContext:
    """What starts processes; new ones everywhere but where they can be forked from a ready one."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if forks else "spawn")


def prepare() -> None:
    """Start the process that others are forked from, unless it runs; it gets ready by itself."""
    made = context()
    if made.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        made.set_forkserver_preload([READY])
        forkserver.ensure_running()
