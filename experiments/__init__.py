"""Many runs: comparisons and sweeps, what they say in words, files and reports.

``experiments.run(plan)`` runs a plan and returns a table; it is ``experiments.sweep.sweep``,
imported when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .sweep import sweep as run

__all__ = ["run"]


def __getattr__(name: str) -> Any:
    if name != "run":
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    from .sweep import sweep

    return sweep
