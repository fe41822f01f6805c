"""A life as a folder: its events, its weeks and its totals, one row for each system and thing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.errors import InputError
from experiments.store import read_manifest, write_tables
from experiments.store.manifest import read_scenarios

from .data import Row, event_rows, week_rows
from .entry import Entry, Standing
from .follow import Life, Lived
from .pick import Pick
from .totals import TOTALS, totals

ARRAYS = (
    "events",
    "need",
    "trust",
    "strength",
    "good",
    "status",
    "service",
    "present",
)
"""Of each life, as they are in ``Lived``."""

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
    """Write a life into a folder that exists: ``events``, ``weeks`` and ``totals``.

    ``life.npz`` has the same as arrays, from which ``read_life`` makes the life again.
    """
    by_label = {lived.label: lived.scenario for lived in life.lived}
    about = {"life": {"person": life.row, "pick": asdict(life.pick) if life.pick else None}}
    write_tables(folder, life_tables(life), by_label, (life.seed,), command, **about)
    entry = vars(life.entry) | {"standing": np.array([astuple(s) for s in life.entry.standing])}
    arrays = {f"entry.{name}": np.asarray(value) for name, value in entry.items()}
    for place, lived in enumerate(life.lived):
        arrays |= {f"{place}.{name}": getattr(lived, name) for name in ARRAYS}
    np.savez_compressed(folder / "life.npz", allow_pickle=False, **arrays)


def life_tables(life: Life) -> dict[str, pa.Table]:
    """``events``, ``weeks`` and ``totals``, a row for each scenario and thing."""
    return {
        "events": pa.Table.from_pylist(_all(life, event_rows), EVENTS),
        "weeks": pa.Table.from_pylist(_all(life, week_rows), _weeks(life)),
        "totals": pa.Table.from_pylist(_all(life, _total_rows)),
    }


def read_life(folder: Path) -> Life:
    """The life that ``write_life`` wrote.

    Raises
    ------
    InputError
        Where a file of it is missing or damaged.
    """
    manifest, scenarios = read_manifest(folder), read_scenarios(folder)
    try:
        with np.load(folder / "life.npz", allow_pickle=False) as arrays:
            about = manifest["life"]
            lived = tuple(
                Lived(label, scenario, **{name: arrays[f"{place}.{name}"] for name in ARRAYS})
                for place, (label, scenario) in enumerate(scenarios.items())
            )
            entry = _entry({name: arrays[f"entry.{name}"] for name in Entry.__dataclass_fields__})
            pick = about["pick"]
            if pick is not None:
                pick = Pick(**pick | {"good_weeks": tuple(pick["good_weeks"])})
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise InputError(f"{folder / 'life.npz'} cannot be read: {error}.") from None
    return Life(about["person"], manifest["seeds"][0], entry, lived, pick)


def _entry(arrays: Mapping[str, NDArray[Any]]) -> Entry:
    plain = {name: array.tolist() for name, array in arrays.items()}
    plain |= {"need": arrays["need"], "priority": arrays["priority"]}
    standing = tuple(Standing(*map(int, one)) for one in plain["standing"])
    return Entry(**plain | {"peers": tuple(plain["peers"]), "standing": standing})


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
