"""``run``: one possible history of one scenario."""

import shlex
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import count
from math import isfinite
from typing import TYPE_CHECKING

import typer

from allied.console import note, print_json, progress, screen, table
from allied.interruption import results_kept
from allied.options import Changes, Json, Name, Out, Quiet, Seed, Weeks, as_options

if TYPE_CHECKING:
    from simulation.recorder import Record

ONE_HISTORY = (
    "One run is one possible history, not a forecast: for what tends to happen, compare scenarios "
    "over many replicates."
)


def run(
    name: Name,
    seed: Seed = 1,
    weeks: Weeks = None,
    changes: Changes = None,
    out: Out = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Run one scenario once and print its measures."""
    from allied.scenario_args import load
    from experiments.store import new_folder, write_run
    from simulation.run import simulate, weeks_to_run

    wanted = [*(changes or []), *([] if weeks is None else [f"run.weeks={weeks}"])]
    (scenario,) = load([name], wanted)
    with results_kept(out):
        with new_folder(out) if out else nullcontext() as folder:
            with progress(f"Simulating {scenario.name}", quiet) as report:
                done, total = count(1), weeks_to_run([scenario])
                on_week = (lambda: report(next(done), total)) if report else None
                record = simulate(scenario, seed, on_week)
            if folder:
                write_run(folder, scenario, record, _command(name, seed, wanted))
        _print(record, as_json)
        if not quiet and not as_json:
            note(ONE_HISTORY)
        if out and not quiet:
            note(f"Results are in {out}.")


def _command(name: str, seed: int, changes: Sequence[str]) -> str:
    """The command that reproduces these numbers."""
    return shlex.join(["allied", "run", name, "--seed", str(seed), *as_options(changes)])


def _print(record: "Record", as_json: bool) -> None:
    from experiments.findings.formatting import number
    from simulation.measures import MEASURES

    found = record.summary()
    if as_json:
        numbers = {name: value if isfinite(value) else None for name, value in found.items()}
        about = {"scenario": record.scenario, "seed": record.seed, "weeks": record.weeks}
        print_json(about | {"measures": numbers})
        return
    rows = table("Measure", record.scenario, "Unit", numbers=(record.scenario,))
    for name, measure in MEASURES.items():
        rows.add_row(measure.label, number(found[name]), measure.unit)
    typer.echo(f"{record.scenario}, {record.weeks} weeks, seed {record.seed}")
    screen().print(rows)
