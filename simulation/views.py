"""Mesa agents that are views of a row of the world's arrays.

What a view shows is read from the arrays each time, and what is set on it is written there, so
that agents and arrays can never disagree.
"""

import numbers
from collections.abc import Iterator
from itertools import repeat
from typing import Any, ClassVar

import mesa
import numpy as np

from .wording import hint, shown, span
from .world import World


class _NoTable:
    """Stands in for Mesa 3.3's table of the next number by model, which keeps models alive."""

    def __getitem__(self, model: mesa.Model) -> Iterator[int]:
        return repeat(0)


class View(mesa.Agent):
    """A row of the world; the row and ``unique_id`` of a view never change.

    Attributes
    ----------
    row : int
        The row in the arrays of the world.
    """

    _ids: ClassVar = _NoTable()

    def __init__(self, model: mesa.Model, row: int, before: int) -> None:
        super().__init__(model)
        self.row = row
        self.unique_id = before + row + 1

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row}>"

    @property
    def world(self) -> World:
        """The state of the model, as arrays."""
        world: World = self.model.world
        return world

    def remove(self) -> None:
        """Refuse, since the scenario decides who leaves, and the arrays would keep the row.

        Raises
        ------
        RuntimeError
            Always.
        """
        kind = type(self).__name__
        raise RuntimeError(f"a {kind} cannot be removed; who leaves follows from the scenario")

    def vanish(self) -> None:
        """Leave the model's agents, when the row has left the world."""
        super().remove()


def cell(store: str, column: str, doc: str, low: float = 0, high: float | None = None) -> Any:
    """An attribute that reads the row's cell of a column, and sets it where ``high`` is given.

    Parameters
    ----------
    store
        ``people`` or ``services``.
    low, high
        Bounds, both allowed.
    """

    def read(view: View) -> Any:
        return getattr(getattr(view.world, store), column)[view.row].item()

    def write(view: View, value: float) -> None:
        cells = getattr(getattr(view.world, store), column)
        whole = np.issubdtype(cells.dtype, np.integer)
        cells[view.row] = checked(column, value, low, high or 0, whole=whole)

    return property(read, None if high is None else write, doc=doc)


def checked(name: str, value: Any, low: float, high: float, *, whole: bool = False) -> float:
    """A number inside bounds, both allowed.

    Raises
    ------
    ValueError
        Where it is not.
    """
    kind = numbers.Integral if whole else numbers.Real
    right = isinstance(value, kind) and not isinstance(value, bool)
    if not right or not low <= value <= high:
        what = f"a {'whole ' if whole else ''}number{span(low, high)}"
        raise ValueError(f"{name} is {shown(value)}; it must be {what}")
    return float(value)


def place_of(name: str, table: str, names: tuple[str, ...]) -> int:
    """The position of a name among those of a table.

    Raises
    ------
    ValueError
        If it is not among them; the message names the nearest one.
    """
    if name not in names:
        raise ValueError(f"{shown(name)} is not a {table}; {hint(str(name), table, names)}")
    return names.index(name)
