"""Keeps what the pages quote in step with the code.

    python -m scripts.docs            tables and short outputs: seconds; a test asks for these
    python -m scripts.docs --runs     also the picture and all that takes long runs: minutes

A page marks what is written for it: ``<!-- generated: NAME -->`` before, ``<!-- end -->`` after.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from examples import figure, patterns, where_it_wins
from scripts import lever_table
from simulation.measures import MEASURES
from simulation.network import METRICS
from simulation.run import fork
from simulation.scenario import load_scenario
from simulation.world.people import COLUMNS
from simulation.world.world import World

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md", "docs/model.md", "docs/defence.md", "docs/levers.md", "docs/lives.md",
    "docs/your-city.md",
)  # fmt: skip
PICTURE = ROOT / "docs" / "images" / "comparison.svg"
REPLICATES = 20
SALTMARSH = "examples/saltmarsh"
FEWER = 10  # where there are many comparisons
COMPARE = "allied compare target_driven alliance"
LIFE = "allied life target_driven alliance --seed 1 --person 1102 --weeks 104"
TRIED = "--replicates 2 --set place.people=200 --set run.weeks=26"  # instead, by the tests
SHOWN = (
    "good_weeks", "burden", "deaths", "crises", "recorded_success", "sustained_success",
    "goodhart_gap", "wait_weeks", "drop_out", "coordination_share", "cost_per_head",
)  # fmt: skip
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
LEVERS = ("plymouth", "target_driven", "alliance")
MEANING = {
    "need": "severity of each need, 0 to 1",
    "priority": "how much each value matters to the person; sums to one",
    "strength": "self-direction, 0 to 1",
    "trust": "trust in services, 0 to 1",
    "peers": "rows of those who influence the person",
    "present": "alive and here",
    "alive": "not dead, here or elsewhere",
    "here": "not departed; drawn for the dead too",
    "cohort": "present at the fork",
    "worst_fifth": "among the fifth of the cohort who carried most at the fork",
    "good_weeks": "good weeks since the fork",
    "assessed": "week of the last assessment",
    "crisis": "week of the last crisis",
    "stories": "times the story was told",
    "bounces": "times turned away",
    "label": "week a service last wrote the need down",
    "status": "none, waiting or active",
    "service": "the service that has, or last had, the track",
    "referrer": "who sent the person there",
    "since": "week the status began",
    "waited": "weeks waited before support began, at most 255",
    "mode": "how the case came and is worked: eight bits",
    "start_sum": "sum of all needs when support began",
    "start_own": "burden, by the person's priorities, when support began",
    "ended": "week support for the need last ended",
}


def rows(*cells: tuple[str, ...]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = ["| " + " | ".join(cell) + " |" for cell in cells]
    return "\n".join([head, "|---" * len(cells[0]) + "|", *body])


def measures() -> str:
    """Every measure, from its declaration."""
    each = [(f"`{m.id}`", m.label, m.unit, m.better, m.help) for m in MEASURES.values()]
    return rows(("Id", "Name", "Unit", "Better", "What it is"), *each)


def network() -> str:
    """Every metric of a network, from its declaration."""
    each = [(f"`{metric.id}`", metric.label, metric.help) for metric in METRICS.values()]
    return rows(("Id", "Name", "What it is"), *each)


def state() -> str:
    """The columns of people, from their declaration."""
    world = World(load_scenario("plymouth").override({"place.people": 1}), seed=1)
    each = []
    for name in COLUMNS:
        column = getattr(world.people, name)
        wide = {"": "", "needs": "K", "values": "V", "peers": "peers"}[COLUMNS[name][1]]
        shape = f"P × {wide}" if wide else "P"
        each.append((f"`{name}`", column.dtype.name, shape, MEANING[name]))
    return rows(("Column", "Type", "Shape", "What it holds"), *each)


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
    return rows(("Service", "Purse", "£ a year", "Buys", "Places", "Effect by need"), *each)


def levers() -> str:
    """The levers in which the three regimes differ."""
    regimes = [load_scenario(name).commissioning.model_dump() for name in LEVERS]
    each = []
    for lever in regimes[0]:
        values = [regime[lever] for regime in regimes]
        if any(value != values[0] for value in values):
            each.append((f"`commissioning.{lever}`", *map(_shown, values)))
    return rows(("Lever", *LEVERS), *each)


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
        return _typed(command, away)


def _typed(command: str, folder: Path | str) -> str:
    """A command as one types it, and what it prints in a pipe, as a block of a page."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment["PYTHONPATH"] = str(ROOT)
    words = [sys.executable, "-m", *command.split()]
    done = subprocess.run(
        words, text=True, encoding="utf-8", env=environment, cwd=folder, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
    return "\n".join(["```console", f"$ {command}", *lines, "```"])


QUICK: dict[str, Callable[[], str]] = {
    "capacity": capacity,
    "city": city,
    "levers": levers,
    "measures": measures,
    "network": network,
    "state": state,
}


def comparison() -> str:
    """What the comparison of the front page prints in a pipe; it draws the picture as well."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with tempfile.TemporaryDirectory() as away:
        out = Path(away, "out")
        words = [sys.executable, "-m", *COMPARE.split(), "--out", str(out)]
        output = subprocess.check_output(words, text=True, encoding="utf-8", env=environment)
        PICTURE.parent.mkdir(exist_ok=True)
        figure.save(out, PICTURE)
    lines = [line.rstrip() for line in _most_telling(output).strip().splitlines()]
    marked = f"<!-- made when a short run gave: {json.dumps(probe())} -->"
    block = [f"<!-- tried with: {TRIED} -->", "```console", f"$ {COMPARE}", *lines, "```"]
    return "\n".join([*block, "", marked])


def life() -> str:
    """What following one person prints on a screen of 100 columns."""
    words = [sys.executable, "-m", *LIFE.split()]
    environment = {**os.environ, "COLUMNS": "100"}
    output = subprocess.check_output(words, text=True, encoding="utf-8", env=environment)
    lines = [line.rstrip() for line in output.strip().splitlines()]
    return "\n".join(["```console", f"$ {LIFE}", *lines, "```"])


def _most_telling(output: str) -> str:
    """The rows of some measures, a note on what is left out, and all that is said of them."""
    table, said = output.split("\n\n", 1)
    head, line, *body = table.splitlines()
    difference = slice(head.index("Difference"), head.index("Difference") + len("Difference"))
    kept, row = [head, line], -1
    for text in body:
        row += bool(text[difference].strip())  # blank where a row goes on
        kept += [text] if list(MEASURES)[row] in SHOWN else []
    return "\n".join([*kept, f"[and {len(MEASURES) - len(SHOWN)} more measures]", "", said])


def probe() -> dict[str, float]:
    """A few numbers of a short run: where they have moved, long runs are out of date."""
    change = {"run.past_weeks": 13, "run.weeks": 13}
    scenarios = [load_scenario(name).override(change) for name in ("target_driven", "alliance")]
    numbers = {}
    for record in fork(scenarios, seed=1):
        for name in ("burden", "bounces", "drop_out", "cost_per_head"):
            numbers[f"{record.scenario} {name}"] = float(f"{record.summary()[name]:.4g}")
    return numbers


def city_compared() -> str:
    """The worked example of a city under two regimes, in words."""
    command = f"allied compare {SALTMARSH}/saltmarsh.toml {SALTMARSH}/alliance.toml"
    block = _typed(f"{command} --replicates {FEWER}", ROOT)
    typed, rest = block.split("\n", 2)[1], block.split("\n\n", 1)[1]
    shorter = "--replicates 2 --set run.weeks=26 --set place.people=200"
    return "\n".join(
        [
            f"<!-- tried with: {shorter} -->",
            "```console",
            typed,
            "[the table of measures]",
            "",
            rest,
        ]
    )


def calibration() -> str:
    """Patterns of the evidence, met and missed."""
    place = load_scenario("plymouth").override({"run.weeks": 52 * patterns.YEARS})
    return patterns.table(patterns.measure(place, range(1, FEWER + 1)))


RUNS: dict[str, Callable[[], str]] = {
    "city_compared": city_compared,
    "comparison": comparison,
    "life": life,
    "patterns": calibration,
    "where": lambda: where_it_wins.table(FEWER),
    "levers_tried": lever_table.table,
}


def refreshed(page: str, made: dict[str, str]) -> str:
    """A page with those of its blocks that were made, anew."""

    def block(found: re.Match[str]) -> str:
        opening, name, before, end = found.groups()
        return f"{opening}\n{made[name]}\n\n{end}" if name in made else f"{opening}{before}{end}"

    return BLOCK.sub(block, page)


def main() -> None:
    """Write the pages anew, each block as soon as it is made."""
    make = QUICK | RUNS if "--runs" in sys.argv else QUICK
    for name, maker in make.items():
        print(f"{name} …", file=sys.stderr)
        made = {name: maker()}
        for file in PAGES:
            page = ROOT / file
            page.write_text(refreshed(page.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main()
