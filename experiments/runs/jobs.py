"""One job: one past and all its scenarios, for one seed, at one point of a design."""

import pickle
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Generic, NamedTuple, TypeVar

from experiments.errors import Failure
from simulation.recorder import Record
from simulation.run import fork
from simulation.scenario import Scenario
from simulation.world import World

from .outcomes import Keeping, Own, run_with

Changes = tuple[tuple[str, Any], ...]
"""Dotted keys and the values they are set to: numbers, text, or true and false."""

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Job:
    """What to run in one go.

    Attributes
    ----------
    seed
        An integer of 0 or more.
    which
        Indices of the scenarios to run, among those sent along.
    changes
        Made to each of the scenarios.
    point
        Index of the changes in their design.
    """

    seed: int
    which: tuple[int, ...]
    changes: Changes = ()
    point: int = 0


class Finished(NamedTuple, Generic[Kept]):
    """A job and, for each of its scenarios, what was kept or why there is nothing."""

    job: Job
    results: list[Kept | Failure]


class TimeLimitError(RuntimeError):
    """A run took longer than a run may."""


def packed(scenarios: Sequence[Scenario]) -> bytes:
    """Scenarios as a few thousand bytes, to be sent with every job."""
    return zlib.compress(pickle.dumps(tuple(scenarios)))


def do(
    parcel: bytes,
    job: Job,
    keep: Callable[[Record], Kept],
    time_limit: float | None = None,
    on_week: Callable[[], None] | None = None,
) -> list[Kept | Failure]:
    """Run a job.

    Parameters
    ----------
    parcel
        The scenarios, as ``packed`` makes them.
    keep
        What to keep of each run.
    time_limit
        Seconds that one run may take. Time for a shared past counts for the first run that
        needs it.
    on_week
        Called after every simulated week.

    Returns
    -------
    list
        What was kept of each scenario, in the order of ``job.which``, or why there is nothing.
    """
    try:
        scenarios = _changed(parcel, job.changes)
    except Exception as error:
        return [_failure(job, error)] * len(job.which)
    own = keep.own if isinstance(keep, Keeping) else Own()
    pasts: dict[str, World] = {}
    results: list[Kept | Failure] = []
    for place in job.which:
        week = on_week if time_limit is None else _watched(time_limit, on_week)
        try:
            run = partial(run_with, own) if own else _run
            results.append(keep(run(scenarios[place], job.seed, week, pasts)))
        except Exception as error:
            results.append(_failure(job, error))
    return results


def _run(
    scenario: Scenario, seed: int, on_week: Callable[[], None] | None, pasts: dict[str, World]
) -> Record:
    return fork([scenario], seed, on_week, pasts)[0]


def _watched(time_limit: float, on_week: Callable[[], None] | None) -> Callable[[], None]:
    """A function to call every week, which also stops the run when its time is over.

    It looks at the clock between weeks, so it works in a thread and leaves nothing half-done.
    """
    end = time.monotonic() + time_limit

    def week() -> None:
        if on_week is not None:
            on_week()
        if time.monotonic() > end:
            raise TimeLimitError(f"it took longer than {time_limit:g} seconds")

    return week


def _failure(job: Job, error: Exception) -> Failure:
    text, kind = " ".join(str(error).split()), type(error).__name__
    return Failure(job.seed, f"{kind}: {text}" if text else kind)


# The jobs of a point follow one another, a seed each: its scenarios are made only once.
@lru_cache(maxsize=16)
def _changed(parcel: bytes, changes: Changes) -> tuple[Scenario, ...]:
    return tuple(scenario.override(dict(changes)) for scenario in _unpacked(parcel))


@lru_cache(maxsize=4)
def _unpacked(parcel: bytes) -> tuple[Scenario, ...]:
    scenarios: tuple[Scenario, ...] = pickle.loads(zlib.decompress(parcel))
    return scenarios
