"""``place new``: a place of one's own, from counts in CSV files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allied.console import note
from allied.options import whole_number
from experiments.errors import InputError

if TYPE_CHECKING:
    from experiments.place import Built

PRIVACY = (
    "Privacy: tables of people are personal data where somebody could be recognised, by a rare "
    "combination of needs or by what is known from elsewhere. Keep them where they are allowed to "
    "be, and have somebody who answers for data protection look at what you pass on."
)

Table = Path | None

place = typer.Typer(help="Make a place of your own.", rich_markup_mode=None)


@place.callback(invoke_without_command=True)
def _start(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@place.command()
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The scenario file to write.")],
    people: Annotated[
        Table, typer.Option(metavar="CSV", help="People by combination of needs.")
    ] = None,
    services: Annotated[
        Table, typer.Option(metavar="CSV", help="Services: what they do, with what capacity.")
    ] = None,
    referrals: Annotated[
        Table, typer.Option(metavar="CSV", help="Referrals between services in a year.")
    ] = None,
    smallest: Annotated[
        int,
        typer.Option(
            parser=whole_number(1),
            metavar="N",
            help="Least count of people to write down; smaller ones are merged or left out.",
        ),
    ] = 5,
    like: Annotated[
        str,
        typer.Option(metavar="A", help="The scenario, by name or file, for what is not counted."),
    ] = "plymouth",
) -> None:
    """Make a scenario file of a place from counts in CSV files.

    Without tables, write tables to fill in, with invented counts, beside FILE. What stands in
    them: docs/your-city.md.
    """
    note(PRIVACY)
    if file.suffix != ".toml":
        raise InputError(f"{file} is not the name of a scenario file; end it with .toml.")
    if file.exists() or file.is_symlink():
        raise InputError(f"{file} exists already; choose another name.")
    if not file.parent.is_dir():
        raise InputError(f"{file} cannot be written: there is no folder {file.parent}.")
    if people is None and services is None and referrals is None:
        _templates(file)
        return
    if people is None or services is None:
        missing = "--people" if people is None else "--services"
        raise InputError(f"{missing} is missing; a place is made from --people and --services.")
    from experiments.place import build

    built = build(file.stem, people, services, referrals, smallest, like)
    _write(file, built)
    typer.echo(f"{file} is there: {built.notes[0]}")
    for said in built.notes[1:]:
        typer.echo(said)
    typer.echo(f"Look through it, then: allied check {file}")


def _templates(file: Path) -> None:
    from experiments.place import write_templates

    tables = write_templates(file)
    options = " ".join(f"--{path.stem.rpartition('-')[2]} {path}" for path in tables)
    typer.echo(f"Written, with invented counts: {', '.join(map(str, tables))}.")
    typer.echo(f"Put yours in, then: allied place new {file} {options}")


def _write(file: Path, built: "Built") -> None:
    """The whole file, or none."""
    try:
        stream = file.open("x", encoding="utf-8")
    except FileExistsError:
        raise InputError(f"{file} exists already; choose another name.") from None
    try:
        with stream:
            stream.write(built.text)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
