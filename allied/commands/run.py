"""``run``: one possible history of one scenario."""

import shlex
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.errors import InputError

from ..console import note, print_json, progress, screen, table
from ..options import Changes, Json, Out, Quiet

if TYPE_CHECKING:
    from simulation.recorder import Record

ONE_HISTORY = (
    "One run is one possible history, not a forecast: for what tends to happen, compare scenarios "
    "over many replicates."
)


def run(
    name: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    seed: Annotated[int, typer.Option(metavar="N", help="Which history: 0 or more.")] = 1,
    weeks: Annotated[
        int | None, typer.Option(metavar="N", help="Weeks after the fork, instead of the file's.")
    ] = None,
    changes: Changes = None,
    out: Out = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Run one scenario once and print its measures."""
    from experiments.store import new_folder, write_run
    from simulation.run import simulate, weeks_to_run

    from ..sources import load

    if seed < 0:
        raise InputError(f"--seed is {seed}; it must be a whole number of 0 or more.")
    wanted = [*(changes or []), *([] if weeks is None else [f"run.weeks={weeks}"])]
    (scenario,) = load([name], wanted)
    with new_folder(out) if out else nullcontext() as folder:
        with progress(f"Simulating {scenario.name}", quiet) as report:
            record = simulate(scenario, seed, _counted(report, weeks_to_run([scenario])))
        if folder:
            write_run(folder, scenario, record, _command(name, seed, wanted))
    _print(record, as_json)
    if not quiet and not as_json:
        note(ONE_HISTORY)
    if out and not quiet:
        note(f"Results are in {out}.")
