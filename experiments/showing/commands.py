"""What to type to find results again."""

from functools import singledispatch
from typing import Any

from experiments.discovery import Discoveries
from experiments.findings.comparison import Comparison
from experiments.lives import Life
from experiments.one_run import Run
from experiments.sensitivity import Analysis
from experiments.swept import Sweep


@singledispatch
def command(found: Any) -> str:
    """A call of Python. Scenarios stand by their labels; ``save`` keeps them in full."""
    raise NotImplementedError(f"nothing says how a {type(found).__name__} was made")


@command.register
def _(found: Comparison) -> str:
    return f"allied.compare({list(found.labels)}, seeds={list(found.seeds)})"


@command.register
def _(found: Run) -> str:
    return f"allied.simulate({found.scenario.name!r}, {found.seed})"


@command.register
def _(found: Life) -> str:
    labels = ", ".join(repr(lived.label) for lived in found.lived)
    return f"allied.life({labels}, {found.seed}, person={found.row})"


@command.register
def _(found: Analysis) -> str:
    stated = f"{found.method!r}, {found.samples + found.dropped}, {found.measure!r}"
    return f"allied.sensitivity({found.scenario!r}, {stated})"


@command.register
def _(found: Discoveries) -> str:
    return f"allied.discover(FOLDER, {found[0].target!r})"


@command.register
def _(found: Sweep) -> str:
    return str(found.about["command"])
