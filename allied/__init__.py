"""Allied: what follows when the same city is commissioned one way or another.

``CareSystem`` is the model for Mesa, ``load_scenario`` reads a scenario, ``compare`` runs several
with the same luck, ``sweep`` runs a plan of many. Each is imported when it is first asked for, so
that small commands start at once.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.compare import compare
    from experiments.sweep import sweep
    from simulation.model import CareSystem
    from simulation.scenario import load_scenario

__all__ = ["CareSystem", "compare", "load_scenario", "sweep"]

_HOMES = {
    "CareSystem": "simulation.model",
    "compare": "experiments.compare",
    "load_scenario": "simulation.scenario",
    "sweep": "experiments.sweep",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return version("allied")
    if name not in _HOMES:
        raise AttributeError(f"module 'allied' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES, "__version__"])
