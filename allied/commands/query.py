"""``query``: ask a folder of results in SQL."""

import csv
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..console import note, print_json, screen, table
from ..options import Folder, Json, Quiet

if TYPE_CHECKING:
    from experiments.query import Answer

SHOWN = 200
"""Rows that a table on a screen has at most."""


def query(
    folder: Folder,
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One SELECT over the tables runs and weekly.")
    ],
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for other programs.")] = False,
    quiet: Quiet = False,
) -> None:
    """Ask the runs of a sweep, a comparison or a run in SQL.

    Keys that are varied have dots in them, so they stand in double quotes:
    "commissioning.overhead".
    """
    from experiments.errors import InputError
    from experiments.query import query as ask

    if as_json and as_csv:
        raise InputError("The answer can be JSON or CSV; say --json or --csv.")
    answer = ask(folder, sql)
    if as_json:
        rows = ([_plain(value) for value in row] for row in answer.rows)
        print_json([dict(zip(answer.columns, row, strict=True)) for row in rows])
    elif as_csv:
        lines = csv.writer(sys.stdout, lineterminator="\n")
        lines.writerow(answer.columns)
        lines.writerows(answer.rows)
    else:
        _print(answer, quiet)


def _print(answer: "Answer", quiet: bool) -> None:
    rows = answer.rows
    kinds = [type(value) for value in rows[0]] if rows else []
    numbers = tuple(
        name for name, kind in zip(answer.columns, kinds, strict=False) if kind in (int, float)
    )
    shown = table(*answer.columns, numbers=numbers)
    for row in rows[:SHOWN]:
        shown.add_row(*map(_text, row))
    screen().print(shown)
    if len(rows) > SHOWN and not quiet:
        note(f"The first {SHOWN} of {len(rows):,} rows; --csv and --json print all of them.")


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)
