"""``report``: a page about the folder of a sweep."""

import typer

from allied.console import note
from allied.options import Folder, Quiet

PAGE = "report.html"


def report(folder: Folder, quiet: Quiet = False) -> None:
    """Write a report on a sweep, or on a sensitivity analysis, into its folder.

    It shows the runs there are: a sweep may still be going on.
    """
    from experiments.errors import InputError
    from experiments.report.sweep import about, page
    from experiments.store.folder import write_whole

    about(folder)
    if not quiet:
        note("Reading the runs …")
    text = page(folder)
    try:
        write_whole(folder / PAGE, text.encode("utf-8"))
    except PermissionError:
        raise InputError(f"{folder / PAGE} cannot be written: permission denied.") from None
    typer.echo(f"The report is {folder / PAGE}.")
