"""``report``: a page about the folder of a sweep."""

import typer

from ..console import note
from ..options import Folder, Quiet

PAGE = "report.html"


def report(folder: Folder, quiet: Quiet = False) -> None:
    """Write a report on a sweep, or on a sensitivity analysis, into its folder.

    It shows the runs there are: a sweep may still be going on.
    """
    from experiments.report.sweep import page
    from experiments.store.folder import write_whole

    if not quiet:
        note("Reading the runs …")
    text = page(folder)
    write_whole(folder / PAGE, text.encode("utf-8"))
    typer.echo(f"The report is {folder / PAGE}.")
