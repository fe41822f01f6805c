"""What the commands print: tables and JSON on standard output, the rest on standard error."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

WIDTH_IN_A_PIPE = 120
PATIENCE = 1.0  # seconds before a line says that something is under way

Progress = Callable[[int, int], None]


def screen() -> Console:
    """Standard output. Text is taken as it is: brackets in a name mean nothing."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(
        width=WIDTH_IN_A_PIPE if piped else None, markup=False, highlight=False, emoji=False
    )


def table(*columns: str, numbers: tuple[str, ...] = ()) -> Table:
    """An empty table; columns named in ``numbers`` keep to the right and on one line."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        is_number = column in numbers
        made.add_column(
            column, justify="right" if is_number else "left", no_wrap=is_number, overflow="fold"
        )
    return made


def print_json(data: Any) -> None:
    """Print what JSON can hold; what is not a finite number must be None already."""
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False))


def note(text: str) -> None:
    """Tell something on standard error."""
    typer.echo(text, err=True)


@contextmanager
def progress(what: str, quiet: bool) -> Iterator[Progress | None]:
    """Show how far something has come, on standard error, until it is done.

    A bar on a terminal; elsewhere one plain line, if it takes long; nothing if ``quiet``.
    """
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar(what) as update:
            yield update
    else:
        yield _line(what)


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    from rich.progress import Progress as Bar
    from rich.progress import TimeElapsedColumn

    columns = (*Bar.get_default_columns(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _line(what: str) -> Progress:
    started, told = time.monotonic(), False

    def update(_done: int, _total: int) -> None:
        nonlocal told
        if not told and time.monotonic() - started > PATIENCE:
            note(f"{what} …")
            told = True

    return update
