"""``sensitivity``: which parameters a measure depends on."""

import shlex
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from allied.console import note, print_json, progress, screen, table, waiting
from allied.interruption import resumable
from allied.options import (
    Changes,
    Cluster,
    Jobs,
    Json,
    Name,
    Quiet,
    Sure,
    as_options,
    refuse_many,
    whole_number,
)

if TYPE_CHECKING:
    from experiments.sensitivity import Analysis
    from experiments.sensitivity.run import Question
    from experiments.sweep import Settings


def sensitivity(
    name: Name,
    method: Annotated[
        str,
        typer.Option(metavar="METHOD", help="morris, to find what matters; sobol, to share it."),
    ] = "morris",
    samples: Annotated[
        int | None,
        typer.Option(
            parser=whole_number(1, 100_000),
            metavar="N",
            help="Trajectories of morris, by default 10, or samples of sobol, by default 64.",
        ),
    ] = None,
    measure: Annotated[
        str, typer.Option(metavar="MEASURE", help="What to explain.")
    ] = "good_weeks",
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEYS",
            help="What to vary: a key, a table or a pattern such as service.*.caseload; may be "
            "repeated. By default commissioning, all of its levers.",
        ),
    ] = None,
    replicates: Annotated[
        int,
        typer.Option(parser=whole_number(2, 10_000), metavar="N", help="Histories of each point."),
    ] = 2,
    jobs: Jobs = None,
    cluster: Cluster = None,
    changes: Changes = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder for runs, figure and table, new or that of the same."
        ),
    ] = None,
    yes: Sure = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Rank the parameters of a scenario by how much a measure depends on them.

    Each is varied over its plausible range. With --out, the same command goes on where it was
    stopped.
    """
    from allied.scenario_args import changes_of, load
    from experiments.sensitivity.inputs import LEVERS
    from experiments.sensitivity.run import Question, check_measure
    from experiments.sweep import Settings

    check_measure(measure)
    (scenario,) = load([name], changes)
    fixed = list(changes_of(changes or ()))
    question = Question(scenario, method, samples, parameters or (LEVERS,), fixed, replicates)
    refuse_many(question.runs, f"This has {question.runs:,} runs ({_size(question)})", yes)
    varied = [word for key in parameters or () for word in ("--parameters", key)]
    command = shlex.join(
        [
            "allied",
            "sensitivity",
            name,
            "--method",
            method,
            "--samples",
            str(question.samples),
            "--replicates",
            str(replicates),
            *varied,
            *as_options(changes or ()),
        ]
    )
    if not quiet:
        note(f"{question.runs:,} runs: {_size(question)}.")
    with resumable(out):
        found = _found(question, measure, out, Settings(jobs, cluster), command, quiet)
        if as_json:
            print_json(found.as_json())
        else:
            _print(found)
        if out:
            _write(found, out, quiet)


def _size(question: "Question") -> str:
    inputs, size = len(question.inputs), question.how.size(len(question.inputs))
    return (
        f"{question.samples:,} {question.how.block} of {size:,} points for {inputs:,} "
        f"parameter{'' if inputs == 1 else 's'}, {len(question.seeds):,} histories of each"
    )


def _found(
    question: "Question",
    measure: str,
    out: Path | None,
    settings: "Settings",
    command: str,
    quiet: bool,
) -> "Analysis":
    with nullcontext() if out else TemporaryDirectory() as away:
        folder = out or Path(str(away), "runs")
        with progress(f"Running {question.scenario.name}", quiet) as report:
            wait = waiting("the analysis goes on when one joins", quiet)
            told = replace(settings, on_progress=report, on_wait=wait)
            return question.answer(measure, folder, told, command)


def _write(found: "Analysis", out: Path, quiet: bool) -> None:
    from experiments.report.sensitivity import save
    from experiments.store.folder import write_whole

    stem = f"sensitivity-{found.measure}"
    write_whole(out / f"{stem}.csv", found.table.to_csv(index=False).encode())
    write_whole(out / f"{stem}-convergence.csv", found.convergence.to_csv(index=False).encode())
    save(found, out / f"{stem}.svg")
    if not quiet:
        note(f"The runs are in {out}, with {stem}.svg and {stem}.csv.")


def _print(found: "Analysis") -> None:
    from experiments.findings.assumptions import readable
    from experiments.findings.formatting import number
    from simulation.measures import MEASURES

    how, half_way = found.how, found.half_way
    numbers = ("Range", how.main_label, "±", "With half", "Luck alone", *how.more.values())
    rows = table("Parameter", *numbers, numbers=numbers)
    for row in found.table.to_dict("records"):
        span = f"{readable(row['low'])} to {readable(row['high'])}"
        values = [row[how.main], row["half"], half_way[row["key"]], row["luck"]]
        values += [row[name] for name in how.more]
        rows.add_row(row["key"], span, *(number(float(value)) for value in values))
    measure = MEASURES[found.measure]
    screen().print(rows)
    typer.echo(f"\n{measure.label} ({measure.unit}) of {found.scenario}. {how.meaning}")
    for sentence in found.sentences():
        typer.echo(sentence)
