"""``query``: ask a folder of results in SQL."""

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allied.console import note, print_json, screen, table
from allied.options import Folder, Json, Quiet

if TYPE_CHECKING:
    from experiments.query import Answer

SHOWN = 200
"""Rows that a table on a screen has at most."""
FOLDED, BETWEEN = 24, 3
"""Characters after which text may wrap, and characters between two columns."""


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
    rows, out = answer.rows, screen()
    texts = [[_text(value) for value in row] for row in rows[:SHOWN]]
    kinds = [type(value) for value in rows[0]] if rows else []
    numbers = tuple(
        name for name, kind in zip(answer.columns, kinds, strict=False) if kind in (int, float)
    )
    columns = answer.columns[: _fitting(answer.columns, texts, numbers, out.width)]
    shown = table(*columns, numbers=numbers)
    for row in texts:
        shown.add_row(*row[: len(columns)])
    out.print(shown)
    for what, few, all_of in (
        ("rows", len(texts), len(rows)),
        ("columns", len(columns), len(answer.columns)),
    ):
        if few < all_of and not quiet:
            note(f"The first {few:,} of {all_of:,} {what}; --csv and --json print all of them.")


def _fitting(
    columns: Sequence[str], texts: Sequence[Sequence[str]], numbers: Sequence[str], width: int
) -> int:
    """How many columns fit beside one another, one at least."""
    taken = -BETWEEN
    for place, name in enumerate(columns):
        longest = max(map(len, (name, *(row[place] for row in texts))))
        taken += BETWEEN + (longest if name in numbers else min(longest, FOLDED))
        if taken > width:
            return max(place, 1)
    return len(columns)


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
