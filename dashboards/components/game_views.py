"""What a game looks like: the invitation, the city as reported, a seat's quarter, the reveal."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np
import solara

from dashboards.charts import lines
from experiments.findings.formatting import number
from experiments.play import Played, Reveal
from experiments.play.people import PersonQuarter
from experiments.play.quarter import Seen
from experiments.play.reveal import HANDS, PersonTold, SeatTold
from experiments.report.html import Html, element, folded, section, table, together
from simulation.measures import MEASURES

from .chart import Chart
from .text import Block, bullets

REPORTED = ("recorded_success", "seen_in_time")
"""What commissioners and the public get to see."""

NOT_YET = "Nothing has been reported yet."

QUESTIONS = (
    "What did you do?",
    "What did you see, and what could you not see?",
    "Where else do you see it?",
    "What would you change first, and who would have to agree?",
)


def percent(share: float) -> str:
    """A share for people."""
    return f"{100 * share:.0f} %" if isfinite(share) else "–"


def Reported(played: Played | None) -> Any:
    """The city as it is reported, quarter by quarter."""
    if played is None or not played.quarters:
        return Block(element("p", NOT_YET, class_="note"))
    with solara.Div() as shown:
        measure = REPORTED[0]
        series = played.record.series(measure)[None, :]
        if np.isfinite(series).any():
            Chart(lines.over_time([series, series], measure, ("As reported",) * 2, sides=1))
        Block(_reported_table(played))
    return shown


def _reported_table(played: Played) -> Html:
    services = played.scenario.service
    last = played.quarters[-1].services
    rows = [
        (
            services[name].label,
            str(one.seen.closed),
            percent(one.seen.recorded / one.seen.closed) if one.seen.closed else "–",
            str(one.seen.waiting),
        )
        for name, one in last.items()
        if services[name].access != "drop_in"
    ]
    columns = ("Service", "Closed", "Successes on record", "Waiting")
    return table("Last quarter, as the services report it", columns, rows, (1, 2, 3))


def Facts(seen: Seen) -> Any:
    """What a service sees of its last quarter."""
    recorded = percent(seen.recorded / seen.closed) if seen.closed else "–"
    facts = (
        ("In support", f"{seen.supported} of {seen.places} places"),
        ("Waiting now", str(seen.waiting)),
        ("Taken on", str(seen.taken)),
        ("Turned away", str(seen.away)),
        ("Closed", f"{seen.closed}, {seen.dropped_out} dropped out"),
        ("On record as success", recorded),
        ("A case pays", f"{number(seen.pay, 2)} of a success"),
        ("Wait before support", f"{number(seen.wait, 0)} weeks" if isfinite(seen.wait) else "–"),
    )
    return Block(_list_of_facts(facts), class_="facts")


def _list_of_facts(facts: Sequence[tuple[str, str]]) -> Html:
    return element("dl", *(element("div", element("dt", a), element("dd", b)) for a, b in facts))


def CityFacts(played: Played) -> Any:
    """What the commissioners see."""
    last = {name: float(played.record.series(name)[-1]) for name in REPORTED}
    facts = [(MEASURES[name].label, percent(value)) for name, value in last.items()]
    return Block(_list_of_facts(facts), class_="facts")


def PersonLife(quarter: PersonQuarter) -> Any:
    """A quarter in the life of somebody who is followed."""
    worst = sorted(quarter.needs.items(), key=lambda item: -item[1])[:4]
    needs = [(label, f"{100 * value:.0f} of 100") for label, value in worst]
    standing = quarter.standing or ("Nowhere: no door is open.",)
    happened = quarter.happened or ("Nothing happened that anybody wrote down.",)
    gone = [] if quarter.present else [element("p", "They are no longer here.", class_="lead")]
    return Block(
        together(
            *gone,
            section("This quarter", bullets(happened)),
            section("Where they stand", bullets(standing)),
            section("How bad it is", _list_of_facts(needs)),
        ),
        class_="facts life",
    )


def SeatReveal(told: SeatTold) -> Any:
    """What somebody decided, beside what the model's own agents would do in that seat."""
    facts = (("On record as success", percent(told.recorded)), ("Lasted", percent(told.lasted)))
    return Block(
        together(
            element("p", element("strong", told.label)),
            element("div", _list_of_facts(facts), class_="facts"),
            _decided(told),
        )
    )


def _decided(told: SeatTold) -> Html:
    rounds = max(len(answers) for answers in told.decided.values())
    columns = ("Decision", *(f"Round {n}" for n in range(1, rounds + 1)), "The model's own agents")
    rows = [
        (question, *answers, told.agents.get(question, "–"))
        for question, answers in told.decided.items()
    ]
    return table("What was decided, and what the model had learned to do there", columns, rows)


def PersonReveal(told: PersonTold) -> Any:
    """A person's life in the room's hands, and in the other hands."""
    rows = [
        ("Good weeks", *(number(value, 0) for value in told.good_weeks)),
        ("Times turned away", *map(str, told.away)),
        ("Times the story was told", *map(str, told.stories)),
        ("Crises", *map(str, told.crises)),
        ("Still here at the end", *("yes" if here else "no" for here in told.present)),
    ]
    lives = [
        folded(f"What happened: {hands}", bullets(said or ("Nothing that anybody wrote down.",)))
        for hands, said in zip(HANDS[:2], told.happened, strict=True)
    ]
    return Block(together(table(told.label, ("What", *HANDS[:2]), rows, (1, 2)), *lives))


def RevealView(found: Reveal) -> Any:
    """The record against the truth, and the same luck in other hands."""
    recorded, lasted, good = (
        [series[None, :] for series in found.quarters[name]]
        for name in ("recorded_success", "sustained_success", "good_weeks")
    )
    with solara.Div() as shown:
        *said, caution = found.sentences
        Block(together(*(element("p", sentence) for sentence in said)), class_="answer")
        with solara.Div(classes=["two"]):
            if np.isfinite(lasted[0]).any():
                Chart(lines.gap(recorded[0], lasted[0], 0, HANDS[0], [recorded[0], lasted[0]]))
            Chart(lines.over_time([good[0], good[2]], "good_weeks", (HANDS[0], HANDS[2])))
        Block(together(_in_three_hands(found), element("p", caution, class_="note")))
    return shown


def _in_three_hands(found: Reveal) -> Html:
    rows = [
        (f"{MEASURES[name].label} ({MEASURES[name].unit})", *(number(value) for value in values))
        for name, values in found.measures.items()
    ]
    return table("The same people and the same luck", ("Measure", *HANDS), rows, (1, 2, 3))


def debrief(found: Reveal, nicknames: dict[str, str]) -> Html:
    """The debrief sheet, to print: numbers, decisions, and room to write."""
    *said, caution = found.sentences
    seats = [
        section(f"{told.label} ({nicknames.get(seat, 'a seat left since')})", _decided(told))
        for seat, told in found.seats.items()
    ]
    blanks = [
        section(question, *(element("p", "​", class_="blank") for _ in range(3)))
        for question in QUESTIONS
    ]
    return together(
        element("h1", "Play the city: what happened in this room"),
        *(element("p", sentence) for sentence in said),
        _in_three_hands(found),
        *seats,
        *blanks,
        element("p", caution),
    )
