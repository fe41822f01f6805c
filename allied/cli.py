"""The command ``allied``: its subcommands, and what becomes of errors."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, NoReturn

import typer

from . import commands

BAD_INPUT = 2
INTERRUPTED = 130

app = typer.Typer(
    name="allied",
    help="Compare ways of commissioning services in a simulated city.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in commands.ALL:
    app.command(command.__name__.strip("_").removesuffix("_command"))(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from . import __version__

        print(f"allied {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments
        What stands after ``allied``; by default, what this process was called with.

    Returns
    -------
    int
        0 when all went well, 2 for bad input, 1 for anything else that failed, 130 after Ctrl-C.
        What was wrong is told on standard error, a sentence for each problem.
    """
