"""The table of what each lever does, for the page on levers."""

import sys

from experiments.findings.formatting import estimated, markdown
from experiments.levers import CLEAR, Effect, levers, t_value, try_levers
from simulation.measures import MEASURES, PRIMARY

REPLICATES = 12


def table() -> str:
    """Every lever from one end to the other, the measures it was expected to move and |t|."""
    lines = [["Lever", "Tried in", "From, to", "Expected to move, \\|t\\|", "Good weeks, \\|t\\|"]]
    nulls = []
    for effect in try_levers(levers(), REPLICATES, on_lever=lambda p: note(p.path)):
        lines.append(row(effect))
        if not effect.found:
            nulls.append(f"- **{effect.lever.label}**: {effect.acts.finding or 'no reason known.'}")
    said = [
        "",
        f"An effect is in bold where |t| is {CLEAR:g} or more.",
        "",
        *(
            ["Levers that did nothing there that they were expected to do:", "", *nulls]
            if nulls
            else []
        ),
    ]
    return "\n".join([markdown(*lines), *said])


def row(effect: Effect) -> list[str]:
    """One line of the table."""
    expected = "; ".join(
        f"{MEASURES[name].label} {_told(effect, name)}" for name in effect.acts.moves
    )
    ends = f"{effect.low:g}, {effect.high:g}"
    lever = f"{effect.lever.label} `{effect.lever.path.rpartition('.')[2]}`: {effect.acts.why}"
    return [lever, effect.acts.base, ends, expected, _told(effect, PRIMARY)]


def _told(effect: Effect, measure: str) -> str:
    gap = effect.differences[measure]
    mean, _, _ = estimated(gap, signed=True)
    size = abs(t_value(gap))
    told = f"{mean}, {size:.1f}"
    return f"**{told}**" if size >= CLEAR else told


def note(text: str) -> None:
    """Progress, for whoever waits."""
    print(f"  {text}", file=sys.stderr)
