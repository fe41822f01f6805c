"""The levers of a system, made from the parameter registry."""

import json
from collections.abc import Callable
from math import floor, log10
from typing import Any

import solara

from dashboards.state.settings import PLAIN, Side, levers
from simulation.parameters import MARKS, Parameter
from simulation.scenario import Scenario

GRADES = {
    "F": "found in a source",
    "R": "recalled",
    "D": "derived",
    "A": "assumption",
    "calibrated": "calibrated",
}
STEPS = 50  # of a slider, at least


@solara.component_vue("levers.vue", vuetify=False)
def _Levers(
    spec: str = "[]", event_release: Callable[[dict[str, Any]], None] | None = None
) -> None:
    """Sliders with typed values; ``release`` is sent as one is let go."""


def Levers(
    side: Side, base: Scenario, origin: str, on_release: Callable[[str, float], None]
) -> Any:
    """All levers of one system, each with its value there and in the scenario it came from."""
    changes = dict(side.changes)
    shown = [
        _shown(name, lever, changes, getattr(base.commissioning, name), origin)
        for name, lever in levers().items()
    ]
    return _Levers(
        spec=json.dumps(shown),
        event_release=lambda data: on_release(str(data["key"]), data["value"]),
    )


def _shown(
    name: str, lever: Parameter, changes: dict[str, float], base: float, origin: str
) -> dict[str, Any]:
    low, high = lever.plausible or (0.0, 1.0)
    whole = lever.type is int
    return {
        "key": name,
        "label": lever.label,
        "unit": lever.unit,
        "help": lever.help,
        "low": low,
        "high": high,
        "least": lever.low,
        "most": lever.high,
        "whole": whole,
        "step": 1 if whole else 10.0 ** floor(log10((high - low) / STEPS)),
        "value": changes.get(name, base),
        "base": base,
        "origin": origin,
        "grade": GRADES[lever.mark],
        "means": MARKS[lever.mark],
        "source": lever.source,
        "first": name in PLAIN,
    }
