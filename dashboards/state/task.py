"""One piece of work for a session, in a process, begun anew when what it depends on changes."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import solara

from experiments.errors import InputError, RunError

from . import pool


@dataclass(frozen=True)
class Task:
    """How a piece of work stands: its result, or what went wrong; neither while it goes on."""

    result: Any = None
    problem: str = ""
    of: Hashable = None


def use_task(key: Hashable, job: Callable[..., Any], *arguments: Any) -> Task:
    """The result of ``job(*arguments, slot)``, made in a process that simulates.

    ``key`` tells when to do it again; None for not at all. While it is done again, the task is
    without a result.
    """
    task, set_task = solara.use_state(Task())

    def start() -> Callable[[], None] | None:
        if key is None:
            return None
        off = threading.Event()

        def work() -> None:
            done = _done(key, job, arguments, off)
            if not off.is_set():
                set_task(done)

        threading.Thread(target=work, daemon=True).start()
        return off.set

    solara.use_effect(start, [key])
    return task if task.of == key else Task()


def _done(
    key: Hashable, job: Callable[..., Any], arguments: tuple[Any, ...], off: threading.Event
) -> Task:
    try:
        found = pool.one(pool.ensembles, job, *arguments, off=off)
    except RunError as error:
        return Task(problem=str(error), of=key)
    if isinstance(found, InputError | RunError):
        return Task(problem=str(found), of=key)
    if isinstance(found, BaseException):
        return Task(problem=f"It failed: {type(found).__name__}: {found}", of=key)
    return Task(result=found, of=key)
