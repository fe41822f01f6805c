"""Parts of a folder of results: what their columns are, and how they are read together."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from experiments.errors import InputError
from simulation.measures import MEASURES
from simulation.recorder import COLUMNS
from simulation.world.hours import HOURS_COLUMNS

from .folder import names_in, write_whole
from .manifest import read_manifest

Table = Literal["runs", "weekly"]

KINDS: dict[type, pa.DataType] = {
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    str: pa.string(),
}
"""Columns for what a design may vary."""

PART = re.compile(r"\d+\.parquet", re.ASCII)
"""Names of parts."""

RUN = ("scenario", "point", "seed")
"""What tells one run of a sweep from another."""

NAMES = [("scenario", pa.string()), ("point", pa.int32()), ("seed", pa.int64())]


def runs_schema(axes: Mapping[str, type], own: Iterable[str] = ()) -> pa.Schema:
    """Columns of ``runs``: a row for each run, failed ones with their error and no numbers.

    ``scenario``, ``point`` (the place in the design, from 0), ``seed``; what is varied, each by
    its dotted key; ``key`` (the hash of all that the numbers follow from); ``error``; every
    measure, in its unit; each way of spending hours, as a share of all hours; and outcomes of
    one's own.
    """
    varied = [(axis, KINDS[kind]) for axis, kind in axes.items()]
    told = [("key", pa.string()), ("error", pa.string())]
    numbers = [(name, pa.float64()) for name in (*MEASURES, *HOURS_COLUMNS, *own)]
    return pa.schema([*NAMES, *varied, *told, *numbers])


def weekly_schema(own: Iterable[str] = ()) -> pa.Schema:
    """Columns of ``weekly``: a row for each week of each run that did not fail.

    ``scenario``, ``point``, ``seed`` as in ``runs``; ``week``, from 0 at the fork; and all that
    is recorded of a week (``simulation.recorder.COLUMNS``), float32; and outcomes of
    one's own, float64.
    """
    numbers = [(name, pa.float32()) for name in COLUMNS]
    numbers += [(name, pa.float64()) for name in own]
    return pa.schema([*NAMES, ("week", pa.int32()), *numbers])


def write_part(path: Path, table: pa.Table) -> None:
    """Write a part, all of it or none."""
    buffer = pa.BufferOutputStream()
    names = [field.name for field in table.schema if pa.types.is_string(field.type)]
    pa.parquet.write_table(
        table, buffer, compression="zstd", use_dictionary=names, write_page_checksum=True
    )
    write_whole(path, buffer.getvalue())


def read_part(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a part, or some columns of it.

    Raises
    ------
    InputError
        Where it is damaged, something else, or not to be read.
    """
    try:
        part = pa.parquet.ParquetFile(path, page_checksum_verification=True)
        lacking = {"scenario", "seed", *(columns or ())}.difference(part.schema_arrow.names)
        if lacking:
            raise ValueError(f"it has no column {min(lacking)}")
        return part.read(columns)
    except (PermissionError, FileNotFoundError, IsADirectoryError) as error:
        raise InputError(
            f"{path} cannot be read: {os.strerror(error.errno or 0).lower()}."
        ) from None
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(_damaged(path, str(error).partition("\n")[0].rstrip("."))) from None


def read_parts(files: Sequence[Path], columns: Sequence[str] | None = None) -> pa.Table:
    """Read the parts of one table, or some columns of them, as one.

    Raises
    ------
    InputError
        As in ``read_part``, and where a part is not like the first or repeats the runs of another.
    """
    tables = [read_part(file, columns) for file in files]
    for file, table in zip(files, tables, strict=True):
        if table.schema != tables[0].schema:
            raise InputError(_damaged(file, f"its columns are not those of {files[0].name}"))
    check_apart(files, tables)
    return pa.concat_tables(tables)


def check_apart(files: Sequence[Path], tables: Sequence[pa.Table]) -> None:
    """Refuse parts of ``runs`` that have a run in common, as copies of a part have.

    Raises
    ------
    InputError
    """
    before: set[tuple[Any, ...]] = set()
    for file, table in zip(files, tables, strict=True):
        if not set(RUN) <= set(table.column_names) or "week" in table.column_names:
            return
        runs = set(zip(*(table[name].to_pylist() for name in RUN), strict=True))
        if not before.isdisjoint(runs):
            raise InputError(_damaged(file, "it repeats runs that stand in another part"))
        before |= runs


def _damaged(path: Path, how: str) -> str:
    others = f" and runs/{path.name}" if path.parent.name == "weekly" else ""
    return (
        f"{path} is damaged ({how}); delete it{others}, and the same sweep makes these runs again."
    )


def part_files(folder: Path, table: Table) -> list[Path]:
    """The Parquet files that together are a table of a folder of results, in order.

    Those of ``weekly`` whose runs are not yet written are left out. A comparison's folder has
    one file of runs.

    Raises
    ------
    InputError
        Where the folder cannot be read.
    """
    single = f"{table}.parquet"
    if single in names_in(folder):
        return [folder / single]
    written = set(filter(PART.fullmatch, names_in(folder / "runs")))
    return [folder / table / name for name in names_in(folder / table) if name in written]


def read_runs(folder: Path) -> pd.DataFrame:
    """All runs of a folder of results, in the order of the design: see ``runs_schema``.

    Raises
    ------
    InputError
        Where the folder is not one of results, or a part is damaged.
    """
    return _together(folder, "runs", ["point", "seed", "scenario"])


def read_weekly(folder: Path) -> pd.DataFrame:
    """All weeks of a folder of results, in the order of the design: see ``weekly_schema``.

    Raises
    ------
    InputError
        Where the folder has none, or a part is damaged.
    """
    return _together(folder, "weekly", ["point", "seed", "scenario", "week"])


def _together(folder: Path, table: Table, order: list[str]) -> pd.DataFrame:
    manifest = read_manifest(folder)
    files = part_files(folder, table)
    if not files:
        raise InputError(f"{folder} has no {table} so far.")
    frame = read_parts(files).to_pandas()
    if "point" not in frame:  # a comparison, in order already
        return frame
    places: dict[str, Any] = {label: i for i, label in enumerate(manifest["scenarios"])}
    return frame.sort_values(
        order, key=lambda column: column.map(places) if column.name == "scenario" else column
    ).reset_index(drop=True)
