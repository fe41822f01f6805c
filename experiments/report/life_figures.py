"""The figures of a life: each need over time in every system, and the crises."""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from numpy.typing import NDArray

from experiments.findings.formatting import number
from experiments.lives import Life, Lived
from experiments.lives.wording import roles
from simulation.world import WEEKS_A_YEAR, Kind, Status

from .html import Html
from .svg import FAINT, INK, WIDTH, inline, looks, settings

LETTERS = "ABCDEFGH"
"""What figures call the systems, in their order."""
DRAWN = ("blue and unbroken", "orange and dashed")
"""How their lines look, in words."""


class End(NamedTuple):
    """Where the line of a system ends."""

    system: int
    year: float
    severity: float


def need_over_time(life: Life, need: int) -> Html:
    """The severity of one need in every system; below it what was done about it."""
    label = list(life.lived[0].scenario.need.values())[need].label
    with settings():
        figure = Figure(figsize=(WIDTH, 2.7), layout="constrained")
        draw_need(figure, life, need, "Severity")
        told = [_told(lived, need, LETTERS[i]) for i, lived in enumerate(life.lived)]
        return inline(figure, f"need{need}", f"{label}. {' '.join(told)}")


def draw_need(figure: FigureBase, life: Life, need: int, title: str) -> None:
    """Draw one need over time, and what was done about it, into an empty figure."""
    course, doors = figure.subplots(2, sharex=True, height_ratios=(3, 1))
    _line_of_recovery(course, life, need)
    lines = [_course(course, lived, need, i) for i, lived in enumerate(life.lived)]
    _name_ends(course, life, [end for end in lines if end])
    for system, lived in enumerate(life.lived):
        _doors(doors, lived, need, system)
    course.set(ylim=(0, 1.02), yticks=(0, 0.5, 1))
    course.set_title(title, loc="left")
    _rows(doors, len(life.lived))
    _years(doors, life)


def _line_of_recovery(axes: Axes, life: Life, need: int) -> None:
    recovered = list(life.lived[0].scenario.need.values())[need].recovered
    axes.axhline(recovered, color=FAINT, linewidth=0.8, linestyle=(0, (1, 2)))


def _course(axes: Axes, lived: Lived, need: int, system: int) -> End | None:
    """Severity by week while they are there; returns where the line ends."""
    weeks = np.flatnonzero(lived.present)
    if not weeks.size:
        return None
    colour, dash, _ = looks(system)
    years, severity = weeks / WEEKS_A_YEAR, lived.need[weeks, need]
    axes.plot(years, severity, color=colour, linestyle=dash, linewidth=1.4)
    return End(system, float(years[-1]), float(severity[-1]))


def _name_ends(axes: Axes, life: Life, ends: list[End]) -> None:
    """The letter of each line where it ends, one above the other as the lines are."""
    ordered = sorted(ends, key=lambda end: (end.severity, -end.system))
    for rank, end in enumerate(ordered):
        died = bool((life.lived[end.system].events["kind"] == Kind.DIED).any())
        is_alone = len({other.year for other in ordered}) == len(ordered)
        height = -3 if is_alone else 12 * (rank - (len(ordered) - 1) / 2) - 3
        axes.annotate(
            f"{LETTERS[end.system]}{'†' if died else ''}",
            (end.year, end.severity),
            (5, height),
            textcoords="offset points",
            weight="bold",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )


def _doors(axes: Axes, lived: Lived, need: int, system: int) -> None:
    """Support as a thick bar, waiting as a thin one, being turned away as a cross."""
    colour, _, _ = looks(system)
    for status, height in ((Status.ACTIVE, 0.5), (Status.WAITING, 0.14)):
        axes.broken_barh(
            [
                (first / WEEKS_A_YEAR, length / WEEKS_A_YEAR)
                for first, length in spans(lived.status[:, need] == status)
            ],
            (system - height / 2, height),
            facecolor=colour,
            linewidth=0,
        )
    events = lived.events
    away = events["week"][np.isin(events["kind"], roles("away")) & (events["need"] == need)]
    axes.plot(
        away / WEEKS_A_YEAR,
        np.full(away.size, float(system)),
        linestyle="",
        marker="x",
        markersize=4,
        color=INK,
        markeredgewidth=0.9,
        clip_on=False,
    )


def spans(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where flags are up without a break: the first week of each stretch, and its length."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b - a)) for a, b in edges.reshape(-1, 2)]


def _rows(axes: Axes, systems: int) -> None:
    axes.set(ylim=(systems - 0.4, -0.6), yticks=range(systems))
    axes.set_yticklabels(LETTERS[:systems])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _years(axes: Axes, life: Life) -> None:
    axes.set_xlim(0, max(life.weeks, 1) / WEEKS_A_YEAR)
    axes.set_xlabel("Years after the systems part")


def _told(lived: Lived, need: int, letter: str) -> str:
    there = lived.need[lived.present, need]
    if not there.size:
        return f"{letter}: not there."
    events = lived.events
    away = int((np.isin(events["kind"], roles("away")) & (events["need"] == need)).sum())
    support = int((lived.status[:, need] == Status.ACTIVE).sum())
    return (
        f"{letter}: severity {number(float(there[0]), 2)} at first, {number(float(there[-1]), 2)} "
        f"at last, {number(float(there.mean()), 2)} on average; {support} weeks in support, turned "
        f"away {away} times."
    )


def crises(life: Life) -> Html:
    """Every crisis, by kind and system."""
    kinds = [crisis.label for crisis in life.lived[0].scenario.crisis.values()]
    systems = len(life.lived)
    with settings():
        height = 0.9 + (0.3 + 0.2 * systems) * len(kinds)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.subplots()
        each, told = systems + 1.2, []
        for kind, label in enumerate(kinds):
            axes.text(0, kind * each - 0.9, label, va="center")
            for system, lived in enumerate(life.lived):
                weeks = _struck(lived, kind)
                colour, _, marker = looks(system)
                row = np.full(weeks.size, kind * each + system)
                axes.plot(
                    weeks / WEEKS_A_YEAR,
                    row,
                    linestyle="",
                    marker=marker,
                    color=colour,
                    markersize=4,
                    markerfacecolor="none",
                    clip_on=False,
                )
                told.append(f"{label}, {LETTERS[system]}: {weeks.size}")
        rows = [kind * each + system for kind in range(len(kinds)) for system in range(systems)]
        axes.set(ylim=(each * len(kinds) - 1.2, -1.6), yticks=rows)
        axes.set_yticklabels(list(LETTERS[:systems]) * len(kinds))
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.grid(axis="y", color=FAINT, linewidth=0.3)
        _years(axes, life)
        return inline(figure, "crises", f"Crises by kind. {'; '.join(told)}.")


def _struck(lived: Lived, kind: int) -> NDArray[np.int16]:
    events = lived.events
    weeks: NDArray[np.int16] = events["week"][
        np.isin(events["kind"], roles("crisis")) & (events["other"] == kind)
    ]
    return weeks
