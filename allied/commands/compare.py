"""``compare``: scenarios run with the same seeds, how they differ, and what may be concluded."""

import shlex
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from allied.console import note, print_json, progress, screen, table, waiting
from allied.interruption import results_kept
from allied.options import Changes, Cluster, Jobs, Json, Out, Quiet, as_options, whole_number
from experiments.limits import MOST_REPLICATES

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.findings.comparison import Comparison


def compare(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B", help="Scenarios by name or file; all are compared with the first."
        ),
    ],
    replicates: Annotated[
        int,
        typer.Option(
            parser=whole_number(1, MOST_REPLICATES),
            metavar="N",
            help="Runs of each, with seeds 1 to N.",
        ),
    ] = 20,
    jobs: Jobs = None,
    cluster: Cluster = None,
    changes: Changes = None,
    out: Out = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compare scenarios over paired replicates: the same past, the same luck.

    With --out, the folder holds the numbers as Parquet and CSV, the scenarios, and a report.
    """
    from allied.scenario_args import load
    from experiments import compare as runs
    from experiments.store import new_folder

    scenarios = load(names, changes)
    with results_kept(out):
        with new_folder(out) if out else nullcontext() as folder:
            with progress(f"Simulating {' and '.join(names)}", quiet) as report:
                found = runs.compare(
                    scenarios,
                    replicates,
                    jobs=jobs,
                    on_progress=report,
                    cluster=cluster,
                    on_wait=waiting("the comparison goes on when one joins", quiet),
                )
            if folder:
                found.write(folder, _command(names, replicates, changes or []))
        _print(found, as_json, quiet)
        if out and not quiet:
            note(f"Results are in {out}; the report is {out / 'report.html'}.")


def _command(names: Sequence[str], replicates: int, changes: Sequence[str]) -> str:
    """The command that reproduces these numbers."""
    return shlex.join(
        ["allied", "compare", *names, "--replicates", str(replicates), *as_options(changes)]
    )


def _print(found: "Comparison", as_json: bool, quiet: bool) -> None:
    from experiments.findings.narrative import sentences

    said = sentences(found)
    if as_json:
        print_json(found.to_dict() | {"words": said})
        return
    out = screen()
    for other in range(1, len(found.labels)):
        out.print(_table(found, other))
    if not quiet:
        for sentence in said:
            out.print(f"\n{sentence}")


def _table(found: "Comparison", other: int) -> "Table":
    from experiments.findings.narrative import row

    first, second = found.labels[0], found.labels[other]
    interval = "95 % interval"
    rows = table(
        "Measure",
        "Unit",
        first,
        second,
        "Difference",
        interval,
        "Reading",
        numbers=(first, second, "Difference", interval),
    )
    for name in found.measures:
        judged = found.judge(name, other)
        rows.add_row(judged.measure.label, judged.measure.unit, *row(judged))
    return rows
