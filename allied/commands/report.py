"""``report``: a page about the folder of a sweep."""

import typer

from allied.console import note
from allied.options import Folder, Quiet


def report(folder: Folder, quiet: Quiet = False) -> None:
    """Write a report on a sweep, or on a sensitivity analysis, into its folder.

    It shows the runs there are: a sweep may still be going on.
    """
    from experiments.report.sweep import about
    from experiments.showing import folders

    about(folder)
    if not quiet:
        note("Reading the runs …")
    typer.echo(f"The report is {folders.report(folder)}.")
