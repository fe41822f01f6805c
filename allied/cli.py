"""The command ``allied``: its subcommands."""

from collections.abc import Sequence
from typing import Annotated

import typer

from .commands.catalogue import list_scenarios, show
from .commands.compare import compare
from .commands.dashboard import dashboard
from .commands.discover import discover
from .commands.files import check, diff, new, schema
from .commands.life import life
from .commands.place import place
from .commands.play import play
from .commands.query import query
from .commands.report import report
from .commands.run import run
from .commands.sensitivity import sensitivity
from .commands.sweep import sweep
from .exit_codes import run_app

app = typer.Typer(
    help="Compare ways of commissioning services in a simulated city.",
    add_completion=False,
    rich_markup_mode=None,
)
app.command("list")(list_scenarios)
for command in (
    show,
    check,
    diff,
    schema,
    new,
    run,
    compare,
    life,
    sweep,
    sensitivity,
    discover,
    report,
    query,
    play,
    dashboard,
):
    app.command()(command)
app.add_typer(place, name="place")


def _print_version(wanted: bool) -> None:
    if wanted:
        from . import __version__

        typer.echo(f"allied {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    _version: Annotated[
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
        The words after ``allied``; by default those of this process.

    Returns
    -------
    int
        The exit code, as ``exit_codes.run_app`` returns it.
    """
    return run_app(app, arguments, "allied")
