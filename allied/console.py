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
A_MINUTE = 60.0

Progress = Callable[[int, int], None]


def screen() -> Console:
    """Standard output; square brackets in text are printed, not read as markup."""
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
    any_letter = (sys.stdout.encoding or "").lower().startswith("utf")
    typer.echo(json.dumps(data, indent=2, ensure_ascii=not any_letter, allow_nan=False))


def note(text: str) -> None:
    """Print a line to standard error."""
    typer.echo(text, err=True)


@contextmanager
def progress(what: str, quiet: bool) -> Iterator[Progress | None]:
    """Show progress on standard error until it is done.

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
    """Say once that work has begun, and every minute how far it is."""
    started = time.monotonic()
    next_told = started + PATIENCE

    def update(done: int, total: int) -> None:
        nonlocal next_told
        now = time.monotonic()
        if now < next_told:
            return
        is_first = next_told == started + PATIENCE
        left = duration((now - started) * (total - done) / done) if done else "a while"
        note(f"{what} …" if is_first else f"{what}: {done:,} of {total:,}, about {left} left.")
        next_told = now + A_MINUTE

    return update


def waiting(what: str, quiet: bool) -> Callable[[float], None] | None:
    """Say every minute that a cluster has no workers and what happens next, unless ``quiet``."""
    next_told = 0.0

    def tell(seconds: float) -> None:
        nonlocal next_told
        if time.monotonic() >= next_told:
            next_told = time.monotonic() + A_MINUTE
            note(f"The cluster has had no worker for {duration(seconds)}: {what}.")

    return None if quiet else tell


def duration(seconds: float) -> str:
    """A duration in the unit in which people would say it."""
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        if seconds >= 1.5 * size or unit == "second":
            count = max(1, round(seconds / size))
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return ""
