"""The page of one life in several systems: for a meeting, with everything behind it."""

import html
from collections.abc import Iterator, Sequence

import numpy as np

from experiments import store
from experiments.findings.formatting import and_list, number
from experiments.lives import Life, Lived, Pick
from experiments.lives.data import event_rows
from experiments.lives.english import capital, when
from experiments.lives.introduction import CAUTION, called, in_short, introduction, names_of, picked
from experiments.lives.story import Year, alone, story
from experiments.lives.totals import TOTALS, totals
from simulation.world import WEEKS_A_YEAR

from . import life_figures
from .html import Html, document, element, folded, paragraphs, section, table, together
from .life_figures import DRAWN, LETTERS


def life_page(life: Life, pick: Pick | None, command: str) -> str:
    """The whole page.

    Parameters
    ----------
    life
        What was followed.
    pick
        How the person was picked; None if they were named.
    command
        What to type to follow them again.
    """
    title = f"{capital(called(life))}: one life in two systems"
    names = names_of(life)
    return document(
        title,
        element("h1", title),
        _answer(life, pick, names),
        section("Who this is", paragraphs(introduction(life, names))),
        _needs(life, names),
        _years(life, names),
        _numbers(life, names),
        _again(life, command),
    )


def _answer(life: Life, pick: Pick | None, names: Sequence[str]) -> Html:
    said = element("div", paragraphs(in_short(life, names)), class_="answer")
    how = [picked(pick, life, names)] if pick else []
    caution = element("div", element("p", CAUTION), class_="caution")
    return section("The same person, the same luck", said, caution, paragraphs(how))


def _needs(life: Life, names: Sequence[str]) -> Html:
    key = [
        element("li", element("b", letter), f", {drawn}, is {name}")
        for letter, drawn, name in zip(LETTERS, DRAWN, names, strict=False)
    ]
    needs = [need.label for need in life.lived[0].scenario.need.values()]
    drawn = [
        element("figure", element("h3", label), life_figures.need_over_time(life, k))
        for k, label in enumerate(needs)
    ]
    if life.lived[0].scenario.crisis:
        drawn.append(element("figure", element("h3", "Crises"), life_figures.crises(life)))
    return section(
        "Needs, doors and crises",
        element("ul", *key),
        element(
            "p",
            "A line shows how bad a need is, from 0 to 1; below the dotted line it counts as "
            "recovered. Beneath: a thick bar is support, a thin bar is waiting, a cross is being "
            "turned away. † marks a death.",
        ),
        element("div", *drawn, class_="figures"),
        _by_year(life, names, needs),
    )


def _by_year(life: Life, names: Sequence[str], needs: Sequence[str]) -> Html:
    """The numbers behind the lines: mean severity by year."""
    columns = ["Need and year", *names]
    rows = [
        [f"{label}, year {year + 1}", *(_mean(lived, k, year) for lived in life.lived)]
        for k, label in enumerate(needs)
        for year in range(-(-life.weeks // WEEKS_A_YEAR))
    ]
    made = table("Mean severity by year", columns, rows, range(1, len(columns)), grid=True)
    return folded("The numbers behind these figures", made)


def _mean(lived: Lived, need: int, year: int) -> str:
    span = slice(year * WEEKS_A_YEAR, (year + 1) * WEEKS_A_YEAR)
    there = lived.need[span, need][lived.present[span]]
    return number(float(there.mean(dtype=np.float64)), 2) if there.size else "–"


def _years(life: Life, names: Sequence[str]) -> Html:
    told = [{year.number: year for year in story(life, lived)} for lived in life.lived]
    parts = []
    for year in sorted(set().union(*told)):
        each = [(name, one[year]) for name, one in zip(names, told, strict=True) if year in one]
        parts.append(element("h3", f"Year {year}"))
        (first, lived), *others = each
        if len(each) < len(names):
            (gone,) = set(names) - {first}
            parts.append(element("div", element("h4", alone(first, gone)), *_year(lived)))
        elif all(other == lived for _, other in others):
            parts.append(element("div", element("h4", "The same in both"), *_year(lived)))
        else:
            cells = [
                element("div", element("h4", f"{letter}: {name}"), *_year(one))
                for letter, (name, one) in zip(LETTERS, each, strict=False)
            ]
            parts.append(element("div", *cells, class_="figures"))
    return section("Year by year", *parts)


def _year(year: Year) -> Iterator[Html]:
    yield element("p", element("em", year.lead))
    for one in year.told:
        week = element("b", f"Week {one.week % WEEKS_A_YEAR + 1}.")
        yield element("p", together(week, f" {one.text}"))


def _numbers(life: Life, names: Sequence[str]) -> Html:
    each = [totals(lived) for lived in life.lived]
    rows = [
        [
            together(f"{total.label} ", element("small", total.help)),
            *(number(one[name], 0) for one in each),
        ]
        for name, total in TOTALS.items()
    ]
    columns = ["What", *names]
    events = [
        folded(f"Everything that happened in {name} ({len(lived.events):,})", _events(lived, name))
        for name, lived in zip(names, life.lived, strict=True)
    ]
    return section(
        "In numbers", table("Both lives", columns, rows, range(1, len(columns))), *events
    )


def _events(lived: Lived, name: str) -> Html:
    needs, services, crises = (
        {key: one.label for key, one in table.items()} | {None: ""}
        for table in (lived.scenario.need, lived.scenario.service, lived.scenario.crisis)
    )
    rows = []
    for row in event_rows(lived):
        lasted = "" if row["weeks"] is None else f"{row['weeks']} weeks"
        sent = services.get(row["referrer"], row["referrer"])
        more = sent or crises[row["crisis"]] or lasted
        when_, where = capital(when(row["week"])), services[row["service"]]
        rows.append([when_, row["what"], needs[row["need"]], where, more])
    columns = ["When", "What", "Need", "Service", "Sent by, kind, or length"]
    return table(f"Events in {name}", columns, rows)


def _again(life: Life, command: str) -> Html:
    versions = ", ".join(f"{name} {number}" for name, number in store.versions().items())
    said = dict.fromkeys(v.scenario.pack.not_for for v in life.lived if v.scenario.pack.not_for)
    return section(
        "How to follow the same life again",
        element("pre", element("code", Html(html.escape(command)))),
        element(
            "dl",
            element("dt", "Seed"),
            element("dd", str(life.seed)),
            element("dt", "Versions"),
            element("dd", versions),
            *([element("dt", "Not for"), element("dd", and_list(list(said)))] if said else []),
        ),
        element(
            "p",
            "With --out, the command also writes the scenarios in full, and every event and week "
            "of both lives, as CSV and Parquet.",
        ),
    )
