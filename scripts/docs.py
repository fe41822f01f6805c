"""Keeps what the pages quote in step with the code.

    python -m scripts.docs            tables and short outputs: seconds; a test asks for these
    python -m scripts.docs --runs     also the picture and all that takes long runs: minutes
    python -m scripts.docs --study    the page on emergence: most of an hour
    python -m scripts.docs swept      only these, long or short, by name

A page marks what is written for it: ``<!-- generated: NAME -->`` before, ``<!-- end -->`` after.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from experiments.findings.formatting import markdown
from scripts.architecture import PICTURE, chapters, drawing
from scripts.docs_runs import RUNS, STUDY, probe
from scripts.typed import ROOT, SALTMARSH, save_files, typed
from simulation.measures import MEASURES
from simulation.network import METRICS
from simulation.scenario import load_scenario
from simulation.week.schedule import WEEK
from simulation.world.people import COLUMNS
from simulation.world.world import World

__all__ = ["BLOCK", "PAGES", "QUICK", "ROOT", "RUNS", "STUDY", "probe", "refreshed", "save_files"]

BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    if BLOCK.search(page.read_text(encoding="utf-8"))
)
LEVERS = ("plymouth", "target_driven", "alliance")


def measures() -> str:
    """Every measure, from its declaration."""
    each = [(f"`{m.id}`", m.label, m.unit, m.better, m.help) for m in MEASURES.values()]
    return markdown(("Id", "Name", "Unit", "Better", "What it is"), *each)


def formulas() -> str:
    """How every measure is computed, from its declaration."""
    return markdown(("Id", "Formula"), *((f"`{m.id}`", m.formula) for m in MEASURES.values()))


def network() -> str:
    """Every metric of a network, from its declaration."""
    each = [(f"`{metric.id}`", metric.label, metric.help) for metric in METRICS.values()]
    return markdown(("Id", "Name", "What it is"), *each)


def state() -> str:
    """The columns of people, from their declaration."""
    world = World(load_scenario("plymouth").override({"place.people": 1}), seed=1)
    each = []
    for name, column in COLUMNS.items():
        wide = {"": "", "needs": "K", "values": "V", "peers": "peers"}[column.width]
        shape = f"P × {wide}" if wide else "P"
        kind = getattr(world.people, name).dtype.name
        each.append((f"`{name}`", kind, shape, column.holds))
    return markdown(("Column", "Type", "Shape", "What it holds"), *each)


def week() -> str:
    """The processes of the week in order, from their declarations."""
    each = []
    for place, process in enumerate(WEEK, 1):
        draws = ", ".join(process.draws)
        name = f"`{process.name}`"
        each.append((str(place), name, f"`{process.file}`", process.says, process.written, draws))
    return markdown(("", "Process", "File", "What happens", "Writes", "Draws"), *each)


def capacity() -> str:
    """From money to places in the shipped city."""
    scenario = load_scenario("plymouth")
    services = World(scenario.override({"place.people": 1}), seed=1).services
    each = []
    for row, (name, service) in enumerate(scenario.service.items()):
        purse = list(scenario.purse.values())[services.purse[row]]
        staff, beds = services.staff[row], services.beds[row]
        buys = f"{beds:.0f} beds" if beds else f"{staff:.1f} staff"
        places = "drop-in" if services.drop_in[row] else str(services.places[row])
        helps = ", ".join(f"{need} {effect:g}" for need, effect in service.helps.items())
        money = f"{purse.amount * purse.funds[name]:,.0f}"
        each.append((service.label, purse.label, money, buys, places, helps))
    return markdown(("Service", "Purse", "£ a year", "Buys", "Places", "Effect by need"), *each)


def levers() -> str:
    """The levers in which the three regimes differ."""
    regimes = [load_scenario(name).commissioning.model_dump() for name in LEVERS]
    each = []
    for lever in regimes[0]:
        values = [regime[lever] for regime in regimes]
        if any(value != values[0] for value in values):
            each.append((f"`commissioning.{lever}`", *map(_shown, values)))
    return markdown(("Lever", *LEVERS), *each)


def _shown(value: dict[str, float] | float) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {share:g}" for name, share in value.items())
    return f"{value:g}"


def city() -> str:
    """What making the worked example of a city says."""
    tables = [f"--{kind} {SALTMARSH}/{kind}.csv" for kind in ("people", "services", "referrals")]
    command = " ".join(["allied place new saltmarsh.toml", *tables])
    with tempfile.TemporaryDirectory() as away:
        Path(away, "examples").symlink_to(ROOT / "examples")
        return typed(command, away)


QUICK: dict[str, Callable[[], str]] = {
    "capacity": capacity,
    "chapters": chapters,
    "city": city,
    "formulas": formulas,
    "levers": levers,
    "measures": measures,
    "network": network,
    "state": state,
    "week": week,
}


def refreshed(page: str, made: dict[str, str]) -> str:
    """A page with those of its blocks that were made, anew."""

    def block(found: re.Match[str]) -> str:
        opening, name, before, end = found.groups()
        return f"{opening}\n{made[name]}\n\n{end}" if name in made else f"{opening}{before}{end}"

    return BLOCK.sub(block, page)


def main() -> None:
    """Write the pages anew, each block as soon as it is made."""
    every, sets = QUICK | RUNS | STUDY, {"--runs": QUICK | RUNS, "--study": STUDY}
    asked = sys.argv[1:]
    if unknown := set(asked) - {*sets, *every}:
        sys.exit(f"There is no block {', '.join(sorted(unknown))}; there are {', '.join(every)}.")
    make = {name: every[name] for name in asked if name in every}
    for name in sets.keys() & set(asked):
        make |= sets[name]
    if not make:
        make = QUICK
        (ROOT / PICTURE).write_text(drawing(), encoding="utf-8")
    for name, maker in make.items():
        print(f"{name} …", file=sys.stderr)
        made = {name: maker()}
        for file in PAGES:
            page = ROOT / file
            page.write_text(refreshed(page.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main()
