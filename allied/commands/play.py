"""``play``: a game of *Play the city* without a room, by bots or from the journal of a room."""

from contextlib import nullcontext
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allied.console import note, print_json, progress, screen, table
from allied.interruption import results_kept
from allied.options import Changes, Json, Name, Out, Quiet, Seed, whole_number

if TYPE_CHECKING:
    from experiments.play import Journal, Reveal
    from simulation.scenario import Scenario

IN_A_ROOM = (
    "A room plays in the browser: start allied dashboard --host 0.0.0.0 and open Play. Here, give "
    "--bots for a game without people, or --decisions FILE for one that a room has played."
)


def play(
    name: Name = "target_driven",
    bots: Annotated[
        bool, typer.Option("--bots", help="The model's own agents take all seats.")
    ] = False,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Play what a room decided, from the CSV it saved."),
    ] = None,
    rounds: Annotated[
        int, typer.Option(parser=whole_number(1, 12), metavar="N", help="Quarters to play.")
    ] = 8,
    against: Annotated[
        str,
        typer.Option("--against", metavar="B", help="The regime that the reveal sets beside it."),
    ] = "alliance",
    seed: Seed = 1,
    changes: Changes = None,
    out: Out = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Play a whole game of Play the city and print its reveal.

    With --out, the folder holds the decisions as CSV and the reveal as JSON.
    """
    from allied.scenario_args import load
    from experiments.errors import InputError
    from experiments.play import Journal, as_json_data, read_journal
    from experiments.store import new_folder

    if bots == (decisions is not None):
        raise InputError(IN_A_ROOM)
    scenario, alliance = load([name, against], changes)
    journal = Journal(({},) * rounds)
    if decisions is not None:
        journal = read_journal(_text(decisions), scenario, rounds)
    with results_kept(out):
        with new_folder(out) if out else nullcontext() as folder:
            found = _played(scenario, alliance, journal, seed, quiet)
            if folder:
                from experiments.store.folder import write_whole

                write_whole(folder / "decisions.csv", journal.to_csv().encode())
                write_whole(folder / "reveal.json", as_json_data(found).encode())
        if as_json:
            print_json(found.as_json())
        else:
            _print(found, quiet)
        if out and not quiet:
            note(f"Results are in {out}.")


def _text(file: Path) -> str:
    from experiments.errors import InputError

    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read as a journal: {error}.") from None


def _played(
    scenario: "Scenario", alliance: "Scenario", journal: "Journal", seed: int, quiet: bool
) -> "Reveal":
    from experiments.play import reveal, simulate_past
    from simulation.world import WEEKS_A_QUARTER

    with progress(f"Playing {scenario.name}", quiet) as report:
        done = count(1)
        total = scenario.run.past_weeks + 3 * len(journal.rounds) * WEEKS_A_QUARTER
        on_week = (lambda: report(next(done), total)) if report else None
        past = simulate_past(scenario, seed, on_week)
        return reveal(past, scenario, journal, alliance, len(journal.rounds), on_week)


def _print(found: "Reveal", quiet: bool) -> None:
    from experiments.findings.formatting import number
    from experiments.play.reveal import HANDS
    from simulation.measures import MEASURES

    out = screen()
    rows = table("Measure", "Unit", *HANDS, numbers=HANDS)
    for name, values in found.measures.items():
        measure = MEASURES[name]
        rows.add_row(measure.label, measure.unit, *(number(value) for value in values))
    out.print(rows)
    for seat in found.seats.values():
        out.print(f"\n{seat.label}", style="bold")
        for question, answers in seat.decided.items():
            learned = seat.agents.get(question)
            out.print(f"{question} {'; '.join(answers)}")
            if learned:
                out.print(f"  The model's own agents came nearest to: {learned}")
    if not quiet:
        for sentence in found.sentences:
            out.print(f"\n{sentence}")
