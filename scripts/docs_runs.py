"""What the pages quote from long runs: minutes; ``python -m scripts.docs --runs`` makes it."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from examples import figure, patterns, sweep, where_it_wins
from examples.emergence import transitions
from examples.emergence.parts import PARTS, REPLICATES
from scripts import lever_table
from scripts.typed import ROOT, SALTMARSH, printed, save_files, typed
from simulation.measures import MEASURES
from simulation.run import fork
from simulation.scenario import load_scenario

IMAGES = ROOT / "docs" / "images"
PICTURE, SWEPT = IMAGES / "comparison.svg", IMAGES / "sweep.svg"
SCREENED = IMAGES / "sensitivity.svg"
TUTORIAL = ROOT / "docs" / "experiments.md"
FEWER = 10  # where there are many comparisons
COMPARE = "allied compare target_driven alliance"
SCREEN = (
    "sensitivity target_driven --method morris --parameters entanglement.c "
    "--parameters commissioning.overhead --parameters commissioning.learning_hours "
    "--parameters commissioning.flexibility --parameters commissioning.target_weight "
    "--parameters commissioning.open_book --set run.past_weeks=13 --set run.weeks=52 --out screened"
)
ASK = (
    'query overhead \'select "commissioning.overhead" as overhead, scenario, '
    "avg(good_weeks) as good_weeks, avg(wait_weeks) as wait from runs "
    "group by all order by all'"
)
TARGET = 'discover overhead --target "good_weeks_difference < 0"'
LIFE = "allied life target_driven alliance --seed 1 --person 1102 --weeks 104"
TRIED = "--replicates 2 --set place.people=200 --set run.weeks=26"  # instead, by the tests
SHOWN = (
    "good_weeks",
    "burden",
    "deaths",
    "crises",
    "recorded_success",
    "sustained_success",
    "goodhart_gap",
    "wait_weeks",
    "drop_out",
    "coordination_share",
    "cost_per_head",
)


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
    block = typed(f"{command} --replicates {FEWER}", ROOT)
    asked, rest = block.split("\n", 2)[1], block.split("\n\n", 1)[1]
    shorter = "--replicates 2 --set run.weeks=26 --set place.people=200"
    return "\n".join(
        [
            f"<!-- tried with: {shorter} -->",
            "```console",
            asked,
            "[the table of measures]",
            "",
            rest,
        ]
    )


def calibration() -> str:
    """Patterns of the evidence, met and missed."""
    place = load_scenario("plymouth").override({"run.weeks": 52 * patterns.YEARS})
    return patterns.table(patterns.measure(place, range(1, FEWER + 1)))


def dry_run() -> str:
    """What the tutorial's plan would take."""
    with tempfile.TemporaryDirectory() as away:
        save_files(TUTORIAL, Path(away))
        return printed("sweep overhead.toml --dry-run", away)


def swept() -> str:
    """What the tutorial's sweep prints; it draws the picture as well."""
    axes = ("commissioning.overhead", "commissioning.pooled_share")
    sweep.save(Path(_sweep()[1], "overhead"), *axes, SWEPT)
    return _sweep()[0]


@cache
def _sweep() -> tuple[str, str]:
    """What the tutorial's sweep prints, and the folder it was run in; it is run once."""
    away = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, away)
    save_files(TUTORIAL, Path(away))
    return printed("sweep overhead.toml", away, is_asked=True), away


def screened() -> str:
    """What the tutorial's screening prints; it keeps the picture as well."""
    with tempfile.TemporaryDirectory() as away:
        output = printed(SCREEN, away, is_asked=True)
        shutil.copyfile(Path(away, "screened", "sensitivity-good_weeks.svg"), SCREENED)
    return f"<!-- tried with: --samples 2 --set place.people=100 -->\n{output}"


def crossings() -> str:
    """Ways from targets to an alliance; it draws the picture as well."""
    return transitions.table(REPLICATES, IMAGES / "transitions.svg")


STUDY: dict[str, Callable[[], str]] = {
    **{name: partial(part, REPLICATES) for name, part in PARTS.items()},
    "transitions": crossings,
}
"""What the page on emergence quotes: the same parts as ``python -m examples.emergence``."""

RUNS: dict[str, Callable[[], str]] = {
    "city_compared": city_compared,
    "comparison": comparison,
    "life": life,
    "dry_run": dry_run,
    "patterns": calibration,
    "swept": swept,
    "screened": screened,
    "discovered": lambda: printed(TARGET, _sweep()[1], is_asked=True),
    "asked": lambda: printed(ASK, _sweep()[1], is_asked=True),
    "where": lambda: where_it_wins.table(FEWER),
    "levers_tried": lever_table.table,
}
