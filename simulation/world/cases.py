"""Tracks that stand in one status, as records: they are picked, counted, and enter and leave it."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Rows

from .people import Columns, Status

NONE = Status.NONE
TRACK = np.dtype(
    [
        ("track", np.int64),  # flat index
        ("row", np.uint32),  # unsigned: a kernel need not ask whether to count from the end
        ("need", np.uint32),
        ("service", np.uint32),
        ("since", np.int16),
        ("mode", np.uint8),
    ],
    align=True,
)  # one record for each, so that a kernel reads a track's columns from one place
Tracks: TypeAlias = NDArray[np.void]  # that stand in one status, (n,), oldest first or by track


@compiled
def chosen(tracks: Tracks, places: Rows) -> Tracks:
    """Some of the tracks, by place; NumPy copies records a field at a time."""
    some = np.empty(places.size, dtype=tracks.dtype)
    for i in range(places.size):
        some[i] = tracks[places[i]]
    return some


@compiled
def followed(tracks: Tracks, others: Tracks) -> Tracks:
    """Tracks, and after them the others."""
    both = np.empty(tracks.size + others.size, dtype=tracks.dtype)
    for i in range(tracks.size):
        both[i] = tracks[i]
    for i in range(others.size):
        both[tracks.size + i] = others[i]
    return both


@compiled
def by_service(tracks: Tracks, services: int) -> Rows:
    """How many tracks each service has, (S,)."""
    counts = np.zeros(services, dtype=np.int64)
    for track in tracks:
        counts[track.service] += 1
    return counts


@compiled
def read(tracks: Rows, people: Columns, found: Tracks) -> None:
    """Read what is known of tracks from the columns of people into ``found``, (n,)."""
    service, since, mode = people.service, people.since, people.mode
    for i in range(tracks.size):
        row = tracks[i] // service.shape[1]
        need = tracks[i] - row * service.shape[1]
        found[i].track, found[i].row, found[i].need = tracks[i], row, need
        found[i].service, found[i].since = service[row, need], since[row, need]
        found[i].mode = mode[row, need]


@compiled
def left(tracks: Tracks, leaving: NDArray[np.bool_], people: Columns, clock: int) -> int:
    """Write down that some tracks stand in no status from now on; returns how many stay.

    Those who stay move up within ``tracks``.
    """
    status, since = people.status, people.since
    count = 0
    for i in range(tracks.size):
        if leaving[i]:
            status[tracks[i].row, tracks[i].need] = NONE
            since[tracks[i].row, tracks[i].need] = clock
        else:
            tracks[count] = tracks[i]
            count += 1
    return count


@compiled
def entered(tracks: Rows, now: int, people: Columns, clock: int, found: Tracks) -> None:
    """Write down that tracks stand in a status from now on, and read them into ``found``, (n,)."""
    status, since = people.status, people.since
    for track in tracks:
        row = track // status.shape[1]
        need = track - row * status.shape[1]
        status[row, need], since[row, need] = now, clock
    read(tracks, people, found)


class Standing:
    """The tracks of one status, with room for more."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._room = np.empty(count * 5 // 4, dtype=TRACK)

    @property
    def tracks(self) -> Tracks:
        """All of them, to be read before any enters or leaves, (count,)."""
        return self._room[: self.count]

    def add(self, number: int) -> Tracks:
        """Places for some more, to be filled, (number,)."""
        first, self.count = self.count, self.count + number
        if self.count > self._room.size:
            more = np.empty(self.count * 5 // 4, dtype=TRACK)
            more[:first] = self._room[:first]
            self._room = more
        return self._room[first : self.count]
