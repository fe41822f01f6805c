"""``list`` and ``show``: what scenarios there are, and all that one of them assumes."""

from typing import TYPE_CHECKING

from allied.console import print_json, screen, table
from allied.options import Json, Name
from simulation.scenarios import listing

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.findings.assumptions import Assumption

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


def show(name: Name, as_json: Json = False) -> None:
    """Show every parameter of a scenario: value, unit, range, mark and source."""
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
