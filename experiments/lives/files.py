"""A life as a folder: its events, its weeks and its totals, one row for each system and thing."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa

from experiments.store import write_tables

from .data import Row, event_rows, week_rows
from .follow import Life, Lived
from .totals import TOTALS, totals

TEXT, WHOLE = pa.string(), pa.int64()
EVENTS = pa.schema(
    [
        ("scenario", TEXT),
        ("week", WHOLE),
        ("kind", TEXT),
        ("what", TEXT),
        ("need", TEXT),
        ("service", TEXT),
        ("referrer", TEXT),
        ("crisis", TEXT),
        ("weeks", WHOLE),
    ]
)


def write_life(folder: Path, life: Life, command: str) -> None:
    """Write a life into a folder that exists: ``events``, ``weeks`` and ``totals``."""
    tables = {
        "events": pa.Table.from_pylist(_all(life, event_rows), EVENTS),
        "weeks": pa.Table.from_pylist(_all(life, week_rows), _weeks(life)),
        "totals": pa.Table.from_pylist(_all(life, _total_rows)),
    }
    by_label = {lived.label: lived.scenario for lived in life.lived}
    write_tables(folder, tables, by_label, (life.seed,), command)


def _all(life: Life, rows: Callable[[Lived], Iterable[Row]]) -> list[Row]:
    return [{"scenario": lived.label, **row} for lived in life.lived for row in rows(lived)]


def _weeks(life: Life) -> pa.Schema:
    kinds = {"need": pa.float64(), "status": TEXT}
    by_need = [
        (f"{word}_{need}", kind)
        for need in life.lived[0].scenario.need
        for word, kind in kinds.items()
    ]
    states = [(name, pa.float64()) for name in ("good", "trust", "strength")]
    first = [("scenario", TEXT), ("week", WHOLE), ("present", pa.bool_())]
    return pa.schema([*first, *states, *by_need])


def _total_rows(lived: Lived) -> Iterable[Row]:
    for name, value in totals(lived).items():
        yield {"total": name, "label": TOTALS[name].label, "value": float(value)}
