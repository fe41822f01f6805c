"""What a process of the week says of itself: what it does, writes and draws.

A test runs every shipped scenario, watches each field of the world and each stream of luck, and
fails on what a process does without saying so, and on what it says and never does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulation.world import World


@dataclass(frozen=True)
class Process:
    """One step of the week, called with the world."""

    act: Callable[["World"], None] = field(repr=False)
    says: str
    """What happens, in one line."""
    writes: tuple[str, ...]
    """The world's fields that it may change, such as ``people.trust`` or ``levers``."""
    draws: tuple[str, ...]
    """The streams of luck that it may read; NAME stands for a name in the scenario."""

    def __call__(self, world: "World") -> None:
        """Have it happen in a world."""
        self.act(world)

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.act.__name__

    @property
    def file(self) -> str:
        """The file it is in, from the top of the repository."""
        return self.act.__module__.replace(".", "/") + ".py"

    @property
    def written(self) -> str:
        """What it writes as text, owner by owner: ``people: need, trust; pending``."""
        owned: dict[str, list[str]] = {}
        for path in self.writes:
            owner, _, column = path.rpartition(".")
            owned.setdefault(owner, []).append(column)
        own = owned.pop("", [])
        parts = [f"{owner}: {', '.join(columns)}" for owner, columns in owned.items()]
        return "; ".join(parts + ([", ".join(own)] if own else []))


def process(
    *, says: str, writes: str, draws: str = ""
) -> Callable[[Callable[["World"], None]], Process]:
    """Declare a function of the world as a process of the week.

    Parameters
    ----------
    says
        What happens, in one line; it stands in ``docs/model.md`` and in ``allied show --week``.
    writes
        Fields of the world that it may change, with commas between: of a part of the world by
        the part and the field (``people.trust, services.spent``), of the world itself by the
        field (``levers``). ``people.count`` stands for new rows of people, with all their columns.
    draws
        Streams of luck that it may read, with commas between. A stream for each exit or shock of
        a scenario is declared once, with NAME for its name.
    """

    def declared(act: Callable[["World"], None]) -> Process:
        return Process(act, says, _listed(writes), _listed(draws))

    return declared


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split(", ")) if names else ()
