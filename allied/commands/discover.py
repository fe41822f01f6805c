"""``discover``: where in a sweep a result holds, as rules one can read."""

from typing import TYPE_CHECKING, Annotated

import typer

from allied.console import print_json, screen, table
from allied.options import Folder, Json

if TYPE_CHECKING:
    from experiments.discovery import Discovery


def discover(
    folder: Folder,
    target: Annotated[
        str,
        typer.Option(
            metavar="TARGET",
            help="What is to hold: a measure, or its difference from the first scenario, and a "
            'number, such as "good_weeks_difference < 0".',
        ),
    ],
    as_json: Json = False,
) -> None:
    """Find rules for where in a sweep a result holds.

    Differences are those between runs at the same point with the same seed.
    """
    from experiments import discovery

    found = discovery.discover(folder, target)
    if as_json:
        print_json([one.as_json() for one in found])
        return
    for place, one in enumerate(found):
        if place:
            typer.echo()
        _print(one)


def _print(found: "Discovery") -> None:
    against = f" (minus {found.reference})" if found.reference else ""
    typer.echo(
        f"{found.target}: {found.scenario}{against}. It holds in {found.holds:,} of "
        f"{found.cases:,} cases, {found.share:.0%}.\n"
    )
    numbers = ("Cases", "Density", "Coverage")
    rows = table("Where", *numbers, numbers=numbers)
    for rule in found.rules:
        coverage = "–" if rule.coverage is None else f"{rule.coverage:.0%}"
        rows.add_row(str(rule), f"{rule.cases:,}", f"{rule.density:.0%}", coverage)
    screen().print(rows)
    typer.echo(
        "\nDensity: of the cases there, the share in which it holds. Coverage: of all cases in "
        "which it holds, the share there."
    )
    typer.echo(_trust(found))
    if found.dropped:
        typer.echo(
            f"{found.dropped:,} cases were left out: a run failed, or there was nothing to measure."
        )


def _trust(found: "Discovery") -> str:
    if found.skill is None:
        return "All cases are alike, so there is nothing to tell apart."
    if len(found.rules) == 1:
        return "No rule foretold points it was not made from better than the overall share does."
    return (
        f"At points they were not made from, the rules take away {found.skill:.0%} of the error "
        "that the overall share makes."
    )
