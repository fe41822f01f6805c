"""What a sweep would take, from a few weeks tried: runs, time and disk."""

import time
from dataclasses import dataclass, replace
from functools import partial

from .errors import Failure, RunError
from .plans.design import Design
from .runs.jobs import Job, do, packed
from .runs.pool import usual_processes
from .runs.summary import Kept, keep
from .store.parts import runs_schema, weekly_schema
from .store.sweep import parts_in
from .sweep import Settings

TRIED = 3
"""Points to try: the first, the middle and the last."""

FEW = (("place.people", 50),)
"""In so small a place all that a process does once, such as compiling, is soon done."""

KEY_BYTES = 66
PART_BYTES = 17_000
"""What a part takes before its first row: it says of every column what it is."""


@dataclass(frozen=True)
class Cost:
    """What a sweep would take.

    Attributes
    ----------
    runs, points, seeds, scenarios
        How many there are.
    weeks
        Weeks to simulate, shared pasts once.
    core_seconds
        About how long one core is busy.
    processes
        How many would share that: on this machine, or one a worker of a cluster.
    disk_bytes
        How much disk at most, or about: numbers compress, these are not, and the number of parts
        follows from the time.
    """

    runs: int
    points: int
    seeds: int
    scenarios: int
    weeks: int
    core_seconds: float
    processes: int
    disk_bytes: int

    @property
    def seconds(self) -> float:
        """About how long it takes where every process is as fast as this one."""
        return self.core_seconds / self.processes


def estimate(design: Design, settings: Settings, patience: float = 3.0) -> Cost:
    """Try a few weeks of a design, here, and reckon what all of it would take.

    Parameters
    ----------
    settings
        How it is to be run; the workers of a cluster are those it has now.
    patience
        Seconds to spend on trying.

    Raises
    ------
    InputError
        When the cluster cannot be used.
    RunError
        When nothing could be tried, since the first runs fail.
    """
    count, there = len(design.points), _processes(settings)
    tried = sorted({round(i * (count - 1) / (TRIED - 1)) for i in range(TRIED)})
    per_job = sum(map(design.weeks_a_job, tried)) / len(tried)
    weeks = round(per_job * count * len(design.seeds))
    limit = patience / len(tried) / len(design.scenarios)
    work = [_job(design, point) for point in tried]
    busy = _seconds_a_week(design, work, limit) * weeks
    processes = min(there, count * len(design.seeds))
    parts = min(parts_in(busy / processes), count * len(design.seeds))
    return Cost(
        runs=design.size,
        points=count,
        seeds=len(design.seeds),
        scenarios=len(design.scenarios),
        weeks=weeks,
        core_seconds=busy,
        processes=processes,
        disk_bytes=_bytes(design, parts, weeks, settings.weekly),
    )


def _processes(settings: Settings) -> int:
    """How many processes there would be for any number of jobs."""
    if settings.cluster is None:
        return settings.jobs or usual_processes()
    from .runs.cluster import workers_there

    return workers_there(settings.cluster)


def _bytes(design: Design, parts: int, weeks: int, weekly: bool) -> int:
    """What the rows and parts of a design take on a disk."""
    found = parts * PART_BYTES
    found += (8 * len(runs_schema(design.kinds)) + KEY_BYTES) * design.size
    if weekly:  # a little too much, since pasts are not kept
        found += parts * PART_BYTES + 4 * len(weekly_schema()) * weeks
    return found


def _job(design: Design, point: int) -> Job:
    return Job(design.seeds[0], tuple(range(len(design.scenarios))), design.changes(point), point)


def _seconds_a_week(design: Design, work: list[Job], limit: float) -> float:
    """Seconds a simulated week takes, making the place and its measures included."""
    parcel, weeks = packed(design.scenarios), 0
    summary = partial(keep, weekly=False)
    found: list[Kept | Failure] = []

    def week() -> None:
        nonlocal weeks
        weeks += 1

    do(parcel, replace(work[0], changes=work[0].changes + FEW), summary)
    started = time.perf_counter()
    for job in work:
        found += do(parcel, job, summary, limit, week)
    if not weeks:
        failure = next((one for one in found if isinstance(one, Failure)), None)
        raise RunError(
            f"Nothing could be tried: {failure.error}."
            if failure
            else "There are no weeks to simulate."
        )
    return (time.perf_counter() - started) / weeks
