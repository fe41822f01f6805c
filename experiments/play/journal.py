"""What was decided in a game, as data that can be written down and played again."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

from experiments.errors import InputError
from simulation.scenario import Scenario

from .questions import COMMISSIONER, questions_of
from .seats import SERVICE

COLUMNS = ("round", "seat", "question", "answer")
Answers = Mapping[str, Mapping[str, str]]
"""By seat and question, the answer; a seat or question that is left out was left as it was."""


@dataclass(frozen=True)
class Journal:
    """The answers of each round that was played, in order."""

    rounds: tuple[Answers, ...] = ()

    def added(self, answers: Answers) -> "Journal":
        """The journal with one more round."""
        return replace(self, rounds=(*self.rounds, {k: dict(v) for k, v in answers.items() if v}))

    def to_csv(self, players: Mapping[str, str] | None = None) -> str:
        """A row for each decision; ``players`` are nicknames by seat, for a fifth column."""
        stream = io.StringIO()
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow((*COLUMNS, "player") if players is not None else COLUMNS)
        for number, answers in enumerate(self.rounds, 1):
            for seat, decided in answers.items():
                for question, answer in decided.items():
                    row = [number, seat, question, answer]
                    who = [] if players is None else [_harmless(players.get(seat, ""))]
                    lines.writerow([*row, *who])
        return stream.getvalue()


def read_journal(text: str, scenario: Scenario, rounds: int) -> Journal:
    """The journal of a game of so many rounds from its CSV.

    Raises
    ------
    InputError
        With every line that does not fit the scenario.
    """
    found: list[dict[str, dict[str, str]]] = [{} for _ in range(rounds)]
    problems = []
    lines = csv.DictReader(io.StringIO(text))
    if not set(COLUMNS) <= set(lines.fieldnames or ()):
        raise InputError(f"A journal has the columns {', '.join(COLUMNS)}.")
    for number, row in enumerate(lines, 2):
        problem = _problem(row, scenario, rounds)
        if problem:
            problems.append(f"Line {number}: {problem}.")
        else:
            answers = found[int(row["round"]) - 1].setdefault(row["seat"], {})
            answers[row["question"]] = row["answer"]
    if problems:
        raise InputError(*problems)
    return Journal(tuple(found))


def _problem(row: Mapping[str, str | None], scenario: Scenario, rounds: int) -> str:
    """What is wrong with a line, or nothing."""
    number, seat, question, answer = (row[column] or "" for column in COLUMNS)
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= rounds):
        return f"there is no round {number[:20]}; the game has {rounds}"
    services = {f"{SERVICE}{name}" for name in scenario.service}
    if seat != COMMISSIONER and seat not in services:
        return f"there is no seat {seat[:60]} that decides"
    asked = {one.id: one for one in questions_of(scenario, seat)}
    if question not in asked:
        return f"{seat} has no question {question[:60]}; it has {', '.join(asked)}"
    if asked[question].option(answer) is None:
        known = ", ".join(option.id for option in asked[question].options)
        return f"{question} has no answer {answer[:60]}; it has {known}"
    return ""


def _harmless(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
