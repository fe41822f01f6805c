"""About the model: what it is, how it works, what it assumes, and where it ends."""

from typing import Any

import solara

from dashboards.components.text import Block, bullets
from experiments.findings.assumptions import GROUPS, assumptions, called, plausible, readable
from experiments.findings.narrative import CAUTION
from experiments.report.html import Html, element, folded, section, table, together
from simulation.measures import MEASURES
from simulation.parameters import MARKS
from simulation.parameters.sources import SOURCES
from simulation.scenario import load_scenario

PLACE = "plymouth"
WORDS_ONLY = ("pack", "words")
WHAT = (
    "Allied simulates a city with people whose needs are entangled, the services they turn to, and "
    "those who commission these services. One week follows another. A way of commissioning is a "
    "set of levers: what is rewarded, how it is measured, what is shared, what is known. Two ways "
    "start from the same past and meet the same luck, so that what differs follows from the levers."
)
WEEK = (
    "Needs tip, pull on one another, and are shocked; people gain and lose strength and trust.",
    "Crises strike. People die, move away, and arrive.",
    "People ask for help, are found by outreach, or are referred on.",
    "Services assess, accept, turn away, or hand on; queues move and places go out.",
    "Support takes hours and eases needs. Cases end: recovered, dropped out, closed early, or run "
    "out; and services record them as they choose.",
    "Some months later cases are checked. What is paid for is paid, and services learn from it.",
    "Every quarter services review, copy one another, and lose staff; every so often contracts are "
    "let again, targets ratchet, and staff move to where the queue is.",
)
USE = (
    "In Compare, choose two systems and move a lever. The quick preview shows a tendency, the full "
    "comparison tells how sure one can be.",
    "Read the sentence first, then the chart, then the table.",
    "Share the address of the page: it holds all settings.",
    "Take the report to the meeting, not a screenshot of a chart.",
)
NOTICE = (
    "What is reported can move without what lasts moving with it, and the other way round.",
    "Hours are conserved: what a way of working costs in meetings comes off support.",
    "A place held is a place denied, also in the partner's queue.",
    "Early weeks of support do most good, so closing early need not cost good weeks; look at "
    "deaths beside them.",
)
TRY = (
    "Set the weight of targets to 0 and see what is left of gaming.",
    "Give the alliance ten points more overhead. How much does it still have to save?",
    "Give target-driven commissioning an open book. Is that the part that matters?",
    "Choose the scenario with one need and an accurate target, and let targets win.",
)
LIMITS = (
    "It is a model of a place like Plymouth, not of Plymouth; several of the patterns it should "
    "reproduce are missed, and the documentation lists which.",
    "No independent, quantified evaluation of an alliance was found to fit it to. Most evidence on "
    "working together is uncontrolled before and after.",
    "Families and children, sex, age and ethnicity are not in it. People differ in needs, "
    "priorities, strength and trust alone.",
    "A mechanism that is not in it looks like a finding of no effect. Ask what is missing before "
    "you believe that something does not matter.",
)


@solara.component
def Page() -> Any:
    """The page."""
    return Block(
        together(
            element("h1", "About the model"),
            element("p", WHAT, class_="lead"),
            element("div", element("p", CAUTION), class_="caution"),
            section("How it works: one week", bullets(WEEK, "ol")),
            element(
                "div",
                section("How to use it", bullets(USE)),
                section("Things to notice", bullets(NOTICE)),
                section("Things to try", bullets(TRY)),
                section("Where it ends", bullets(LIMITS)),
                class_="two",
            ),
            _measures(),
            _assumed(),
            section(
                "Sources",
                table(
                    "What the numbers F1, F2 and so on stand for",
                    ("Number", "Source"),
                    list(SOURCES.items()),
                ),
            ),
        )
    )


def _measures() -> Html:
    rows = [(one.label, one.unit, one.better, one.help) for one in MEASURES.values()]
    columns = ("Measure", "Unit", "Better", "What it counts")
    return section("What is measured", folded("All measures", table("Measures", columns, rows)))


def _assumed() -> Html:
    """Every parameter of the place, with its evidence."""
    marks = table("What the marks mean", ("Mark", "Meaning"), list(MARKS.items()))
    columns = ("Parameter", "Value", "Unit", "Plausible", "Mark", "Source", "What it does")
    folds = []
    for group, rows in assumptions(load_scenario(PLACE)).items():
        if group in WORDS_ONLY:
            continue
        cells = [
            (
                together(f"{called(row.parameter, row.path)} ", element("code", row.path)),
                readable(row.value),
                row.parameter.unit,
                plausible(row.parameter),
                row.parameter.mark,
                row.parameter.source,
                row.parameter.help,
            )
            for row in rows
        ]
        title = GROUPS[group]
        folds.append(folded(f"{title} ({len(rows)})", table(title, columns, cells)))
    said = "Every number of the place as it was inherited, with how well it is known."
    return section("What it assumes", element("p", said), marks, *folds)
