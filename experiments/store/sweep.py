"""The folder a sweep fills: it holds what was finished, wherever the sweep was stopped.

    DIR/manifest.json           schema version, model, versions, command, seeds, plan, scenarios
    DIR/scenarios/NAME.toml     the scenarios in full
    DIR/runs/000001.parquet     a row for each run: ``parts.runs_schema``
    DIR/weekly/000001.parquet   a row for each week of these runs, if asked for: ``weekly_schema``

A part is written under another name and renamed when it is whole; that of the weeks first, so
that a part of runs stands for both. Parts never overlap and are never added to. Everything but
the manifest, scenarios and parts is a leftover, removed when the sweep goes on.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute

from experiments.errors import Failure, InputError, RunError
from experiments.plans.design import Design
from experiments.runs.jobs import Job
from experiments.runs.summary import Kept
from simulation.recorder import COLUMNS

from .folder import UNFINISHED, names_in
from .parts import (
    RUN,
    check_apart,
    part_files,
    read_part,
    runs_schema,
    weekly_schema,
    write_part,
)

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between parts: each waits twice as long, so that short sweeps lose little when they
are killed, and long ones do not end up in thousands of parts."""

MOST_RUNS, MOST_WEEKS = 5_000, 200_000
"""What is kept in memory at most before it is written."""


def parts_in(seconds: float) -> int:
    """About how many parts a sweep writes that takes some seconds."""
    count, wait, written = 1, FIRST_WAIT, 0.0
    while written + wait < seconds:
        if wait >= LONGEST_WAIT:
            return count + int((seconds - written) / LONGEST_WAIT)
        count, written, wait = count + 1, written + wait, min(2 * wait, LONGEST_WAIT)
    return count


class Store:
    """A sweep's folder, open for writing; made by ``opening.open_store``.

    Attributes
    ----------
    folder
        Where it is.
    done
        Point and key of every run that is on the disk, failed ones too.
    runs, failed
        How many runs are on the disk, and how many of these failed.
    """

    def __init__(self, folder: Path, design: Design, weekly: bool) -> None:
        self.folder = folder
        self._design, self._weekly = design, weekly
        self._labels = list(design.by_label)
        self._schema = runs_schema(design.kinds, design.own.at_end)
        self._weekly_schema = weekly_schema(design.own.by_week)
        self._runs: list[dict[str, Any]] = []
        self._weeks: list[pa.Table] = []
        self._part, self._wait = 0, FIRST_WAIT
        self._written = time.monotonic()
        self._read()

    def pending(self) -> list[Job]:
        """All of the design that is not there yet."""
        jobs = []
        for job in self._design.jobs():
            keys = self._design.keys(job.point, job.seed)
            which = tuple(i for i, key in enumerate(keys) if (job.point, key) not in self.done)
            if which:
                jobs.append(Job(job.seed, which, job.changes, job.point))
        return jobs

    def add(self, job: Job, results: Sequence[Kept | Failure]) -> None:
        """Take in what came of a job; it is on the disk when the next part is written.

        Raises
        ------
        RunError
            Where the part cannot be written.
        """
        keys = self._design.keys(job.point, job.seed)
        for place, found in zip(job.which, results, strict=True):
            name = {"scenario": self._labels[place], "point": job.point, "seed": job.seed}
            row = name | dict(job.changes) | {"key": keys[place]}
            if isinstance(found, Failure):
                self._runs.append(row | {"error": found.error})
            else:
                self._runs.append(row | found.run)
                if found.weekly is not None:
                    self._weeks.append(_weeks(name, found, self._weekly_schema))
        full = len(self._runs) >= MOST_RUNS or sum(map(len, self._weeks)) >= MOST_WEEKS
        if full or time.monotonic() - self._written >= self._wait:
            self.flush()

    def flush(self) -> None:
        """Write what was taken in as a part."""
        if not self._runs:
            return
        name = f"{self._part + 1:06d}.parquet"
        table = pa.Table.from_pylist(self._runs, self._schema)
        table = _without_nan(table)
        try:
            if self._weekly:
                weeks = pa.concat_tables([self._weekly_schema.empty_table(), *self._weeks])
                write_part(self.folder / "weekly" / name, weeks)
            write_part(self.folder / "runs" / name, table)
        except OSError as error:
            raise RunError(
                f"{error.filename or name} could not be written ({error.strerror or error}); the "
                f"{self.runs:,} runs written before are safe."
            ) from None
        self._count(table)
        self._part += 1
        self._runs, self._weeks = [], []
        self._wait = min(2 * self._wait, LONGEST_WAIT)
        self._written = time.monotonic()

    def forget_failed(self) -> None:
        """Take runs that failed out again, so that they are still to do."""
        for path in part_files(self.folder, "runs"):
            table = read_part(path)
            succeeded = table.filter(pa.compute.is_null(table["error"]))
            if not len(succeeded):
                path.unlink()
            elif len(succeeded) < len(table):
                write_part(path, succeeded)
        self._read()

    def _read(self) -> None:
        """See what is there; when all of it could be read, clear away what was left half-done."""
        files = part_files(self.folder, "runs")
        self._check_weekly(files)
        if self._weekly:
            for file in files:
                _check_weeks(self.folder / "weekly" / file.name)
        tables = [read_part(file, [*RUN, "key", "error"]) for file in files]
        check_apart(files, tables)
        self._clear({file.name for file in files})
        self.done: set[tuple[int, str]] = set()
        self.runs = self.failed = 0
        for table in tables:
            self._count(table)
        self._part = max((int(file.stem) for file in files), default=0)

    def _check_weekly(self, files: Sequence[Path]) -> None:
        """Refuse a folder whose runs are out of sight, as where a disk is not there."""
        weeks = [name for name in names_in(self.folder / "weekly") if name.endswith(".parquet")]
        if len(weeks) > 1 and not files:
            raise InputError(
                f"{self.folder / 'runs'} has no parts, but weekly has {len(weeks):,}; bring runs "
                "back, or delete weekly to make all of them again."
            )

    def _clear(self, written: set[str]) -> None:
        """Remove parts that are half-written, and weeks whose runs were never written."""
        for table in ("runs", "weekly"):
            inside = self.folder / table
            inside.mkdir(exist_ok=True)
            for name in names_in(inside):
                is_half = name.startswith(".") and name.endswith(UNFINISHED)
                is_orphan = table == "weekly" and name.endswith(".parquet") and name not in written
                if is_half or is_orphan:
                    (inside / name).unlink()

    def _count(self, runs: pa.Table) -> None:
        self.runs += len(runs)
        self.done.update(zip(runs["point"].to_pylist(), runs["key"].to_pylist(), strict=True))
        self.failed += len(runs) - runs["error"].null_count


def _check_weeks(path: Path) -> None:
    """Refuse a part of weeks that is missing or cut short."""
    if not path.exists():
        raise InputError(
            f"{path} is missing; delete runs/{path.name} too, and the same sweep makes these runs "
            "again."
        )
    read_part(path, ["week"])


def _weeks(name: Mapping[str, Any], found: Kept, schema: pa.Schema) -> pa.Table:
    """Rows of ``weekly`` for one run."""
    assert found.weekly is not None
    weekly, weeks = found.weekly, len(found.weekly)
    columns: dict[str, Any] = {key: [value] * weeks for key, value in name.items()}
    columns |= {"week": np.arange(weeks, dtype=np.int32)}
    columns |= {key: weekly[:, i] for i, key in enumerate(COLUMNS)}
    return pa.table(columns | found.own_weekly, schema)


def _without_nan(table: pa.Table) -> pa.Table:
    """The same, with nothing where a measure had nothing to measure."""
    columns = [
        pa.compute.if_else(pa.compute.is_nan(column), None, column)
        if pa.types.is_floating(column.type)
        else column
        for column in table.columns
    ]
    return pa.table(columns, table.schema)
