"""Every event of a run as a table that programs for process mining read as it is.

They want to know of each event its case, activity and timestamp (XES, IEEE Std 1849-2016): here
the person, what happened, and a day. Weeks have no dates, so the run is taken to begin on
``FIRST_DAY``; events of a week are milliseconds apart, in the order in which they happened.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.errors import InputError
from simulation.luck import Luck
from simulation.parameters.named import COMMUNITY
from simulation.recorder import Record
from simulation.scenario import Scenario
from simulation.world import Kind
from simulation.world.scenario_arrays import ScenarioArrays

from .wording import WORDS

FIRST_DAY = datetime(2001, 1, 1)  # a Monday
WEEK = 7 * 24 * 3600 * 1000  # milliseconds

SCHEMA = pa.schema(
    [
        ("case", pa.string()),
        ("activity", pa.string()),
        ("timestamp", pa.timestamp("ms")),
        ("week", pa.int32()),
        ("kind", pa.string()),
        ("person", pa.int32()),
        ("need", pa.string()),
        ("service", pa.string()),
        ("other", pa.string()),
        ("weeks", pa.int32()),
        ("group", pa.string()),
    ]
)
"""``case`` is the person and ``activity`` the kind, as text for people; ``kind`` is its name in
``simulation.world.Kind``, in small letters. ``other`` is who referred, or the crisis; ``weeks``
how long somebody waited or was in support; ``group`` the combination of needs (``[mix]``) the
person was drawn from. What does not apply is null."""


def event_table(scenario: Scenario, record: Record) -> pa.Table:
    """All events of a run, in the order in which they happened: see ``SCHEMA``.

    Raises
    ------
    InputError
        Where events were not kept.
    """
    events = record.events
    if events is None:
        raise InputError("Events were not kept of this run; simulate it with events=True.")
    kind, week, person = events["kind"], events["week"].astype(np.int32), events["row"]
    columns: Mapping[str, Any] = {
        "case": [f"{scenario.words.person} {row}" for row in person.tolist()],
        "activity": _of_kinds({k: WORDS[k].label for k in Kind}, kind),
        "timestamp": _timestamps(week),
        "week": week,
        "kind": _of_kinds({k: k.name.lower() for k in Kind}, kind),
        "person": person,
        "need": _named(list(scenario.need), events["need"]),
        "service": _named(list(scenario.service), events["service"]),
        "other": _others(scenario, events),
        "weeks": _weeks(events),
        "group": _groups(scenario, record.seed, person),
    }
    return pa.table(dict(columns), SCHEMA)


def _of_kinds(texts: Mapping[Kind, str], kind: NDArray[Any]) -> list[str]:
    return [texts[Kind(number)] for number in kind.tolist()]


def _timestamps(week: NDArray[np.int32]) -> NDArray[np.datetime64]:
    """A moment in the week for each event, later for each that follows in the same week."""
    order = np.arange(len(week))
    first_of_week = np.searchsorted(week, week, side="left")  # weeks never go down
    since = week.astype(np.int64) * WEEK + (order - first_of_week)
    moments: NDArray[np.datetime64] = np.datetime64(FIRST_DAY, "ms") + since.astype("m8[ms]")
    return moments


def _named(names: Sequence[str], rows: NDArray[Any]) -> list[str | None]:
    return [names[row] if row >= 0 else None for row in rows.tolist()]


def _others(scenario: Scenario, events: NDArray[Any]) -> list[str | None]:
    """Who referred, or which crisis; nothing where ``other`` is a number of weeks."""
    names = {"referrer": [*scenario.service, COMMUNITY], "crisis": list(scenario.crisis)}
    pairs = zip(events["kind"].tolist(), events["other"].tolist(), strict=True)
    return [
        names[holds][other] if (holds := WORDS[Kind(kind)].other) in names and other >= 0 else None
        for kind, other in pairs
    ]


def _weeks(events: NDArray[Any]) -> list[int | None]:
    counted = [int(kind) for kind in Kind if WORDS[kind].other == "weeks"]
    is_counted = np.isin(events["kind"], counted)
    return [n if is_ else None for n, is_ in zip(events["other"].tolist(), is_counted, strict=True)]


def _groups(scenario: Scenario, seed: int, person: NDArray[Any]) -> list[str | None]:
    """The combination of needs each person was drawn from; it follows from the seed alone."""
    mix = ScenarioArrays(scenario).mix
    if mix is None:
        return [None] * len(person)
    drawn = mix.upto.searchsorted(Luck(seed).uniform("mix", 0, person), side="right")
    names = list(scenario.mix)
    return [names[min(place, len(names) - 1)] for place in drawn.tolist()]
