"""What is said before a life is told: who they are, how they were picked, what to beware of."""

import numpy as np

from simulation.scenario import Scenario
from simulation.world import Status

from ..plain import listed, number
from .entry import Standing
from .follow import Life
from .pick import Pick
from .story import Teller, capital, count, times, weeks, when

CAUTION = (
    "One life is one possible history of somebody who does not exist. It shows how things hang "
    "together; it proves nothing and is not for decisions about individuals. For what tends to "
    "happen, compare the systems over many replicates."
)
MOST_NAMED = 3  # values named as what matters most


def called(life: Life) -> str:
    """What to call somebody: the scenario's word, and their number."""
    return f"{life.lived[0].scenario.words.person} {life.row}"


def picked(pick: Pick, life: Life) -> str:
    """How somebody was picked, out of how many, and how far they stand for others."""
    first, second = (f"{number(good, 0)}" for good in pick.good_weeks)
    labels = [lived.label for lived in life.lived]
    who = f"{capital(called(life))} was picked out of {pick.out_of:,} there at the fork"
    weeks_in = f"{first} good weeks in {labels[0]}, {second} in {labels[1]}"
    spread = (
        f"Of all, half have at most {_signed(pick.middle)} good weeks in {labels[1]}, and nine in "
        f"ten lie between {_signed(pick.low)} and {_signed(pick.high)}."
    )
    if pick.typical:
        return (
            f"{who} because the difference between their lives is the middle one: {weeks_in}. "
            f"{spread}"
        )
    return (
        f"{who} because no two lives differ more: {weeks_in}. Such a person is not typical; "
        f"--typical picks one who is in the middle. {spread}"
    )


def _signed(value: float) -> str:
    text = number(value, 0)
    return f"+{text}" if value > 0 and text != "0" else text.replace("-", "−")


def opening(life: Life) -> list[str]:
    """Who they are when the systems part, or when they come: some sentences."""
    entry, scenario = life.entry, life.lived[0].scenario
    who = capital(called(life))
    said = [
        f"{who} is there when the two systems part."
        if entry.at_fork
        else f"{who} comes to the {scenario.words.place} in {when(entry.week)}, after the two "
        "systems have parted."
    ]
    said += [_needs(life, scenario), _matters(life, scenario)]
    said.append(
        f"Their self-direction is {number(entry.strength, 2)} and their trust in services "
        f"{number(entry.trust, 2)}, both from 0 to 1; {count(len(entry.peers))} others influence "
        "them."
    )
    if entry.at_fork:
        said.append(_behind(life, scenario))
    return said + [_parting(life)]


def _needs(life: Life, scenario: Scenario) -> str:
    needs = list(scenario.need.values())
    severity = life.entry.need
    order = np.argsort(-severity, kind="stable").tolist()
    named = [f"{needs[k].label} {number(float(severity[k]), 2)}" for k in order
             if severity[k] >= needs[k].recovered]  # fmt: skip
    if not named:
        return "None of their needs is severe enough to weigh on them then."
    return f"What weighs on them then, from 0 to 1: {listed(named)}."


def _matters(life: Life, scenario: Scenario) -> str:
    labels = [value.label for value in scenario.what_matters().values()]
    order = np.argsort(-life.entry.priority, kind="stable").tolist()[:MOST_NAMED]
    named = [f"{labels[v]} ({number(100 * float(life.entry.priority[v]), 0)} %)" for v in order]
    return f"What matters most to them: {listed(named)}."


def _behind(life: Life, scenario: Scenario) -> str:
    entry = life.entry
    past = scenario.run.past_weeks
    told = f"told their story {times(entry.stories)}" if entry.stories else "told nobody their story"
    away = f"turned away {times(entry.bounces)}" if entry.bounces else "never turned away"
    now = listed([_standing(one, scenario) for one in entry.standing])
    stands = f"; they are {now}" if now else "; no service is working with them"
    if not past:
        return f"There was no past to follow{stands}."
    return f"In the {weeks(past)} of shared past they {told} and were {away}{stands}."


def _standing(one: Standing, scenario: Scenario) -> str:
    teller = Teller(scenario)
    where, length = teller.service(one.service), weeks(one.weeks)
    how = "waiting for" if one.status == Status.WAITING else "with"
    return f"{how} {where}, for {length} so far"


def _parting(life: Life) -> str:
    if life.parts is None:
        return "Exactly the same happens to them in both."
    if life.parts <= life.entry.week:
        return "What happens to them differs from the first week."
    return f"The same happens to them in both until {when(life.parts)}; then their lives part."
