"""``life``: one person followed through two systems with the same luck, told year by year."""

import shlex
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Annotated

import typer

from allied.console import note, print_json, progress, screen, table
from allied.interruption import results_kept
from allied.options import Changes, Json, Out, Quiet, Seed, Weeks, as_options, whole_number

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from experiments.lives import Life
    from experiments.lives.story import Year

WIDEST = 110  # characters a line may have and still be read with ease
NARROWEST = 76  # in fewer, two columns side by side are no help


def life(
    a: Annotated[str, typer.Argument(metavar="A", help="A scenario, by name or file.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other system to live in.")],
    seed: Seed = 1,
    person: Annotated[
        int | None,
        typer.Option(
            parser=whole_number(0),
            metavar="ROW",
            help="Whom to follow; by default who differs most.",
        ),
    ] = None,
    typical: Annotated[
        bool, typer.Option("--typical", help="Follow one whose lives differ by the middle amount.")
    ] = False,
    weeks: Weeks = None,
    changes: Changes = None,
    out: Out = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Follow one person through two systems, from the same past and with the same luck.

    With --out, the folder holds a report and everything that happened, as Parquet and CSV.
    """
    from allied.scenario_args import load
    from experiments.errors import InputError
    from experiments.store import new_folder

    if typical and person is not None:
        raise InputError(f"--typical picks somebody, and --person names {person}; give one.")
    wanted = [*(changes or []), *([] if weeks is None else [f"run.weeks={weeks}"])]
    scenarios = load([a, b], wanted)
    with results_kept(out):
        with new_folder(out) if out else nullcontext() as folder:
            found = _follow(scenarios, seed, person, typical, quiet)
            if folder:
                found.write(folder, _command(a, b, seed, found.row, wanted))
        if as_json:
            from experiments.lives.data import to_dict

            print_json(to_dict(found, found.pick))
        else:
            _print(found, quiet)
        if out and not quiet:
            note(f"Results are in {out}; the report is {out / 'report.html'}.")


def _follow(
    scenarios: Sequence, seed: int, person: int | None, typical: bool, quiet: bool
) -> "Life":
    from experiments.lives import Parting
    from simulation.run import weeks_to_run

    again = sum(s.run.weeks for s in scenarios) if person is None else 0
    names = " and ".join(scenario.name for scenario in scenarios)
    with progress(f"Simulating {names}", quiet) as report:
        done, total = count(1), weeks_to_run(scenarios) + again
        on_week = (lambda: report(next(done), total)) if report else None
        parting = Parting(scenarios, seed, on_week)
        pick = parting.pick(typical=typical) if person is None else None
        (found,) = parting.follow([pick.row if pick else person or 0])
    return replace(found, pick=pick)


def _command(a: str, b: str, seed: int, row: int, changes: Sequence[str]) -> str:
    """The command that reproduces this life."""
    return shlex.join(
        ["allied", "life", a, b, "--seed", str(seed), "--person", str(row), *as_options(changes)]
    )


def _print(found: "Life", quiet: bool) -> None:
    from experiments.lives.english import capital
    from experiments.lives.introduction import CAUTION, called, in_short, introduction, picked

    out = screen()
    out.width = min(out.width, WIDEST)
    labels = [lived.label for lived in found.lived]
    out.print(f"{capital(called(found))} in {' and in '.join(labels)}", style="bold")
    said = [
        *([picked(found.pick, found)] if found.pick else []),
        " ".join(introduction(found)),
        *in_short(found),
    ]
    for sentence in said:
        out.print(f"\n{sentence}")
    _print_needs(out, found)
    _print_years(out, found)
    out.print()
    out.print(_totals(found))
    if not quiet:
        out.print(f"\n{CAUTION}")


def _print_needs(out: "Console", found: "Life") -> None:
    """Print how bad each need is over time, one line per system."""
    from experiments.lives.sparkline import LEGEND, sparkline
    from simulation.world import WEEKS_A_QUARTER

    needs = [need.label for need in found.lived[0].scenario.need.values()]
    label, name = max(map(len, needs)), max(len(lived.label) for lived in found.lived)
    last = max((w + 1 for v in found.lived for w in v.present.nonzero()[0].tolist()), default=0)
    if not last:
        return
    room = max(out.width - label - name - 3, 1)
    each = WEEKS_A_QUARTER * -(-last // (WEEKS_A_QUARTER * room))
    out.print(f"\nHow bad each need is, a mark for {each} weeks: {LEGEND}", style="bold")
    for k, need in enumerate(needs):
        for i, lived in enumerate(found.lived):
            line = sparkline(lived.need[:last, k], lived.present[:last], each)
            out.print(f"{'' if i else need:{label}}  {lived.label:{name}} {line}")


def _print_years(out: "Console", found: "Life") -> None:
    """Print both lives year by year, side by side, or once where they are the same."""
    from experiments.lives.story import alone, story

    labels = [lived.label for lived in found.lived]
    told = [{year.number: year for year in story(found, lived)} for lived in found.lived]
    numbers = sorted(set().union(*told))
    if numbers:
        out.print("\nYear by year; the number in front is the week of the year", style="bold")
    for number in numbers:
        years = {
            label: each[number] for label, each in zip(labels, told, strict=True) if number in each
        }
        out.print(f"\nYear {number}", style="bold")
        (first, year), *others = years.items()
        if len(years) < len(labels):
            (gone,) = set(labels) - {first}
            out.print(alone(first, gone), style="italic")
            out.print(_year(year))
        elif all(other == year for _, other in others):
            out.print("The same in both:", style="italic")
            out.print(_year(year))
        elif out.width >= NARROWEST:
            out.print(_beside(years))
        else:
            for label, each in years.items():
                out.print(label, style="underline")
                out.print(_year(each))


def _beside(years: "Mapping[str, Year]") -> "RenderableType":
    from rich.table import Table

    made = Table(box=None, expand=True, pad_edge=False, padding=(0, 2, 0, 0))
    for label in years:
        made.add_column(label, ratio=1, header_style="underline", overflow="fold")
    made.add_row(*(_year(year) for year in years.values()))
    return made


def _year(year: "Year") -> "RenderableType":
    """One year of one life: a summary, then each event beside its week."""
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    made.add_column(justify="right", no_wrap=True)
    made.add_column(overflow="fold")
    made.add_row("", Text(year.lead, style="italic"))
    for one in year.told:
        head, mark, rest = one.text.partition(":")
        text = Text.assemble((f"{head}{mark}", "bold" if mark else ""), rest)
        made.add_row(f"{one.week % 52 + 1}", text)
    return made


def _totals(found: "Life") -> "RenderableType":
    from experiments.findings.formatting import number
    from experiments.lives.totals import TOTALS, totals

    labels = [lived.label for lived in found.lived]
    rows = table("In numbers", *labels, numbers=tuple(labels))
    each = [totals(lived) for lived in found.lived]
    for name, total in TOTALS.items():
        rows.add_row(total.label, *(number(one[name], 0) for one in each))
    return rows
