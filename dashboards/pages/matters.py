"""What matters most: which levers move the result, and where the alliance does not win."""

from typing import Any

import solara

from experiments.plain import estimated
from experiments.report.html import Html, element, section, table, together
from simulation.measures import MEASURES

from ..components.choice import Choice
from ..components.text import Block
from ..matters.designs import ENTANGLED, MONEY, WEEKS
from ..matters.designs import MEASURES as KEPT
from ..matters.results import Effect, effects, replicates
from ..state.settings import levers

LEAD = (
    "Each lever is moved by itself from one end of its plausible range to the other, in the same "
    "city with the same luck. The longest bars matter most here. Levers may do more together than "
    "each by itself; try that in Compare."
)
MAP = (
    "Target-driven commissioning (A) against the alliance (B), with more or less money and with "
    "needs that pull on one another less or more. B or A says which does better, ≈ that they do "
    "not differ by as much as matters, ? that the runs cannot tell."
)
CLEAR, UNCLEAR = "clear", "cannot be told from luck"
NAMES = {"target_driven": "targets", "alliance": "alliance"}
SHARE = 0.02


@solara.component
def Page() -> Any:
    """The page."""
    measure, set_measure = solara.use_state(KEPT[0])
    with solara.Div() as page:
        Block(together(element("h1", "What matters most"), element("p", LEAD, class_="lead")))
        Choice("matters-measure", "Measure", measure,
               [(name, MEASURES[name].label) for name in KEPT], set_measure)  # fmt: skip
        Block(together(_ranking(measure), _map(measure), _ground()))
    return page


def _ranking(measure: str) -> Html:
    """Levers by how far they move a measure, the furthest first."""
    found = sorted(effects("levers", measure), key=lambda one: -abs(one.gap.mean))
    reach = max((abs(end) for one in found for end in (one.gap.low, one.gap.high)), default=1.0)
    rows = [_lever(one, reach or 1.0) for one in found]
    declared = MEASURES[measure]
    columns = (
        "Lever", "From and to", "Moved in", "Lower … higher", "Difference", "95 % interval",
        "Reading",
    )  # fmt: skip
    caption = f"{declared.label} ({declared.unit}) at the upper end minus the lower"
    return section("Levers, one at a time", table(caption, columns, rows, (4, 5)))


def _lever(one: Effect, reach: float) -> tuple[str, ...]:
    base, name = one.id.split()
    lever = levers().get(name)
    label, span = (lever.label, lever.plausible) if lever else (name, None)
    mean, low, high = estimated(one.gap, signed=True, like=one.first)
    ends = f"{span[0]:g} to {span[1]:g}" if span else "–"
    clear = one.gap.low > 0 or one.gap.high < 0
    bar = _bar(one, reach, clear)
    return label, ends, NAMES[base], bar, mean, f"{low} to {high}", CLEAR if clear else UNCLEAR


def _bar(one: Effect, reach: float, clear: bool) -> Html:
    """The difference and its interval on a line; the numbers stand beside it."""

    def x(value: float) -> str:
        return f"{100 + 95 * max(-1.0, min(1.0, value / reach)):.1f}"

    fill = "#12436D" if clear else "#ffffff"
    return Html(
        '<svg viewBox="0 0 200 20" width="200" height="20" aria-hidden="true">'
        '<line x1="100" x2="100" y1="0" y2="20" stroke="#5b6670" stroke-dasharray="2 2"/>'
        f'<line x1="{x(one.gap.low)}" x2="{x(one.gap.high)}" y1="10" y2="10" '
        'stroke="#12436D" stroke-width="3"/>'
        f'<circle cx="{x(one.gap.mean)}" cy="10" r="5" fill="{fill}" stroke="#12436D" '
        'stroke-width="2"/></svg>'
    )


def _map(measure: str) -> Html:
    """Who does better, by money and by how entangled needs are."""
    found = {one.id: one for one in effects("map", measure)}
    rows = [
        [f"{100 * money:g} %", *(_cell(found[f"{money:g} {c:g}"], measure)
                                              for c in ENTANGLED)]
        for money in MONEY
    ]  # fmt: skip
    columns = ["Money", *(f"Entanglement {c:g}" for c in ENTANGLED)]
    made = table(f"{MEASURES[measure].label}: B minus A, by place", columns, rows)
    return section("Where the alliance does not win", element("p", MAP), made)


def _cell(one: Effect, measure: str) -> Html:
    mean, low, high = estimated(one.gap, signed=True, like=one.first)
    who = _winner(one, measure)
    said = element("strong", who), f" {mean} ", element("small", f"{low} to {high}")
    looks = {"A": "cell a", "B": "cell b"}.get(who, "cell")
    return element("span", *said, class_=looks)


def _winner(one: Effect, measure: str) -> str:
    least = SHARE * abs(one.first)
    if max(abs(one.gap.low), abs(one.gap.high)) <= least:
        return "≈"
    if one.gap.low <= 0 <= one.gap.high:
        return "?"
    better = MEASURES[measure].better
    return "B" if (one.gap.mean > 0) == (better == "higher") else "A"


def _ground() -> Html:
    return section(
        "What it stands on",
        element(
            "p",
            f"{replicates()} paired runs of each over {WEEKS // 52} years, made beforehand and "
            "shipped; the same runs can be made again with the command "
            "python -m dashboards.matters. Of many levers, one in twenty would look clear by luck "
            "alone.",
        ),
    )
