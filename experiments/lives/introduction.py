"""What is said before a life is told: who they are, how they were picked, what to beware of."""

from collections.abc import Sequence

import numpy as np

from experiments.findings.formatting import and_list, number
from simulation.scenario import Scenario
from simulation.world import Status

from .english import capital, count, times, weeks, when
from .entry import Entry, Standing
from .episodes import events_of
from .first_difference import first_difference
from .follow import Life, Lived
from .pick import Pick
from .story import Teller
from .totals import totals
from .wording import WORDS

CAUTION = (
    "One life is one possible history of somebody who does not exist. It shows how things hang "
    "together; it proves nothing and is not for decisions about individuals. For what tends to "
    "happen, compare the systems over many replicates."
)
MOST_NAMED = 3  # values named as what matters most


def called(life: Life) -> str:
    """What to call somebody: the scenario's word, and their number."""
    return f"{life.lived[0].scenario.words.person} {life.row}"


def names_of(life: Life) -> list[str]:
    """What a report calls the systems: their titles, or their labels where two are alike."""
    titles = [lived.scenario.pack.title for lived in life.lived]
    return titles if len(set(titles)) == len(titles) else [lived.label for lived in life.lived]


def picked(pick: Pick, life: Life, names: Sequence[str] | None = None) -> str:
    """How somebody was picked, out of how many, and how far they stand for others.

    Parameters
    ----------
    names
        What to call the systems; their labels by default.
    """
    first, second = (f"{number(good, 0)}" for good in pick.good_weeks)
    labels = names or [lived.label for lived in life.lived]
    who = f"{capital(called(life))} was picked out of {pick.out_of:,} there when the systems part"
    weeks_in = f"{first} good weeks in {labels[0]}, {second} in {labels[1]}"
    spread = (
        f"Over them all, the middle difference in {labels[1]} is {_more(pick.middle)}; nine in "
        f"ten lie between {_more(pick.low)} and {_more(pick.high)}."
    )
    if pick.typical:
        return (
            f"{who} because the difference between their lives is the middle one: {weeks_in}. "
            f"{spread}"
        )
    if pick.good_weeks[0] == pick.good_weeks[1]:
        return f"{who}, as the first of them: nobody has more good weeks in one than in the other."
    return (
        f"{who} because no two lives differ more: {weeks_in}. Such a person is not typical; one "
        f"whose lives differ by the middle amount can be picked too. {spread}"
    )


def _more(weeks_more: float) -> str:
    """A difference in good weeks, in words."""
    many = round(abs(weeks_more))
    if not many:
        return "next to none"
    return f"{weeks(many).replace(' ', ' good ', 1)} {'more' if weeks_more > 0 else 'fewer'}"


def introduction(life: Life, names: Sequence[str] | None = None) -> list[str]:
    """Who they are when the systems part, or when they come: some sentences.

    Parameters
    ----------
    names
        As in ``picked``.
    """
    entry, scenario = life.entry, life.lived[0].scenario
    who = capital(called(life))
    said = [
        f"{who} is there when the two systems part."
        if entry.at_fork
        else f"{who} comes to the {scenario.words.place} in {when(entry.week)}, after the two "
        "systems have parted."
    ]
    said += [_needs(life, scenario), _matters(life, scenario), _inside(entry)]
    if entry.at_fork:
        said.append(_behind(life, scenario))
    return [*said, _parting(life, names or [lived.label for lived in life.lived])]


def _inside(entry: Entry) -> str:
    peers = len(entry.peers)
    others = f"; {count(peers)} other{'s influence' if peers > 1 else ' influences'} them"
    return (
        f"Their self-direction is {number(entry.strength, 2)} and their trust in services "
        f"{number(entry.trust, 2)}, both from 0 to 1{others if peers else ''}."
    )


def in_short(life: Life, names: Sequence[str] | None = None) -> list[str]:
    """Each life in one sentence; ``names`` as in ``picked``."""
    labels = names or [lived.label for lived in life.lived]
    return [
        f"In {label}: {_in_one(lived)}." for label, lived in zip(labels, life.lived, strict=True)
    ]


def _in_one(lived: Lived) -> str:
    found = {name: round(value) for name, value in totals(lived).items()}
    said = [
        f"{found['good_weeks']} good weeks of {found['weeks']}",
        "one crisis" if found["crises"] == 1 else f"{count(found['crises'])} crises",
        f"turned away {times(found['bounces'])}" if found["bounces"] else "never turned away",
        f"story told {times(found['stories'])}" if found["stories"] else "story never told",
    ]
    place = lived.scenario.words.place
    said += [
        f"{WORDS[event.kind].words.format(place=place)} in {when(event.week)}"
        for event in events_of(lived)
        if WORDS[event.kind].role == "left"
    ]
    return ", ".join(said)


def _needs(life: Life, scenario: Scenario) -> str:
    needs = list(scenario.need.values())
    severity = life.entry.need
    order = np.argsort(-severity, kind="stable").tolist()
    named = [
        f"{needs[k].label} {number(float(severity[k]), 2)}"
        for k in order
        if severity[k] >= needs[k].recovered
    ]
    if not named:
        return "None of their needs is severe enough to weigh on them then."
    return f"What weighs on them then, from 0 to 1: {and_list(named)}."


def _matters(life: Life, scenario: Scenario) -> str:
    labels = [value.label for value in scenario.what_matters().values()]
    order = np.argsort(-life.entry.priority, kind="stable").tolist()[:MOST_NAMED]
    named = [f"{labels[v]} ({number(100 * float(life.entry.priority[v]), 0)} %)" for v in order]
    return f"What matters most to them: {and_list(named)}."


def _behind(life: Life, scenario: Scenario) -> str:
    entry = life.entry
    past = scenario.run.past_weeks
    told = (
        f"told their story {times(entry.stories)}" if entry.stories else "told nobody their story"
    )
    away = f"turned away {times(entry.bounces)}" if entry.bounces else "never turned away"
    now = [_standing(one, scenario) for one in entry.standing]
    stands = f"; they are {and_list(now)}" if now else "; no service is working with them"
    if not past:
        return f"There was no past to follow{stands}."
    return f"In the {weeks(past)} of shared past they {told} and were {away}{stands}."


def _standing(one: Standing, scenario: Scenario) -> str:
    teller = Teller(scenario)
    where, length = teller.service(one.service), weeks(one.weeks)
    how = "waiting for" if one.status == Status.WAITING else "with"
    return f"{how} {where} ({length} so far)"


def _parting(life: Life, names: Sequence[str]) -> str:
    if life.parts is None:
        return "Exactly the same happens to them in both."
    said = f"The same happens to them in both until {when(life.parts)}; then their lives part."
    if life.parts <= life.entry.week:
        said = "What happens to them differs from the first week."
    return f"{said} {first_difference(life, names)}".rstrip()
