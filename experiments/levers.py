"""Does every lever do something? Each is tried from one end of its range to the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulation.measures import PRIMARY
from simulation.parameters import catalogue
from simulation.parameters.catalogue import Parameter
from simulation.parameters.declare import Acts
from simulation.scenario import load_scenario

from .compare import compare
from .findings.statistics import Estimate

CLEAR = 3.0  # |t| at which an effect counts as found; one in eighty by chance with 12 pairs


@dataclass(frozen=True)
class Effect:
    """What a lever did where it was expected to do something.

    Attributes
    ----------
    lever
        The parameter as declared.
    low, high
        The ends between which it was moved, all else equal.
    differences
        For each measure it was expected to move, and the primary one: high minus low end, paired.
    """

    lever: Parameter
    acts: Acts
    low: float
    high: float
    differences: dict[str, Estimate]

    @property
    def found(self) -> bool:
        """Whether any of the measures it was expected to move moved."""
        return any(abs(t_value(self.differences[name])) >= CLEAR for name in self.acts.moves)


def t_value(gap: Estimate) -> float:
    """A paired difference in standard errors, signed; 0 where nothing differed or is known."""
    if not gap.n or not gap.deviation > 0:
        return 0.0
    return float(gap.mean / (gap.deviation / gap.n**0.5))


def levers() -> list[Parameter]:
    """Every lever of ``[commissioning]`` that says what it is expected to move."""
    declared = (p for p in catalogue() if p.path.startswith("commissioning."))
    return [lever for lever in declared if lever.acts is not None]


def try_levers(
    chosen: Sequence[Parameter],
    replicates: int = 12,
    changes: Mapping[str, Any] | None = None,
    jobs: int | None = None,
    on_lever: Callable[[Parameter], None] | None = None,
) -> Iterator[Effect]:
    """Move each lever from one end of its plausible range to the other, all else equal.

    Parameters
    ----------
    chosen
        Levers, as from ``levers()``.
    replicates
        Pairs of runs for each lever: the same seed at both ends.
    changes
        Overrides for all runs, by key: fewer people or weeks.
    jobs
        Processes to use at most; None for one a core.
    on_lever
        Called before each lever is tried.

    Yields
    ------
    Effect
        One for each lever, in order.
    """
    for lever in chosen:
        if lever.acts is None or lever.plausible is None:
            raise ValueError(f"{lever.path} does not say what it is expected to move")
        if on_lever is not None:
            on_lever(lever)
        low, high = (lever.type(end) for end in lever.plausible)
        base = load_scenario(lever.acts.base).override(changes or {})
        ends = [base.override({lever.path: end}) for end in (low, high)]
        found = compare(ends, replicates, jobs=jobs)
        names = dict.fromkeys((*lever.acts.moves, PRIMARY))
        gaps = {name: found.difference(name) for name in names}
        yield Effect(lever, lever.acts, low, high, gaps)
