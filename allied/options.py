"""Options that several commands share, and how their values are read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from experiments.limits import HIGHEST_SEED


def whole_number(low: int, high: int | None = None) -> Callable[[str], int]:
    """Read a whole number within bounds, both allowed, or say what it must be."""
    allowed = f"of {low} or more" if high is None else f"from {low} to {high:,}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = low - 1
        if number < low or (high is not None and number > high):
            raise typer.BadParameter(f"{text}; it must be a whole number {allowed}.")
        return number

    return read


MANY = 100_000
"""Runs above which to ask whether they are meant."""


def refuse_many(runs: int, sentence: str, yes: bool, instead: str = "") -> None:
    """Refuse a suspiciously large number of runs, unless ``yes``.

    ``sentence`` says how many there are, ``instead`` what else could be done.
    """
    from experiments.errors import InputError

    if runs > MANY and not yes:
        raise InputError(f"{sentence}; say --yes if that is meant{instead}.")


def as_options(changes: Sequence[str]) -> list[str]:
    """Changes as they are typed: ``--set KEY=VALUE`` for each."""
    return [word for change in changes for word in ("--set", change)]


Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A shipped scenario, or a scenario file.")
]
Seed = Annotated[
    int,
    typer.Option(
        parser=whole_number(0, HIGHEST_SEED), metavar="N", help="Which history: 0 or more."
    ),
]
Weeks = Annotated[
    int | None,
    typer.Option(parser=whole_number(0), metavar="N", help="Weeks after the fork, not the file's."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print results alone: no progress, no notes.")]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change a value, such as commissioning.pooled_share=0.5; a table replaces the "
        "one that was there. May be repeated.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write results to a folder that does not exist yet."),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(1),
        metavar="N",
        help="Processes to use; by default one a core.",
    ),
]
Sure = Annotated[bool, typer.Option("--yes", help=f"Run also more than {MANY:,} runs.")]
Cluster = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Run on a dask cluster instead, such as tcp://10.0.0.1:8786."),
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder of results.")]
