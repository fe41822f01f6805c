"""Journeys: what happened to single people, week by week after the fork, as plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .world import World
from .world.event_log import ROW

EVENT = np.dtype(
    [
        ("week", np.int16),  # after the fork, from 0
        ("kind", np.uint8),  # a Kind
        ("row", np.int32),  # the person
        ("need", np.int16),  # or -1
        ("service", np.int16),  # or -1
        ("other", np.int16),  # what Kind says it is, or -1
    ]
)
"""One event, 13 bytes."""


@dataclass(frozen=True)
class Journeys:
    """Events and states of the people who were followed.

    Attributes
    ----------
    rows
        Rows of the people followed, (n,), int64; empty if everybody was.
    events
        Structured array of ``EVENT``, in the order in which they happened.
    need
        Severity at the end of each week, 0 to 1, (weeks, n, K), float32.
    trust, strength
        At the end of each week, 0 to 1, (weeks, n), float32.
    good
        How good each week was, by the person's own priorities, 0 to 1, (weeks, n), float32; 0
        for somebody who is not present.
    status
        ``Status`` of each track at the end of the week, (weeks, n, K), int8.
    service
        The service that has, or last had, each track, or -1, (weeks, n, K), int16.
    present
        Whether they were alive and here at the end of the week, (weeks, n), bool.

    Notes
    -----
    Before a person arrives, all their states are 0.
    """

    rows: NDArray[np.int64]
    events: NDArray[Any]
    need: NDArray[np.float32]
    trust: NDArray[np.float32]
    strength: NDArray[np.float32]
    good: NDArray[np.float32]
    status: NDArray[np.int8]
    service: NDArray[np.int16]
    present: NDArray[np.bool_]

    def of(self, row: int) -> NDArray[Any]:
        """The events of one person, as ``events``."""
        chosen: NDArray[Any] = self.events[self.events["row"] == row]
        return chosen


class JourneyRecorder:
    """Follows some people, or everybody. It reads the world and never writes to it.

    Parameters
    ----------
    world
        A world at the fork.
    rows
        Rows of the people to follow, events and states; they need not have arrived yet. None
        follows everybody, but only their events: 13 bytes each, some 9 MB for a city of 1,700
        over ten years.
    """

    def __init__(self, world: World, rows: Sequence[int] | None = None) -> None:
        self._everybody = rows is None
        self._rows = np.unique(np.array(rows or (), dtype=np.int64))
        self._events: list[NDArray[Any]] = []
        shape = (world.scenario.run.weeks, self._rows.size)
        by_need = (*shape, world.width)
        self._state: dict[str, NDArray[Any]] = {
            "need": np.zeros(by_need, np.float32),
            "trust": np.zeros(shape, np.float32),
            "strength": np.zeros(shape, np.float32),
            "status": np.zeros(by_need, np.int8),
            "service": np.full(by_need, -1, np.int16),
            "present": np.zeros(shape, np.bool_),
        }
        self._good = np.zeros(shape, np.float32)
        self._good_before = np.zeros(self._rows.size, np.float32)  # since the fork, last week

    def record(self, world: World) -> None:
        """Keep the week that just ended."""
        columns = world.events.everything()
        if not self._everybody:
            columns = columns[:, np.isin(columns[ROW], self._rows)]
        events = np.empty(columns.shape[1], EVENT)
        events["week"] = world.week
        for name, column in zip(EVENT.names[1:], columns, strict=True):  # type: ignore[index]
            events[name] = column
        self._events.append(events)
        self._keep_states(world)

    def _keep_states(self, world: World) -> None:
        there = np.flatnonzero(self._rows < world.people.count)
        rows = self._rows[there]
        for name, kept in self._state.items():
            kept[world.week, there] = getattr(world.people, name)[rows]
        good = world.people.good_weeks[rows]
        self._good[world.week, there] = good - self._good_before[there]
        self._good_before[there] = good

    def finish(self) -> Journeys:
        """What was kept."""
        events = np.concatenate([*self._events, np.empty(0, EVENT)])
        return Journeys(rows=self._rows, events=events, good=self._good, **self._state)
