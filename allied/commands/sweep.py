"""``sweep``: a plan of many runs, which can be stopped and resumed."""

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allied.console import duration, note, print_json, progress, screen, table, waiting
from allied.interruption import resumable
from allied.options import Cluster, Jobs, Json, Quiet, Sure, refuse_many

if TYPE_CHECKING:
    import pandas as pd

    from experiments.cost import Cost
    from experiments.plans.plan import Plan
    from experiments.sweep import Settings

GOES_ON = "the sweep goes on when one joins, and Ctrl-C loses nothing that was finished"


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise typer.BadParameter(f"{text}; it must be a number of seconds above 0.")
    return seconds


def sweep(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="A plan, as a TOML file.")],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder for the results, new or that of the same plan; by default PLAN.",
        ),
    ] = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would take, and run nothing.")
    ] = False,
    yes: Sure = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Run those again that failed before.")
    ] = False,
    time_limit: Annotated[
        float | None,
        typer.Option(parser=_seconds, metavar="SECONDS", help="A run that takes longer fails."),
    ] = None,
    weekly: Annotated[bool, typer.Option("--weekly", help="Keep every week as well.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Run a plan of many runs, or what is left of it.

    What is finished is in the folder: stop it at any time, and the same command goes on.
    """
    from experiments.plans.reader import load_plan

    stated = load_plan(plan)
    from experiments.sweep import Settings

    settings = Settings(jobs, cluster, weekly, retry_failed, time_limit)
    folder = out or Path(plan.stem)
    if dry_run:
        _print_cost(_tried(stated, settings, quiet), cluster, as_json)
        return
    product = _product(stated.points(), len(stated.scenarios), len(stated.seeds))
    has = f"{plan} has {stated.size():,} runs ({product})"
    refuse_many(stated.size(), has, yes, ", or --dry-run to see what it would take")
    command = shlex.join(["allied", "sweep", str(plan), *(["--weekly"] if weekly else [])])
    _fill(folder, stated, settings, command, as_json, quiet)


def _product(points: int, scenarios: int, seeds: int) -> str:
    counts = {"point": points, "scenario": scenarios, "seed": seeds}
    return " × ".join(f"{n:,} {what}{'' if n == 1 else 's'}" for what, n in counts.items())


def _tried(plan: "Plan", settings: "Settings", quiet: bool) -> "Cost":
    from experiments.cost import estimate

    if not quiet:
        note("Trying a few weeks …")
    return estimate(plan.make(), settings)


def _print_cost(cost: "Cost", cluster: str | None, as_json: bool) -> None:
    if as_json:
        from dataclasses import asdict

        print_json(asdict(cost) | {"seconds": cost.seconds})
        return
    product = _product(cost.points, cost.scenarios, cost.seeds)
    made = f"{cost.runs:,} runs: {product}, {cost.weeks:,} weeks to simulate."
    takes = f"About {duration(cost.seconds)} on {_processes(cost.processes, cluster)}"
    typer.echo(f"{made}\n{takes}; up to about {_size(cost.disk_bytes)} on disk.")


def _processes(count: int, cluster: str | None) -> str:
    if cluster is None:
        return f"{count:,} process{'' if count == 1 else 'es'}"
    return f"{count:,} worker{'' if count == 1 else 's'} of the cluster, if as fast as this machine"


def _size(count: float) -> str:
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count / 1e3:.3g} kB"


def _fill(
    folder: Path, plan: "Plan", settings: "Settings", command: str, as_json: bool, quiet: bool
) -> None:
    from experiments.errors import RunError
    from experiments.store import read_runs
    from experiments.sweep import fill

    with resumable(folder):
        with progress(f"Sweeping into {folder}", quiet) as report:
            wait = waiting(GOES_ON, quiet)
            told = replace(settings, on_progress=report, on_wait=wait)
            done = fill(folder, plan.make(), told, command, plan.stated())
        runs = read_runs(folder)
        if as_json:
            print_json(_as_json(folder, runs, done.new))
        else:
            _print(runs)
        if not quiet:
            note(f"{done.new:,} of {done.runs:,} runs were made now; all are in {folder}.")
            _tell_failed(runs)
    if done.failed == done.runs:
        raise RunError("Every run failed.")


def _tell_failed(runs: "pd.DataFrame") -> None:
    failed = runs[runs["error"].notna()]
    if len(failed):
        first = failed.iloc[0]
        note(
            f"{len(failed):,} runs failed; the first was {first['scenario']}, point "
            f"{first['point']}, seed {first['seed']}: {first['error']}. To try them again, add "
            "--retry-failed."
        )


def _print(runs: "pd.DataFrame") -> None:
    from experiments.findings.formatting import number
    from simulation.measures import MEASURES, PRIMARY

    primary = MEASURES[PRIMARY]
    heading = f"{primary.label}, mean"
    numbers = ("Runs", "Failed", heading, "lowest", "highest")
    rows = table("Scenario", *numbers, numbers=numbers)
    for name, found in runs.groupby("scenario", sort=False):
        failed, values = found["error"].notna().sum(), found[PRIMARY]
        spread = (number(float(value)) for value in (values.mean(), values.min(), values.max()))
        rows.add_row(str(name), f"{len(found):,}", f"{failed:,}", *spread)
    screen().print(rows)


def _as_json(folder: Path, runs: "pd.DataFrame", new: int) -> dict[str, Any]:
    """Counts, and the mean of every measure by scenario, None where there is none."""
    from simulation.measures import MEASURES

    scenarios = {}
    for name, found in runs.groupby("scenario", sort=False):
        means = {measure: float(found[measure].mean()) for measure in MEASURES}
        scenarios[str(name)] = {
            "runs": len(found),
            "failed": int(found["error"].notna().sum()),
            "means": {key: value if value == value else None for key, value in means.items()},
        }
    failed = int(runs["error"].notna().sum())
    counts = {"runs": len(runs), "new": new, "failed": failed}
    return {"folder": str(folder), **counts, "scenarios": scenarios}
