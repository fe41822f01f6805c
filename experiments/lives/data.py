"""Lives as data: rows of tables, and one dictionary for machines. Names stand for numbers."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np

from simulation.parameters.named import COMMUNITY
from simulation.scenario import Scenario
from simulation.world import Status

from .entry import Entry
from .episodes import Event, events_of
from .follow import Life, Lived
from .pick import Pick
from .story import story
from .totals import TOTALS, totals
from .wording import WORDS

Row = dict[str, Any]
STATUS = {Status.NONE: "none", Status.WAITING: "waiting", Status.ACTIVE: "active"}


def event_rows(lived: Lived) -> Iterator[Row]:
    """The events of a life; None for what does not apply."""
    names = _Names(lived.scenario)
    for event in events_of(lived):
        yield names.row(event)


class _Names:
    """Names of a scenario by row."""

    def __init__(self, scenario: Scenario) -> None:
        self._needs, self._services = list(scenario.need), list(scenario.service)
        self._crises = list(scenario.crisis)

    def row(self, event: Event) -> Row:
        wording = WORDS[event.kind]
        other = event.other if event.other >= 0 else None
        return {
            "week": event.week,
            "kind": event.kind.name.lower(),
            "what": wording.label,
            "need": self._needs[event.need] if event.need >= 0 else None,
            "service": self._services[event.service] if event.service >= 0 else None,
            "referrer": self._referrer(other) if wording.other == "referrer" else None,
            "crisis": self._crises[event.other] if wording.other == "crisis" else None,
            "weeks": other if wording.other == "weeks" else None,
        }

    def _referrer(self, row: int | None) -> str | None:
        if row is None:
            return None
        return self._services[row] if row < len(self._services) else COMMUNITY


def week_rows(lived: Lived) -> Iterator[Row]:
    """The weeks of a life: state, how good it was, and by need its severity and status."""
    for week in range(len(lived.trust)):
        yield {
            "week": week,
            "present": bool(lived.present[week]),
            "good": float(lived.good[week]),
            "trust": float(lived.trust[week]),
            "strength": float(lived.strength[week]),
            **{
                f"{word}_{need}": value
                for k, need in enumerate(lived.scenario.need)
                for word, value in (
                    ("need", float(lived.need[week, k])),
                    ("status", STATUS[int(lived.status[week, k])]),
                )
            },
        }


def to_dict(life: Life, pick: Pick | None) -> dict[str, Any]:
    """Everything about a life, for JSON; weeks are counted from 0 at the fork."""
    scenario = life.lived[0].scenario
    return {
        "scenarios": [lived.label for lived in life.lived],
        "seed": life.seed,
        "person": life.row,
        "weeks": life.weeks,
        "picked": None if pick is None else asdict(pick),
        "entry": _entry(life.entry, scenario),
        "lives_part_in_week": life.parts,
        "labels": {name: total.label for name, total in TOTALS.items()},
        "lives": {lived.label: _lived(life, lived) for lived in life.lived},
    }


def _entry(entry: Entry, scenario: Scenario) -> Row:
    needs, services = list(scenario.need), list(scenario.service)
    return {
        "week": entry.week,
        "at_fork": entry.at_fork,
        "needs": dict(zip(needs, _floats(entry.need), strict=True)),
        "priority": dict(zip(scenario.what_matters(), _floats(entry.priority), strict=True)),
        "strength": entry.strength,
        "trust": entry.trust,
        "peers": list(entry.peers),
        "stories": entry.stories,
        "bounces": entry.bounces,
        "standing": [
            {
                "need": needs[one.need],
                "status": STATUS[one.status],
                "service": services[one.service],
                "weeks": one.weeks,
            }
            for one in entry.standing
        ],
    }


def _lived(life: Life, lived: Lived) -> Row:
    return {
        "totals": totals(lived),
        "years": [asdict(year) for year in story(life, lived)],
        "events": list(event_rows(lived)),
        "present": lived.present.tolist(),
        "good": _floats(lived.good),
        "trust": _floats(lived.trust),
        "strength": _floats(lived.strength),
        "needs": {
            need: {
                "severity": _floats(lived.need[:, k]),
                "status": [STATUS[status] for status in lived.status[:, k].tolist()],
            }
            for k, need in enumerate(lived.scenario.need)
        },
    }


def _floats(values: np.ndarray) -> list[float]:
    return [float(value) for value in values.tolist()]
