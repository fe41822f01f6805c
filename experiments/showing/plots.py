"""Results drawn: the figures of the reports, for a notebook or a file."""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.discovery import Discoveries
from experiments.findings.comparison import Comparison
from experiments.findings.judgement import described
from experiments.lives import Life
from experiments.one_run import Run
from experiments.report.figures import draw_course
from experiments.report.life_figures import draw_need
from experiments.report.sensitivity import draw
from experiments.report.svg import BLUE, GREY, WIDTH, settings
from experiments.report.sweep_figures import MOST, draw_along
from experiments.results import known
from experiments.sensitivity import Analysis
from experiments.swept import Sweep
from simulation.measures import PRIMARY

HEIGHT = 2.9  # inches, of each part


class Drawing(Figure):
    """A figure that a notebook shows by itself, without pyplot."""

    def _repr_svg_(self) -> str:
        import io

        stream = io.StringIO()
        with settings():
            self.savefig(stream, format="svg", metadata={"Date": None})
        return stream.getvalue()


@singledispatch
def plot(found: Any, names: Sequence[str]) -> Figure:
    """Draw results; see ``Results.plot``."""
    raise NotImplementedError(f"nothing draws a {type(found).__name__}")


@plot.register
def _(found: Comparison, names: Sequence[str]) -> Figure:
    measures = [known(name, found.quarters, "is not known by quarter") for name in names]
    return _courses({name: found.quarters[name] for name in measures or [PRIMARY]}, found.labels)


@plot.register
def _(found: Run, names: Sequence[str]) -> Figure:
    series = {name: found.series(name)[None, None] for name in names or [PRIMARY]}
    return _courses(series, [found.scenario.name])


def _courses(quarters: dict[str, Any], labels: Sequence[str]) -> Figure:
    with settings():
        figure = _figure(len(quarters))
        parts = figure.subplots(len(quarters), squeeze=False)[:, 0]
        for axes, (name, values) in zip(parts, quarters.items(), strict=True):
            draw_course(axes, values, labels)
            measure = described(name)
            axes.set_title(f"{measure.label} ({measure.unit})", loc="left")
    return figure


@plot.register
def _(found: Sweep, names: Sequence[str]) -> Figure:
    measures = [known(name, found.measures, "is not a measure") for name in names] or [PRIMARY]
    varied = found.axes[:MOST]
    if not varied:
        raise NotImplementedError("nothing is varied in this sweep, so there is nothing to draw")
    with settings():
        figure = _figure(len(measures) * len(varied))
        parts = iter(figure.subplots(len(measures) * len(varied), squeeze=False)[:, 0])
        for measure in measures:
            for axis in varied:
                axes = next(parts)
                draw_along(axes, found.runs, list(found.labels), axis, measure)
                axes.set_title(f"{described(measure).label} along {axis}", loc="left")
    return figure


@plot.register
def _(found: Analysis, _names: Sequence[str]) -> Figure:
    return draw(found)


@plot.register
def _(found: Discoveries, _names: Sequence[str]) -> Figure:
    with settings():
        figure = _figure(len(found))
        parts = figure.subplots(len(found), squeeze=False)[:, 0]
        for axes, one in zip(parts, found, strict=True):
            rows = np.arange(len(one.rules))
            axes.barh(rows, [rule.density for rule in one.rules], color=BLUE)
            axes.axvline(one.share, color=GREY, linestyle="--")
            axes.set_yticks(rows, [str(rule) for rule in one.rules])
            axes.set(xlim=(0, 1), ylim=(len(rows) - 0.5, -0.5))
            axes.set_xlabel(f"Share of cases in which {one.target}; dashed: of all")
            axes.set_title(one.scenario, loc="left")
    return figure


@plot.register
def _(found: Life, names: Sequence[str]) -> Figure:
    needs = found.lived[0].scenario.need
    wanted = [known(name, needs, "is not a need here") for name in names] or list(needs)
    with settings():
        figure = _figure(len(wanted))
        parts = figure.subfigures(len(wanted), squeeze=False)[:, 0]
        for part, name in zip(parts, wanted, strict=True):
            draw_need(part, found, list(needs).index(name), needs[name].label)
    return figure


def _figure(parts: int) -> Drawing:
    return Drawing(figsize=(1.5 * WIDTH, HEIGHT * parts), layout="constrained")
