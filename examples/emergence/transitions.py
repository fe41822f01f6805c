"""From targets to an alliance: the dip, the lag, and how much of the gain is regained."""

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from examples.emergence.written import SAYS, cell
from experiments.compare import compare
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import markdown
from experiments.findings.statistics import Estimate, estimate
from experiments.report.svg import GREY, looks, settings
from simulation.measures import MEASURES, PRIMARY
from simulation.scenario import Scenario, load_scenario
from simulation.world import QUARTERS_A_YEAR, WEEKS_A_YEAR

YEARS = 12
HORIZONS = (1, 2, 3, 5, 8, 12)
STARTS = {"after two years": 2 * WEEKS_A_YEAR, "after five years": 5 * WEEKS_A_YEAR}
SPEEDS = {"at once": 0, "over two years": 2 * WEEKS_A_YEAR}


def scenarios() -> dict[str, Scenario]:
    """Targets throughout, the alliance throughout, and ways from one to the other."""
    weeks = {"run.weeks": WEEKS_A_YEAR * YEARS}
    targets, alliance = (load_scenario(n).override(weeks) for n in ("target_driven", "alliance"))
    made = {"Targets throughout": targets, "Alliance throughout": alliance}
    levers = alliance.commissioning.model_dump()
    pay = levers.pop("pay")
    stand = targets.commissioning.model_dump()
    moved = {name: float(value) for name, value in levers.items() if value != stand[name]}
    for when, week in STARTS.items():
        for speed, over in SPEEDS.items():
            event = {"week": week, "over": over, "set": moved, "pay": pay}
            made[f"Alliance {when}, {speed}"] = targets.override({"event": {"change": event}})
    made["In three steps, as shipped (transition)"] = load_scenario("transition").override(weeks)
    return made


def ahead(found: Comparison, place: int) -> NDArray[np.float64]:
    """Good weeks by year, minus those under targets throughout, (seeds, years)."""
    quarters = found.quarters[PRIMARY]
    gap = quarters[place] - quarters[0]
    return gap.reshape(gap.shape[0], YEARS, QUARTERS_A_YEAR).mean(2)


def table(replicates: int, picture: Path | None = None) -> str:
    """Year by year and by horizon, for each way."""
    made = scenarios()
    found = compare(list(made.values()), replicates)
    if picture is not None:
        _save(found, list(made), picture)
    whole = ahead(found, 1)
    lines = []
    for place, says in enumerate(made):
        if place:
            lines.append([says, *way(ahead(found, place), whole)])
    head = ["Way", "Lowest year", "Difference in it", "First year clearly ahead", "Last year",
            "Share of the alliance's gain in the last year"]  # fmt: skip
    first = markdown(head, *lines)
    horizons = [
        [says, *(cell(estimate(ahead(found, place)[:, :years].mean(1))) for years in HORIZONS)]
        for place, says in enumerate(made)
        if place
    ]
    second = markdown(["Looked at after years", *map(str, HORIZONS)], *horizons)
    return f"{SAYS}\n\n{first}\n\n{second}"


def way(gap: NDArray[np.float64], whole: NDArray[np.float64]) -> list[str]:
    """Dip, lag and what is regained of the ``whole``; both are ahead of targets, (seeds, years)."""
    by_year = [estimate(gap[:, year]) for year in range(YEARS)]
    lowest = min(range(YEARS), key=lambda year: by_year[year].mean)
    ahead_from = next((str(y + 1) for y, found in enumerate(by_year) if found.low > 0), "never")
    share = gap[:, -1].mean() / whole[:, -1].mean()
    return [
        str(lowest + 1), cell(by_year[lowest]), ahead_from, cell(by_year[-1]), f"{share:.0%}",
    ]  # fmt: skip


def _save(found: Comparison, labels: list[str], picture: Path) -> None:
    """Draw good weeks by year, minus those under targets throughout."""
    with settings():
        figure = Figure(figsize=(7, 4), layout="constrained")
        axes = figure.subplots()
        axes.axhline(0, color=GREY, linewidth=0.8)
        for place, label in enumerate(labels[1:], start=1):
            each = [estimate(column) for column in ahead(found, place).T]
            _line(axes, each, place - 1, label)
        axes.set_xlabel("Year after the fork")
        axes.set_ylabel(f"{MEASURES[PRIMARY].label}, minus targets throughout\n(weeks a person)")
        axes.legend(frameon=False, fontsize=8)
        figure.savefig(picture, facecolor="white", metadata=dict.fromkeys(("Date", "Creator")))


def _line(axes: Axes, each: list[Estimate], place: int, label: str) -> None:
    colour, dash, marker = looks(place)
    years = np.arange(1, YEARS + 1)
    low, high = ([getattr(e, end) for e in each] for end in ("low", "high"))
    axes.fill_between(years, low, high, color=colour, alpha=0.12, linewidth=0)
    axes.plot(
        years, [e.mean for e in each], color=colour, linestyle=dash, marker=marker, label=label,
        markersize=4,
    )  # fmt: skip
