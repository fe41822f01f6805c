"""What may be said of results, in sentences."""

from functools import singledispatch
from typing import Any

import pandas as pd

from experiments.findings import narrative
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import number
from experiments.lives import Life
from experiments.lives.files import life_tables
from experiments.lives.introduction import CAUTION, in_short, introduction, picked
from experiments.lives.totals import TOTALS, totals


@singledispatch
def sentences(found: Any) -> list[str]:
    """What may be said, the most important first."""
    raise NotImplementedError(f"nothing says what a {type(found).__name__} means")


@sentences.register
def _(found: Comparison) -> list[str]:
    return narrative.sentences(found)


@sentences.register
def _(found: Life) -> list[str]:
    how = [picked(found.pick, found)] if found.pick else []
    return [" ".join(in_short(found)), *how, " ".join(introduction(found)), CAUTION]


def in_numbers(life: Life) -> pd.DataFrame:
    """The totals of each life, as people call them."""
    each = {lived.label: totals(lived) for lived in life.lived}
    rows = {
        total.label: [number(found[name], 0) for found in each.values()]
        for name, total in TOTALS.items()
    }
    found = pd.DataFrame.from_dict(rows, orient="index", columns=list(each))
    return found.rename_axis("In numbers").reset_index()


def rows(life: Life, by: str) -> pd.DataFrame:
    """A life as rows: its weeks, events or totals."""
    tables = life_tables(life)
    return tables[{"week": "weeks", "event": "events", "total": "totals"}[by]].to_pandas()
