"""``list`` and ``show``: what scenarios there are, all that one assumes, and what a week is."""

from typing import TYPE_CHECKING, Annotated

import typer

from allied.console import print_json, screen, table
from allied.options import Json
from simulation.scenarios import listing

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.findings.assumptions import Assumption
    from simulation.week.process import Process

COLUMNS = ("Key", "What it is", "Value", "Unit", "Plausible", "Mark", "Source")


def list_scenarios(as_json: Json = False) -> None:
    """List the scenarios that come with Allied."""
    found = listing()
    if as_json:
        print_json([vars(scenario) for scenario in found])
        return
    rows = table("Name", "Title", "What it is")
    for scenario in found:
        rows.add_row(scenario.name, scenario.title, scenario.summary)
    screen().print(rows)


def show(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A shipped scenario, or a scenario file.")
    ] = None,
    week: Annotated[
        bool, typer.Option("--week", help="Show what happens in a week, the same in all of them.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show every parameter of a scenario: value, unit, range, mark and source."""
    from experiments.errors import InputError

    if week == (name is not None):
        raise InputError("Give either the NAME of a scenario or --week.")
    if name is None:
        _show_week(as_json)
    else:
        _show_scenario(name, as_json)


def _show_week(as_json: bool) -> None:
    from simulation.week.schedule import WEEK

    if as_json:
        print_json([_declared(process) for process in WEEK])
        return
    rows = table("", "Process", "What happens", "Writes", "Draws", numbers=("",))
    for place, process in enumerate(WEEK, 1):
        draws = ", ".join(process.draws)
        rows.add_row(str(place), process.name, process.says, process.written, draws)
    screen().print(rows)


def _declared(process: "Process") -> dict[str, object]:
    return {
        "name": process.name,
        "file": process.file,
        "says": process.says,
        "writes": process.writes,
        "draws": process.draws,
    }


def _show_scenario(name: str, as_json: bool) -> None:
    from experiments.findings.assumptions import GROUPS, assumptions
    from simulation.parameters import MARKS
    from simulation.scenario import load_scenario

    scenario = load_scenario(name)
    found = assumptions(scenario)
    if as_json:
        print_json({row.path: _as_dict(row) for rows in found.values() for row in rows})
        return
    out = screen()
    pack = scenario.pack
    out.print(f"{scenario.name}: {pack.title}", style="bold")
    for text in (pack.summary, pack.question, f"Not for: {pack.not_for}" if pack.not_for else ""):
        if text:
            out.print(text)
    for group, rows in found.items():
        out.print(f"\n{GROUPS[group]} [{group}]", style="bold")
        out.print(_table(rows))
    out.print("\nMarks: " + "; ".join(f"{mark}, {means}" for mark, means in MARKS.items()) + ".")


def _table(rows: "list[Assumption]") -> "Table":
    from experiments.findings.assumptions import plausible, readable

    made = table(*COLUMNS)
    for row in rows:
        declared = row.parameter
        made.add_row(
            row.path.partition(".")[2],
            declared.label,
            readable(row.value),
            declared.unit,
            plausible(declared),
            declared.mark,
            declared.source,
        )
    return made


def _as_dict(row: "Assumption") -> dict[str, object]:
    declared = row.parameter
    return {
        "value": row.value,
        "unit": declared.unit,
        "low": declared.low,
        "high": declared.high,
        "plausible": declared.plausible,
        "mark": declared.mark,
        "source": declared.source,
        "label": declared.label,
        "help": declared.help,
    }
