"""What every result can do: tell itself in a notebook, become a table, be drawn, be kept.

How a result is drawn, reported and written is looked up when it is asked for
(``experiments.showing``), so that numbers never import what draws.
"""

from collections.abc import Iterable
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.wording import comma_list, nearest, shown

from .errors import InputError

if TYPE_CHECKING:
    import pandas as pd
    import xarray
    from matplotlib.figure import Figure

MOST_NAMED = 12


class Results:
    """What came of a run, a comparison, a sweep, an analysis, a discovery or a life.

    ``allied.load`` reads back what ``save`` has written.
    """

    def title(self) -> str:
        """What this is, in a line."""
        raise NotImplementedError

    def sentences(self) -> list[str]:
        """What may be said of it, the most important first."""
        return []

    def summary(self) -> "pd.DataFrame":
        """A small table to read: what a notebook shows."""
        raise NotImplementedError

    def to_frame(self) -> "pd.DataFrame":
        """All numbers as one tidy table, a row for each run, rule, parameter or week."""
        raise NotImplementedError

    def to_xarray(self) -> "xarray.Dataset":
        """The same as labelled arrays.

        Raises
        ------
        InputError
            Where xarray is not installed.
        """
        raise NotImplementedError

    def plot(self, *names: str) -> "Figure":
        """A figure as in the report.

        Parameters
        ----------
        *names
            What to draw, one below the other: measures, or needs of a life. By default what
            matters most.

        Raises
        ------
        InputError
            For a name that is not known.
        """
        return showing("plots").plot(self, names)

    def report(self, path: str | Path | None = None) -> str:
        """The report, a page that asks nothing of the network; also written to ``path``."""
        text: str = showing("reports").report(self)
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def save(self, folder: str | Path) -> None:
        """Keep everything in a new folder: tables, scenarios in full, and the report.

        Raises
        ------
        InputError
            Where the folder exists already, or cannot be made.
        """
        showing("folders").save(self, Path(folder))

    def write(self, folder: Path, made_by: str | None = None) -> None:
        """Write everything into a folder that exists; ``made_by`` is the command to name."""
        showing("folders").write(self, folder, made_by)

    def __repr__(self) -> str:
        return f"<{self.title()}>"

    def _repr_html_(self) -> str:
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.sentences()[:1])
        table = self.summary().to_html(border=0, index=False)
        return f"<p><b>{escape(self.title())}</b></p>{said}{table}"


def showing(module: str) -> Any:
    """The module that shows results in some way; it may import what numbers must not."""
    return import_module(f"experiments.showing.{module}")


def known(name: str, names: Iterable[str], says: str) -> str:
    """The name, if it is one of those there are.

    Parameters
    ----------
    says
        What to say of one that is not, such as "is not a measure".

    Raises
    ------
    InputError
        In one sentence, with the nearest name there is, or the first where none is near.
    """
    there = list(names)
    if name in there:
        return name
    near = nearest(str(name), there)
    meant = f"did you mean {near}?" if near else f"there is {comma_list(there[:MOST_NAMED])}."
    raise InputError(f"{shown(name)} {says}; {meant}")
