"""The page of a report: one HTML file that asks nothing of the network."""

import html
from collections.abc import Sequence

from experiments import store
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import and_list
from experiments.findings.judgement import described
from experiments.findings.narrative import CAUTION, ground, headline
from simulation.measures import PRIMARY

from . import figures, network, tables
from .html import Html, document, element, paragraphs, scrolling, section, together

REPORTED, LASTED = "recorded_success", "sustained_success"


def page(comparison: Comparison, command: str) -> str:
    """The whole report.

    Parameters
    ----------
    comparison
        What was found.
    command
        What to type to find it again.
    """
    names = titles(comparison)
    parts = [
        element("h1", f"{and_list(names)} compared"),
        _answer(comparison, names),
        _compared(comparison, names),
        _over_time(comparison, names),
        _measures(comparison, names),
        _hours(comparison, names),
        _network(comparison, names),
        _assumptions(comparison, names),
        _again(comparison, command),
        _not_for(comparison),
    ]
    return document(f"{and_list(names)} compared", *parts)


def titles(comparison: Comparison) -> list[str]:
    """What the report calls the scenarios: their titles, or their labels where two are alike."""
    found = [scenario.pack.title for scenario in comparison.scenarios]
    return found if len(set(found)) == len(found) else list(comparison.labels)


def _answer(comparison: Comparison, names: Sequence[str]) -> Html:
    others = range(1, len(names))
    answers = element(
        "div", paragraphs(headline(comparison, names, i) for i in others), class_="answer"
    )
    return section(
        "The answer in short",
        answers,
        element("div", element("p", CAUTION), class_="caution"),
        paragraphs(ground(comparison, names)),
        *(tables.others(comparison, names, i) for i in others),
    )


def _compared(comparison: Comparison, names: Sequence[str]) -> Html:
    said = []
    for name, label, scenario in zip(names, comparison.labels, comparison.scenarios, strict=True):
        called = element("dt", f"{name} ", element("code", f"({label})"))
        words = [scenario.pack.summary, scenario.pack.question]
        said += [called, *(element("dd", text) for text in words if text)]
    return section("What was compared", element("dl", *said), tables.departures(comparison, names))


def _over_time(comparison: Comparison, names: Sequence[str]) -> Html:
    both = (REPORTED, LASTED)
    drawn = [
        _figure(figures.over_time(comparison, names, measure, both), measure) for measure in both
    ]
    drawn.append(_figure(figures.over_time(comparison, names, PRIMARY), PRIMARY))
    count = len(comparison.seeds)
    band = (
        "Lines show the mean of the replicates; bands hold the middle 90 % of them."
        if count > 1
        else "There is one replicate, so there are no bands."
    )
    return section(
        "What is reported, what lasts, and how people live",
        element(
            "p",
            "What services record as a success when a case closes, beside what was still true "
            "some months later. The two are drawn to one scale. Good weeks are what it is for.",
        ),
        element("p", band, class_="note"),
        element("div", *drawn, class_="figures"),
        tables.years(comparison, names, (*both, PRIMARY)),
    )


def _figure(drawn: Html, measure: str) -> Html:
    declared = described(measure)
    return element(
        "figure", element("h3", declared.label), drawn, element("figcaption", declared.help)
    )


def _measures(comparison: Comparison, names: Sequence[str]) -> Html:
    measures = list(comparison.measures)
    reach = figures.reach_of(comparison, measures)
    half = -(-len(measures) // 2)
    drawn = [
        element("figure", figures.forest(comparison, names, part, f"part{i}", reach))
        for i, part in enumerate((measures[:half], measures[half:]))
    ]
    against = and_list(list(names[1:]))
    return section(
        "All measures",
        element(
            "p",
            f"Each mark is the paired difference, {against} minus {names[0]}, as a percentage of "
            f"the mean under {names[0]}; its line is the 95 % interval. A filled mark is a "
            "difference that is clear, a hollow one is not. An arrow lies beyond the scale.",
        ),
        element("div", *drawn, class_="figures"),
        *(tables.measures(comparison, names, i) for i in range(1, len(names))),
    )


def _hours(comparison: Comparison, names: Sequence[str]) -> Html:
    drawn = element("figure", figures.hours_split(comparison, names))
    return section(
        "Where the hours go",
        element(
            "p",
            "All hours of all services. What a way of working costs in hours comes off direct "
            "support; what it saves comes back to it.",
        ),
        element("div", drawn, tables.hours(comparison, names), class_="figures"),
    )


def _network(comparison: Comparison, names: Sequence[str]) -> Html:
    shown = network.panels(comparison, names)
    if not any(panel.network.flow.any() for panel in shown):
        return Html("")
    drawn = [
        element("figure", scrolling(f"Figure: {panel.title}", one))
        for panel, one in zip(shown, network.figures(shown), strict=True)
    ]
    return section(
        "Who refers to whom",
        element(
            "p",
            "Referrals in the year before the fork and in the last year, means over the "
            "replicates. Drawn are what comes from the community (those who come on their own or "
            f"are found; pale), and the {network.DRAWN} largest flows between services: the same "
            "in each figure, in the same places and to the same scale. An arrow's width "
            "grows with the square root of the flow; its colour is its futility, which is how far "
            "the referrer has given up on the other after being turned away. Services of one "
            "purse stand together.",
        ),
        element("div", *drawn, class_="figures wide"),
        network.flows_table(shown),
        network.metrics_table(comparison, names),
        element(
            "p",
            "With --out, the command below also writes the whole networks, as CSV, Parquet and "
            "GraphML.",
            class_="note",
        ),
    )


def _assumptions(comparison: Comparison, names: Sequence[str]) -> Html:
    return section(
        "What it rests on",
        element(
            "p",
            "Every number the simulation used, with how well it is known. "
            "Marks and sources belong to the value that Allied declares; a scenario may state "
            "another.",
        ),
        tables.marks(comparison),
        tables.assumptions(comparison, names),
    )


def _again(comparison: Comparison, command: str) -> Html:
    seeds = ", ".join(map(str, comparison.seeds))
    versions = ", ".join(f"{name} {number}" for name, number in store.versions().items())
    return section(
        "How to get the same numbers again",
        element("pre", element("code", Html(html.escape(command)))),
        element(
            "dl",
            element("dt", "Seeds"),
            element("dd", seeds),
            element("dt", "Versions"),
            element("dd", versions),
        ),
        element(
            "p",
            "With --out, the command also writes the scenarios in full, every run, and the numbers "
            "behind each figure, as CSV and Parquet.",
        ),
    )


def _not_for(comparison: Comparison) -> Html:
    said = dict.fromkeys(s.pack.not_for for s in comparison.scenarios if s.pack.not_for)
    own = [element("li", text) for text in said]
    return section(
        "What this is not for",
        element(
            "ul",
            element("li", "Forecasting what will happen in a real place."),
            element("li", "Decisions about individuals: nobody in it exists."),
            element(
                "li",
                "Settling the question by itself. It says what follows from assumptions, many of "
                "which are marked as such above; vary them before relying on an answer.",
            ),
            *([element("li", together("The scenarios say: ", element("ul", *own)))] if own else []),
        ),
    )
