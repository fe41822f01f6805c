"""Many runs: comparisons and sweeps, what they say in words, files and reports.

``experiments.run(plan)`` runs a plan and gives a table; it is ``experiments.sweep.sweep``, imported
when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .sweep import sweep as run

__all__ = ["HIGHEST_SEED", "MOST_REPLICATES", "run"]

HIGHEST_SEED = 2**63 - 1
"""The highest seed that tables can hold."""

MOST_REPLICATES = 10_000
"""Runs of each scenario that one comparison may have."""


def __getattr__(name: str) -> Any:
    if name != "run":
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    from .sweep import sweep

    return sweep
