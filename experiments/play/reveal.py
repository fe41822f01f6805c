"""The end of a game: the record against the truth, and the same luck in other hands."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.errors import InputError
from experiments.findings.formatting import number
from simulation.measures import MEASURES
from simulation.scenario import Scenario
from simulation.world import DECISIONS, World

from .game import ROUNDS, Played, play
from .journal import Answers, Journal
from .people import PersonQuarter
from .questions import COMMISSIONER, Question, case_questions, lever_questions
from .seats import person_seat, seats_of, service_seat

TOLD = (
    "recorded_success",
    "sustained_success",
    "goodhart_gap",
    "good_weeks",
    "crises",
    "deaths",
    "wait_weeks",
    "bounces",
    "stories",
)
"""Measures that the reveal sets side by side, the record first, then the truth."""

CAUTION = (
    "One history of one simulated place, with one luck. It shows what followed here, not what "
    "tends to follow: for that, compare the systems over many runs."
)
HANDS = ("The room", "The model's own agents", "An alliance")


@dataclass(frozen=True)
class SeatTold:
    """A seat at the end: by question, what was decided in each round, and what agents did.

    Attributes
    ----------
    decided
        By question's text, the answer's label in each round, "–" where it was left as it was.
    agents
        By question's text, the answer nearest to what the model's agents had learned by the end
        in that seat under the same levers; empty for the commissioner.
    recorded, lasted
        Shares of closed and of checked cases, over the whole game; nan where there were none.
    """

    label: str
    decided: dict[str, tuple[str, ...]]
    agents: dict[str, str]
    recorded: float
    lasted: float


@dataclass(frozen=True)
class PersonTold:
    """A person's weeks in the room's hands and in those of the model's own agents."""

    label: str
    good_weeks: tuple[float, float]
    away: tuple[int, int]
    stories: tuple[int, int]
    crises: tuple[int, int]
    present: tuple[bool, bool]
    happened: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Reveal:
    """All that is told at the end.

    Attributes
    ----------
    measures
        By measure of ``TOLD``, its value in the hands of ``HANDS``, over the whole game.
    quarters
        By measure of ``TOLD``, its series in the same order, each (rounds,).
    """

    measures: dict[str, tuple[float, float, float]]
    quarters: dict[str, tuple[NDArray[np.float64], ...]]
    seats: dict[str, SeatTold]
    people: dict[str, PersonTold]
    sentences: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Everything but the series, as JSON can hold it; what is not known is None."""
        plain: dict[str, Any] = _plain(
            {
                "hands": HANDS,
                "measures": self.measures,
                "seats": {seat: vars(told) for seat, told in self.seats.items()},
                "people": {seat: vars(told) for seat, told in self.people.items()},
                "words": self.sentences,
            }
        )
        return plain


def _plain(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, tuple | list):
        return [_plain(value) for value in data]
    return None if isinstance(data, float) and not isfinite(data) else data


def as_json_data(found: Reveal) -> str:
    """A reveal as the text of a JSON file."""
    return json.dumps(found.as_json(), indent=2, ensure_ascii=False) + "\n"


def reveal(
    past: World,
    scenario: Scenario,
    journal: Journal,
    alliance: Scenario,
    rounds: int = ROUNDS,
    on_week: Callable[[], None] | None = None,
) -> Reveal:
    """Play a finished game again, and the same luck in other hands.

    Parameters
    ----------
    past
        The world at the fork.
    alliance
        The regime to set beside the room's, from the same past.

    Raises
    ------
    InputError
        When the alliance has another past, or the game has no rounds.
    """
    if alliance.past_key() != scenario.past_key():
        raise InputError(f"{alliance.name} has another past than {scenario.name}.")
    if not journal.rounds:
        raise InputError("No round was played, so there is nothing to reveal.")
    levers_alone = Journal(tuple(_of_commissioner(answers) for answers in journal.rounds))
    nobody = Journal(({},) * len(journal.rounds))
    hands = (
        play(past, scenario, journal, rounds, on_week),
        play(past, scenario, levers_alone, rounds, on_week),
        play(past, alliance, nobody, rounds, on_week),
    )
    summaries = [one.record.summary() for one in hands]
    series = [one.record.all_series(TOLD) for one in hands]
    measures = {name: (summaries[0][name], summaries[1][name], summaries[2][name]) for name in TOLD}
    return Reveal(
        measures=measures,
        quarters={name: tuple(one[name] for one in series) for name in TOLD},
        seats=_seats(scenario, journal, hands[0], hands[1]),
        people=_people(hands[0], hands[1]),
        sentences=tuple(_sentences(measures)),
    )


def _of_commissioner(answers: Answers) -> Answers:
    return {COMMISSIONER: answers[COMMISSIONER]} if COMMISSIONER in answers else {}


def _seats(
    scenario: Scenario, journal: Journal, room: Played, agents: Played
) -> dict[str, SeatTold]:
    """The seats in which anything was decided."""
    found = {}
    names = {service_seat(name): name for name in scenario.service}
    for seat, label in seats_of(scenario).items():
        if not any(seat in answers for answers in journal.rounds):
            continue
        name = names.get(seat)
        asked = case_questions() if name else lever_questions(scenario)
        found[seat] = SeatTold(
            label=label,
            decided={
                q.text: tuple(_answer(q, r.get(seat, {})) for r in journal.rounds) for q in asked
            },
            agents=_learned(asked, agents.quarters[-1].services[name].hidden.habits)
            if name
            else {},
            recorded=_recorded(room, name),
            lasted=_lasted(room, name),
        )
    return found


def _answer(question: Question, answers: Mapping[str, str]) -> str:
    option = question.option(answers.get(question.id, ""))
    return option.label if option else "–"


def _learned(asked: tuple[Question, ...], habits: NDArray[np.float64]) -> dict[str, str]:
    """To each question, the answer whose chances are nearest to the habits."""
    nearest = {}
    for question in asked:
        distances = [
            sum(
                float(np.square(habits[:, DECISIONS.index(name)] - pair).sum())
                for name, pair in option.chances.items()
            )
            / len(option.chances)
            for option in question.options
        ]
        nearest[question.text] = question.options[int(np.argmin(distances))].label
    return nearest


def _recorded(room: Played, name: str | None) -> float:
    seen = [s.seen for q in room.quarters for key, s in q.services.items() if name in (None, key)]
    return _ratio(sum(one.recorded for one in seen), sum(one.closed for one in seen))


def _lasted(room: Played, name: str | None) -> float:
    hidden = [
        s.hidden for q in room.quarters for key, s in q.services.items() if name in (None, key)
    ]
    return _ratio(sum(one.lasted for one in hidden), sum(one.checked for one in hidden))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _people(room: Played, agents: Played) -> dict[str, PersonTold]:
    found = {}
    for row in room.rows:
        each = [[quarter.people[row] for quarter in played.quarters] for played in (room, agents)]
        a, b = each
        found[person_seat(row)] = PersonTold(
            label=f"Person {row}",
            good_weeks=(sum(q.good_weeks for q in a), sum(q.good_weeks for q in b)),
            away=(sum(q.away for q in a), sum(q.away for q in b)),
            stories=(sum(q.stories for q in a), sum(q.stories for q in b)),
            crises=(sum(q.crises for q in a), sum(q.crises for q in b)),
            present=(a[-1].present, b[-1].present),
            happened=(_life(a), _life(b)),
        )
    return found


def _life(quarters: Sequence[PersonQuarter]) -> tuple[str, ...]:
    """All that happened in some quarters, each thing with its quarter."""
    return tuple(
        f"Quarter {number}, {said[:1].lower()}{said[1:]}"
        for number, quarter in enumerate(quarters, 1)
        for said in quarter.happened
    )


def _sentences(measures: dict[str, tuple[float, float, float]]) -> list[str]:
    recorded, lasted = measures["recorded_success"][0], measures["sustained_success"][0]
    said = [
        f"On record, {_percent(recorded)} of closed cases ended in success; "
        f"{_percent(lasted)} of those checked some months later were truly well."
    ]
    for name in ("good_weeks", "crises"):
        declared = MEASURES[name]
        room, agents, alliance = (number(value) for value in measures[name])
        said.append(
            f"{declared.label} ({declared.unit}), with the same luck: {room} in the room's hands, "
            f"{agents} with the model's own agents in all services, {alliance} under an alliance."
        )
    return [*said, CAUTION]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if isfinite(share) else "an unknown share"
