"""What matters most: which levers move the result, and where the alliance does not win."""

from typing import Any
from urllib.parse import parse_qsl

import solara

from dashboards.components.choice import Choice
from dashboards.components.problems import Problems
from dashboards.components.text import Block
from dashboards.matters.designs import ENTANGLED, MONEY, WEEKS
from dashboards.matters.designs import MEASURES as KEPT
from dashboards.matters.results import Effect, effects, replicates
from dashboards.state.settings import levers
from experiments.findings.assumptions import readable
from experiments.findings.formatting import estimated
from experiments.report.html import Html, element, section, table, together
from simulation.measures import MEASURES
from simulation.world import WEEKS_A_YEAR

YEARS = WEEKS // WEEKS_A_YEAR
LEAD = (
    "Each lever is moved by itself from one end of its plausible range to the other, in the same "
    f"city with the same luck, for {YEARS} years. The longest bars matter most here: the bar is "
    "the difference that the move made, the line across its end the 95 % interval. Levers may do "
    "more together than each by itself; try that in Compare."
)
MAP = (
    f"Target-driven commissioning (A) against the alliance (B) over {YEARS} years, with more or "
    "less money and with needs that pull on one another less or more. B or A says which does "
    "better, ≈ that they do not differ by as much as matters, ? that the runs cannot tell. What "
    "takes longer to grow shows in Compare, which follows them for longer."
)
BETTER, WORSE, NEITHER, UNCLEAR = "better", "worse", "clear", "cannot be told from luck"
NAMES = {"target_driven": "target-driven", "alliance": "alliance"}
SHARE = 0.02


@solara.component
def Page() -> Any:
    """The page; its address holds the measure."""
    router = solara.use_router()
    asked = dict(parse_qsl(router.search or "")).get("measure", KEPT[0])
    measure = asked if asked in KEPT else KEPT[0]
    with solara.Div() as page:
        Block(together(element("h1", "What matters most"), element("p", LEAD, class_="lead")))
        if measure != asked:
            Problems("Some of this link could not be used", [_unknown(asked)])
        Choice(
            "matters-measure",
            "Measure",
            measure,
            [(name, MEASURES[name].label) for name in KEPT],
            lambda name: router.push(f"/matters?measure={name}"),
        )
        Block(together(_ranking(measure), _map(measure), _ground()))
    return page


def _unknown(asked: str) -> str:
    return f"There is no ranking by {readable(asked)}; {MEASURES[KEPT[0]].label} is shown."


def _ranking(measure: str) -> Html:
    """Levers by how far they move a measure, the furthest first."""
    found = sorted(effects("levers", measure), key=lambda one: -abs(one.gap.mean))
    reach = max((abs(end) for one in found for end in (one.gap.low, one.gap.high)), default=1.0)
    declared = MEASURES[measure]
    rows = [_lever(one, reach or 1.0, declared.better) for one in found]
    columns = (
        "Lever",
        "Lower … higher",
        "Difference",
        "95 % interval",
        "Moved up, it is",
        "From and to",
        "In which system",
    )
    caption = f"{declared.label} ({declared.unit}) at the upper end minus the lower"
    return section("Levers, one at a time", table(caption, columns, rows, (2, 3)))


def _lever(one: Effect, reach: float, better: str) -> tuple[str, ...]:
    base, name = one.id.split()
    lever = levers().get(name)
    label, span = (lever.label, lever.plausible) if lever else (name, None)
    mean, low, high = estimated(one.gap, signed=True, like=one.first)
    ends = f"{span[0]:g} to {span[1]:g}" if span else "–"
    clear = one.gap.low > 0 or one.gap.high < 0
    bar, said = _bar(one, reach, clear), _read(one, better) if clear else UNCLEAR
    return label, bar, mean, f"{low} to {high}", said, ends, NAMES[base]


def _read(one: Effect, better: str) -> str:
    if better == "neither":
        return NEITHER
    return BETTER if (one.gap.mean > 0) == (better == "higher") else WORSE


def _bar(one: Effect, reach: float, clear: bool) -> Html:
    """The difference as a bar from nought, with its interval; the numbers stand beside it."""

    def x(value: float) -> float:
        return 80 + 76 * max(-1.0, min(1.0, value / reach))

    end, low, high = x(one.gap.mean), x(one.gap.low), x(one.gap.high)
    fill = "#12436D" if clear else "#ffffff"
    return Html(
        '<svg class="bar" viewBox="0 0 160 20" aria-hidden="true">'
        f'<rect x="{min(80, end):.1f}" y="4" width="{abs(end - 80):.1f}" height="12" '
        f'fill="{fill}" stroke="#12436D" stroke-width="1.5"/>'
        '<line x1="80" x2="80" y1="0" y2="20" stroke="#5b6670"/>'
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="10" y2="10" stroke="#F46A25" '
        'stroke-width="3"/></svg>'
    )


def _map(measure: str) -> Html:
    """Who does better, by money and by how entangled needs are."""
    found = {one.id: one for one in effects("map", measure)}
    rows = [
        [f"{100 * money:g} %", *(_cell(found[f"{money:g} {c:g}"], measure) for c in ENTANGLED)]
        for money in MONEY
    ]
    columns = ["Money", *(f"Entanglement {c:g}" for c in ENTANGLED)]
    made = table(f"{MEASURES[measure].label}: B minus A, by place", columns, rows, grid=True)
    return section("Where the alliance does not win", element("p", MAP), made)


def _cell(one: Effect, measure: str) -> Html:
    mean, low, high = estimated(one.gap, signed=True, like=one.first)
    who = _winner(one, measure)
    said = element("strong", who), f" {mean} ", element("small", f"({low} to {high})")
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
            f"{replicates()} paired runs of each over {YEARS} years, made beforehand and shipped; "
            "the same runs can be made again with the command ",
            element("code", "python -m dashboards.matters"),
            ". Of many levers, one in twenty would look clear by luck alone.",
        ),
    )
