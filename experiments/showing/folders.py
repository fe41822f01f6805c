"""Results as folders, and folders read back."""

import json
from functools import singledispatch
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from experiments.discovery import Discoveries
from experiments.errors import InputError
from experiments.findings.comparison import Comparison
from experiments.lives import Life
from experiments.lives.files import read_life, write_life
from experiments.one_run import Run
from experiments.report import sweep
from experiments.results import Results
from experiments.sensitivity import Analysis, read_analysis
from experiments.store import (
    new_folder,
    read_comparison,
    read_manifest,
    read_run,
    write_comparison,
    write_run,
)
from experiments.store.folder import why, write_whole
from experiments.store.manifest import save_manifest, write_scenarios
from experiments.store.parts import write_part
from experiments.swept import Sweep, read_sweep

from . import reports
from .commands import command

REPORT, ANALYSIS, RULES = "report.html", "analysis.json", "rules.json"


def save(found: Results, out: Path) -> None:
    """Keep results in a new folder; see ``Results.save``."""
    with new_folder(out) as folder:
        write(found, folder)


def write(found: Results, folder: Path, made_by: str | None = None) -> None:
    """Write results, and their report, into a folder that exists.

    Parameters
    ----------
    made_by
        What to type to find them again; by default a call of Python.
    """
    typed = command(found) if made_by is None else made_by
    _write(found, folder, typed)
    write_whole(folder / REPORT, reports.report(found, typed).encode("utf-8"))


@singledispatch
def _write(found: Any, folder: Path, made_by: str) -> None:
    raise NotImplementedError(f"nothing writes a {type(found).__name__}")


@_write.register
def _(found: Comparison, folder: Path, made_by: str) -> None:
    write_comparison(folder, found, made_by)


@_write.register
def _(found: Run, folder: Path, made_by: str) -> None:
    write_run(folder, found.scenario, found.record, made_by)


@_write.register
def _(found: Life, folder: Path, made_by: str) -> None:
    write_life(folder, found, made_by)


@_write.register
def _(found: Analysis, folder: Path, made_by: str) -> None:
    tables = {"table": found.table, "convergence": found.convergence}
    about = {
        name: getattr(found, name)
        for name in ("scenario", "method", "measure", "seeds", "samples", "dropped")
    }
    kept = {name: table.to_dict(orient="split") for name, table in tables.items()}
    _write_json(folder / ANALYSIS, about | kept | {"command": made_by})


@_write.register
def _(found: Discoveries, folder: Path, made_by: str) -> None:
    _write_json(folder / RULES, {"command": made_by, "found": [one.as_json() for one in found]})


@_write.register
def _(found: Sweep, folder: Path, _made_by: str) -> None:
    """A sweep's folder with one part, that the same sweep goes on from."""
    for name, table in (("runs", found.runs), ("weekly", found.weeks)):
        (folder / name).mkdir()
        if table is not None:
            schema = found.schemas[name]
            write_part(folder / name / "000001.parquet", pa.Table.from_pandas(table, schema))
    write_scenarios(folder, found.scenarios)
    save_manifest(folder, found.about)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    write_whole(path, json.dumps(content, indent=2, ensure_ascii=False).encode("utf-8"))


def load(folder: str | Path) -> Results:
    """The results in a folder that ``save`` or a command with ``--out`` has written.

    Raises
    ------
    InputError
        Where the folder holds no results, or they cannot be read.
    """
    path = Path(folder)
    if (path / ANALYSIS).exists():
        return _analysis(path / ANALYSIS)
    if (path / RULES).exists():
        return Discoveries.of(_read_json(path / RULES)["found"])
    manifest = read_manifest(path)
    if "life" in manifest:
        return read_life(path)
    if "points" in manifest:
        return read_analysis(path) or read_sweep(path)
    if (path / "comparison.parquet").exists():
        return read_comparison(path)
    scenario, record = read_run(path)
    return Run(scenario, record.seed, record)


def report(folder: str | Path) -> Path:
    """Write a report on the sweep, or the sensitivity analysis, in a folder: ``report.html``.

    It shows the runs there are: a sweep may still be going on.

    Raises
    ------
    InputError
        Where the folder holds no sweep, or cannot be written to.
    """
    path = Path(folder) / REPORT
    text = sweep.page(Path(folder))
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be written: {why(error)}.") from None
    return path


def _analysis(path: Path) -> Analysis:
    stated = _read_json(path)
    for name in ("table", "convergence"):
        split = stated[name]
        stated[name] = pd.DataFrame(split["data"], split["index"], split["columns"])
    del stated["command"]
    return Analysis(**stated | {"seeds": tuple(stated["seeds"])})


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from None
    return found
