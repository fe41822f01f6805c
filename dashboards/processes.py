"""How simulating processes start: forked from a prepared one, where the system can fork.

The prepared process imports the model, loads compiled code and simulates a past once for all of
them, while this process serves the first pages.
"""

import multiprocessing
import threading
from multiprocessing.context import BaseContext

READY = "dashboards.state.preload"
"""Importing this module prepares a process."""

host = "localhost"
"""The address that the dashboard listens on."""

first_page_shown = threading.Event()
"""Set once any page is shown in a browser; preparing the other pages waits for it."""


def context() -> BaseContext:
    """The context that starts processes: a fork server where there is one, else new processes."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if forks else "spawn")


def prepare() -> None:
    """Start the process that others are forked from, unless it runs already."""
    made = context()
    if made.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        made.set_forkserver_preload([READY])
        forkserver.ensure_running()
