"""What a quarter was like for somebody who is followed, as it might be told."""

from dataclasses import dataclass

import numpy as np

from experiments.lives.english import capital
from experiments.lives.story import Teller
from experiments.lives.wording import WORDS
from simulation.journeys import Journeys
from simulation.scenario import Scenario
from simulation.world import WEEKS_A_QUARTER, Kind, Status

UNSEEN = {Kind.RECORDED, Kind.RECORDED_FALSELY, Kind.LABELLED}
"""What a person does not learn of."""

AWAY = {kind for kind, wording in WORDS.items() if wording.role == "away"}


@dataclass(frozen=True)
class PersonQuarter:
    """A person's quarter, or several in a row.

    Attributes
    ----------
    present
        Whether they are alive and in the place at its end.
    needs
        Severity by need at its end, 0 to 1.
    happened
        Sentences, in the order in which things happened.
    standing
        Where they wait or are in support at its end.
    """

    present: bool
    needs: dict[str, float]
    happened: tuple[str, ...]
    standing: tuple[str, ...]
    good_weeks: float
    away: int
    stories: int
    crises: int


def quarter_of(
    scenario: Scenario, found: Journeys, row: int, until: int, weeks: int = WEEKS_A_QUARTER
) -> PersonQuarter:
    """The weeks before the week ``until``, as they were for the person in a row."""
    place, last = int(np.flatnonzero(found.rows == row)[0]), until - 1
    events = found.of(row)
    events = events[(events["week"] >= until - weeks) & (events["week"] < until)]
    kinds = [Kind(kind) for kind in events["kind"].tolist()]
    teller = Teller(scenario)
    labels = [need.label for need in scenario.need.values()]
    return PersonQuarter(
        present=bool(found.present[last, place]),
        needs=dict(zip(labels, found.need[last, place].tolist(), strict=True)),
        happened=tuple(_sentences(teller, events, until - weeks)),
        standing=tuple(_standing(teller, found, place, last)),
        good_weeks=float(found.good[until - weeks : until, place].sum()),
        away=sum(kind in AWAY for kind in kinds),
        stories=kinds.count(Kind.STORY_TOLD),
        crises=kinds.count(Kind.CRISIS),
    )


def _sentences(teller: Teller, events: np.ndarray, first: int) -> list[str]:
    said = []
    for event in events:
        text = _sentence(teller, event)
        if text:
            said.append(f"Week {event['week'] - first + 1}: {text}.")
    return said


def _sentence(teller: Teller, event: np.void) -> str:
    """One event in words, or nothing where the person does not learn of it."""
    kind = Kind(int(event["kind"]))
    words = WORDS[kind].words
    if kind in UNSEEN or WORDS[kind].role == "unsaid":
        return ""
    if kind == Kind.CRISIS:
        return f"{teller.crisis(int(event['other']))}"
    where = teller.service(int(event["service"])) if event["service"] >= 0 else ""
    about = f" ({teller.need(int(event['need'])).lower()})" if event["need"] >= 0 else ""
    if kind in AWAY:
        return f"turned away{f' by {where}' if where else ''}, {words}{about}"
    return f"{words}{f', {where}' if where else ''}{about}"


def _standing(teller: Teller, found: Journeys, place: int, week: int) -> list[str]:
    said = []
    for status, words in ((Status.ACTIVE, "in support with"), (Status.WAITING, "waiting for")):
        for need in np.flatnonzero(found.status[week, place] == status).tolist():
            where = teller.service(int(found.service[week, place, need]))
            said.append(capital(f"{words} {where} ({teller.need(need).lower()})"))
    return said
