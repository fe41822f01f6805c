"""Allied: what follows when the same city is commissioned one way or another.

``CareSystem`` is the model for Mesa, with its ``Person``, ``Service`` and ``Commissioner``;
``load_scenario`` reads a scenario. ``simulate`` runs one, ``compare`` several with the same luck,
``life`` follows one person through two, ``sweep`` runs a plan of many, ``sensitivity`` finds what
a measure depends on. All give results that show themselves in a notebook, and have ``to_frame``,
``to_xarray``, ``plot``, ``report`` and ``save``; ``load`` reads them again. ``discover`` and
``query`` ask the folder of a sweep, ``report`` writes its page. ``weekly`` has an outcome of
one's own kept every week.

Each is imported when it is first asked for, so that small commands start at once.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.compare import compare
    from experiments.discovery import discover
    from experiments.lives.life import life
    from experiments.one_run import simulate
    from experiments.query import query
    from experiments.runs.outcomes import weekly
    from experiments.sensitivity import sensitivity
    from experiments.showing.folders import load, report
    from experiments.swept import sweep
    from simulation.agents import Commissioner, Person, Service
    from simulation.model import CareSystem
    from simulation.scenario import load_scenario

__all__ = [
    "CareSystem",
    "Commissioner",
    "Person",
    "Service",
    "compare",
    "discover",
    "life",
    "load",
    "load_scenario",
    "query",
    "report",
    "sensitivity",
    "simulate",
    "sweep",
    "weekly",
]

_HOMES = {
    "CareSystem": "simulation.model",
    "Commissioner": "simulation.agents",
    "Person": "simulation.agents",
    "Service": "simulation.agents",
    "compare": "experiments.compare",
    "discover": "experiments.discovery",
    "life": "experiments.lives.life",
    "load": "experiments.showing.folders",
    "load_scenario": "simulation.scenario",
    "query": "experiments.query",
    "report": "experiments.showing.folders",
    "sensitivity": "experiments.sensitivity",
    "simulate": "experiments.one_run",
    "sweep": "experiments.swept",
    "weekly": "experiments.runs.outcomes",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return version("allied")
    if name not in _HOMES:
        raise AttributeError(f"module 'allied' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES, "__version__"])
