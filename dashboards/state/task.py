"""One job for a session, done in a process and redone when what it depends on changes."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import solara

from experiments.errors import InputError, RunError

from . import pool


@dataclass(frozen=True)
class Task:
    """The state of a job: its result, or the problem; neither while it runs."""

    result: Any = None
    problem: str = ""
    of: Hashable = None


def use_task(key: Hashable, job: Callable[..., Any], *arguments: Any) -> Task:
    """The result of ``job(*arguments, slot)``, made in a process that simulates.

    A new ``key`` starts the job again; with None it is not started. The task has no result while
    the job runs.
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
        found = pool.run_one(pool.ensembles, job, *arguments, off=off)
    except RunError as error:
        return Task(problem=str(error), of=key)
    if isinstance(found, InputError | RunError):
        return Task(problem=str(found), of=key)
    if isinstance(found, BaseException):
        return Task(problem=f"It failed: {type(found).__name__}: {found}", of=key)
    return Task(result=found, of=key)
