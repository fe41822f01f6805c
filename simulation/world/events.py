"""What happened this week, as the processes report it; they never know who reads it."""

from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Index: TypeAlias = NDArray[np.int64]


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
SERVICES, OTHER = 3, 4  # columns of an event, after its kind, row and need
_NONE = np.empty(0, dtype=np.int64)


class EventBuffer:
    """The events of one week, as arrays; emptied when the next week begins."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget last week."""
        self._batches: list[tuple[Index | int, Index, Index | int, Index | int, Index | int]] = []
        self._counted = 0  # batches that are in the counts
        self._counts = [0] * _KINDS
        self._places: dict[int, list[int]] = {}  # the batches of each kind there was

    def add(
        self,
        kind: Index | int,
        rows: Index,
        needs: Index | int = -1,
        services: Index | int = -1,
        other: Index | int = -1,
    ) -> None:
        """Report events: the kind of all or of each, the person's row, and what applies, else -1.

        Arrays of shape (n,), integer; they must not be written to afterwards.
        """
        if rows.size:
            self._batches.append((kind, rows, needs, services, other))

    def counts(self) -> Index:
        """How many events of each kind there were this week, by ``Kind``."""
        self._count()
        return np.array(self._counts, dtype=np.int64)

    def _count(self) -> None:
        """Count what was added since the last count."""
        for batch in range(self._counted, len(self._batches)):
            kinds, rows, *_ = self._batches[batch]
            if isinstance(kinds, int):
                self._found(kinds, rows.size, batch)
                continue
            for kind, count in enumerate(np.bincount(kinds).tolist()):
                if count:
                    self._found(kind, count, batch)
        self._counted = len(self._batches)

    def _found(self, kind: int, count: int, batch: int) -> None:
        self._counts[kind] += count
        self._places.setdefault(kind, []).append(batch)

    def of(self, kind: Kind) -> tuple[Index, Index, Index, Index]:
        """Rows, needs, services and other of all events of a kind, each (n,), as reported."""
        rows, needs, services, other = (self.column(kind, column) for column in range(1, 5))
        return rows, needs, services, other

    def column(self, kind: Kind, column: int) -> Index:
        """One column of all events of a kind: ``SERVICES`` or ``OTHER``, (n,), as reported."""
        self._count()
        found = []
        for place in self._places.get(int(kind), ()):
            batch = self._batches[place]
            values = _column(batch[column], batch[1].size)
            found.append(values if isinstance(batch[0], int) else values[batch[0] == int(kind)])
        if not found:
            return _NONE
        return np.concatenate(found) if len(found) > 1 else found[0]

    def everything(self) -> tuple[Index, Index, Index, Index, Index]:
        """Kinds, rows, needs, services and other of all events, each (n,), as they happened."""
        found = [
            (_column(kinds, rows.size), rows, *(_column(c, rows.size) for c in columns))
            for kinds, rows, *columns in self._batches
        ]
        kinds, rows, needs, services, other = (
            np.concatenate(column) for column in zip(*found, (_NONE,) * 5, strict=True)
        )
        return kinds, rows, needs, services, other


def _column(values: Index | int, size: int) -> Index:
    """What is the same for all events of a batch, repeated for each."""
    return np.full(size, values) if isinstance(values, int) else values
