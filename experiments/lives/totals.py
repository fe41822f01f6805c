"""A life in numbers, each declared once: what it is called and how it is counted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulation.world import Status

from .follow import Lived
from .wording import Role, roles


@dataclass(frozen=True)
class Total:
    """One number of a life in one system, and how it is counted."""

    id: str
    label: str
    help: str
    formula: Callable[[Lived], float]


def _events(lived: Lived, *wanted: Role) -> int:
    return int(np.isin(lived.events["kind"], roles(*wanted)).sum())


def _weeks_with(lived: Lived, status: int) -> int:
    return int((lived.status == status).any(axis=1).sum())


def _crisis_cost(lived: Lived) -> float:
    costs = [crisis.cost for crisis in lived.scenario.crisis.values()]
    struck = lived.events["other"][np.isin(lived.events["kind"], roles("crisis"))]
    return float(sum(costs[kind] for kind in struck.tolist()))


def _lasted(lived: Lived) -> int:
    """Cases well when checked, without those that had ended before the fork."""
    checks = lived.events["week"][np.isin(lived.events["kind"], roles("well"))]
    return int((checks >= lived.scenario.model.support.settle_weeks).sum())


_DECLARED = (
    Total(
        "weeks",
        "Weeks there",
        "Weeks at whose end they were alive and in the place.",
        lambda life: int(life.present.sum()),
    ),
    Total(
        "good_weeks",
        "Good weeks",
        "Weeks in which what matters to them was well, weighted by how much it matters.",
        lambda life: float(life.good.sum(dtype=np.float64)),
    ),
    Total("crises", "Crises", "Crises of all kinds.", lambda life: _events(life, "crisis")),
    Total(
        "crisis_cost",
        "Public cost of crises, £",
        "In prices of the place's price year; what support costs is not counted by person.",
        _crisis_cost,
    ),
    Total(
        "knocks",
        "Doors knocked on",
        "Requests for help, their own or made for them.",
        lambda life: _events(life, "away", "taken"),
    ),
    Total(
        "bounces",
        "Turned away",
        "Refused, below a threshold, queue full, or no door known.",
        lambda life: _events(life, "away"),
    ),
    Total(
        "stories",
        "Told their story",
        "Assessments in which they had to tell it again.",
        lambda life: _events(life, "story"),
    ),
    Total(
        "handovers",
        "Handed over in person",
        "Times one service took them to the next.",
        lambda life: _events(life, "handed"),
    ),
    Total(
        "weeks_waiting",
        "Weeks waiting",
        "Weeks at whose end they were in a queue.",
        lambda life: _weeks_with(life, Status.WAITING),
    ),
    Total(
        "gave_up",
        "Gave up waiting",
        "Times they left a queue.",
        lambda life: _events(life, "gave_up"),
    ),
    Total(
        "weeks_in_support",
        "Weeks in support",
        "Weeks at whose end some service supported them.",
        lambda life: _weeks_with(life, Status.ACTIVE),
    ),
    Total("visits", "Visits to drop-ins", "Visits.", lambda life: _events(life, "visit")),
    Total(
        "endings", "Support that ended", "However it ended.", lambda life: _events(life, "ended")
    ),
    Total(
        "recorded",
        "… written down as a success",
        "By the service, at the end.",
        lambda life: _events(life, "recorded"),
    ),
    Total(
        "sustained",
        "… well some months on",
        "Of those looked at again so far.",
        _lasted,
    ),
)

TOTALS: dict[str, Total] = {total.id: total for total in _DECLARED}


def totals(lived: Lived) -> dict[str, float]:
    """Every total of one life in one system."""
    return {name: total.formula(lived) for name, total in TOTALS.items()}
