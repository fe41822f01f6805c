"""Results as pages that ask nothing of the network."""

import html
from functools import singledispatch
from typing import Any

import pandas as pd

from experiments.discovery import Discoveries
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import number
from experiments.findings.narrative import CAUTION
from experiments.lives import Life
from experiments.one_run import Run
from experiments.report import page, sweep
from experiments.report.html import Html, document, element, paragraphs, section, table
from experiments.report.life_page import life_page
from experiments.results import Results
from experiments.sensitivity import Analysis
from experiments.swept import Sweep

from .commands import command


def report(found: Results, made_by: str | None = None) -> str:
    """The report of results, as HTML; see ``Results.report``.

    Parameters
    ----------
    made_by
        What to type to find them again; by default a call of Python.
    """
    return _report(found, command(found) if made_by is None else made_by)


@singledispatch
def _report(found: Any, made_by: str) -> str:
    raise NotImplementedError(f"nothing reports a {type(found).__name__}")


@_report.register
def _(found: Comparison, made_by: str) -> str:
    return page.page(found, made_by)


@_report.register
def _(found: Sweep, _made_by: str) -> str:
    return sweep.page_of(found.runs, found.about, None)


@_report.register
def _(found: Life, made_by: str) -> str:
    return life_page(found, found.pick, made_by)


@_report.register
def _(found: Analysis, made_by: str) -> str:
    return _document(found, made_by, sweep.sensitivity_section(found))


@_report.register
def _(found: Run, made_by: str) -> str:
    return _document(found, made_by, section("Measures", _table(found.title(), found.summary())))


@_report.register
def _(found: Discoveries, made_by: str) -> str:
    return _document(found, made_by, section("Rules", _table(found.title(), found.summary())))


def _document(found: Results, made_by: str, *parts: str) -> str:
    answer = element("div", paragraphs(found.sentences()), class_="answer")
    caution = element("div", element("p", CAUTION), class_="caution")
    again = section(
        "How to get the same numbers again",
        element("pre", element("code", Html(html.escape(made_by)))),
    )
    return document(found.title(), element("h1", found.title()), answer, caution, *parts, again)


def _table(caption: str, frame: pd.DataFrame) -> str:
    rows = [[_text(value) for value in row] for row in frame.itertuples(index=False)]
    return table(caption, list(map(str, frame.columns)), rows, range(1, len(frame.columns)))


def _text(value: Any) -> str:
    return number(value) if isinstance(value, float) else str(value)
