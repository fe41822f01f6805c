"""What happened this week, as the processes report it; they never know who reads it."""

from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Index: TypeAlias = NDArray[np.integer[Any]]
Events: TypeAlias = NDArray[np.int32]


class Kind(IntEnum):
    """Kinds of event. ``service`` and ``other`` in the comments say what the columns hold."""

    ARRIVED = 0
    DEPARTED = 1
    DIED = 2
    CRISIS = 3  # other: row of the crisis in the place
    NO_DOOR = 4  # other: by whom referred; nobody they know helps with the need
    QUEUE_FULL = 5  # service: referred to; other: by whom, the community last; so the next five
    BELOW_THRESHOLD = 6
    REFUSED_SIMPLE = 7  # by decision
    REFUSED_COMPLEX = 8
    ACCEPTED_SIMPLE = 9
    ACCEPTED_COMPLEX = 10
    STORY_TOLD = 11  # service
    RE_PRESENTED = 12  # service
    HANDED_WARM = 13  # service: accepted by; other: handed over by
    QUIT_WAITING = 14  # service
    STARTED = 15  # service; other: weeks waited
    DROP_IN = 16  # service
    COMPLETED = 17  # service; other: weeks in support, as for the other endings
    QUIT_SUPPORT = 18
    CLOSED_EARLY = 19
    RAN_OUT = 20
    CUT_OFF = 21  # ended by death or departure
    RECORDED = 22  # recorded as a success
    RECORDED_FALSELY = 23  # recorded as a success though not recovered
    SETTLED = 24
    SUSTAINED = 25  # truly recovered when settled
    ENDING_AGREED = 26  # service; with the person, beside the ending itself
    WORKER_LEFT = 27  # service; a relationship in support is broken
    LABELLED = 28  # service; taken for complex by past labels alone, and judged so


_KINDS = len(Kind)
KIND, ROW, NEED, SERVICE, OTHER = range(5)  # columns of an event


class EventBuffer:
    """The events of one week, as columns; emptied when the next week begins."""

    def __init__(self) -> None:
        self._store: Events = np.empty((5, 0), dtype=np.int32)
        self.clear()

    def clear(self) -> None:
        """Forget last week."""
        self._size = 0

    def add(
        self,
        kind: Index | int,
        rows: Index,
        needs: Index | int = -1,
        services: Index | int = -1,
        other: Index | int = -1,
    ) -> None:
        """Report events: the kind of all or of each, the person's row, and what applies, else -1.

        Arrays are of shape (n,), integer.
        """
        if rows.size:
            places = self._places(rows.size)
            for column, values in enumerate((kind, rows, needs, services, other)):
                places[column] = values

    def add_all(self, happened: Index) -> None:
        """Report events by their columns: kind, row, need, service and other, (5, n)."""
        if happened.size:
            self._places(happened.shape[1])[:] = happened

    def _places(self, number: int) -> Events:
        """Places for some more, to be filled, (5, number)."""
        first, self._size = self._size, self._size + number
        if self._size > self._store.shape[1]:
            more = np.empty((5, self._size * 5 // 4), dtype=np.int32)
            more[:, :first] = self._store[:, :first]
            self._store = more
        return self._store[:, first : self._size]

    def counts(self) -> Index:
        """How many events of each kind there were this week, by ``Kind``, int64."""
        return np.bincount(self.everything()[KIND], minlength=_KINDS)

    def of(self, kind: Kind) -> Events:
        """Rows, needs, services and other of all events of a kind, (4, n), as reported."""
        events = self.everything()
        return events[ROW:, events[KIND] == int(kind)]

    def everything(self) -> Events:
        """Kind, row, need, service and other of all events, (5, n), int32, as they happened.

        It is good until the next event is reported.
        """
        return self._store[:, : self._size]
