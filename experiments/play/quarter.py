"""What a quarter was like for each service: what its staff can see, and what is true."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.world import Kind, World

TAKEN = (Kind.ACCEPTED_SIMPLE, Kind.ACCEPTED_COMPLEX)
AWAY = (Kind.QUEUE_FULL, Kind.BELOW_THRESHOLD, Kind.REFUSED_SIMPLE, Kind.REFUSED_COMPLEX)
ENDED = (Kind.COMPLETED, Kind.QUIT_SUPPORT, Kind.CLOSED_EARLY, Kind.RAN_OUT)
_KIND, _SERVICE, _OTHER = 0, 3, 4  # rows of the events of a week


@dataclass(frozen=True)
class Seen:
    """What a service sees of its own quarter. Waiting, support and places are those of its end.

    ``wait`` is the mean wait of those whose support began, in weeks, nan where none began;
    ``pay`` what a case has paid lately, in units of a full success.
    """

    places: int
    supported: int
    waiting: int
    taken: int
    away: int
    closed: int
    recorded: int
    dropped_out: int
    wait: float
    pay: float


@dataclass(frozen=True)
class Hidden:
    """What only the reveal tells of a service's quarter.

    ``checked`` cases closed some months earlier, of whom ``lasted`` were truly well;
    ``false_records`` closed in this quarter. ``habits`` are the chances of case decisions that it
    has learned, (2, decisions), for simple and complex cases.
    """

    checked: int
    lasted: int
    false_records: int
    habits: NDArray[np.float64]


@dataclass(frozen=True)
class ServiceQuarter:
    """A service's quarter."""

    seen: Seen
    hidden: Hidden


class ServiceWatcher:
    """Counts events by service. It reads the world and never writes to it."""

    def __init__(self, world: World) -> None:
        self._shape = (len(Kind), world.services.count)
        self._start()

    def _start(self) -> None:
        self._counts = np.zeros(self._shape, np.int64)
        self._waited = np.zeros(self._shape[1], np.int64)

    def record(self, world: World) -> None:
        """Count the week that just ended."""
        events = world.events.everything()
        kind, service = events[_KIND], events[_SERVICE]
        known = service >= 0
        np.add.at(self._counts, (kind[known], service[known]), 1)
        started = known & (kind == Kind.STARTED)
        np.add.at(self._waited, service[started], events[_OTHER][started])

    def close_quarter(self, world: World) -> dict[str, ServiceQuarter]:
        """The quarter by service; counting begins again."""
        found = {name: self._of(world, row) for row, name in enumerate(world.services.names)}
        self._start()
        return found

    def _of(self, world: World, row: int) -> ServiceQuarter:
        services = world.services

        def count(*kinds: Kind) -> int:
            return int(self._counts[list(kinds), row].sum())

        began = count(Kind.STARTED)
        seen = Seen(
            places=int(services.open_places[row]),
            supported=int(services.active[row]),
            waiting=int(services.waiting[row]),
            taken=count(*TAKEN),
            away=count(*AWAY),
            closed=count(*ENDED),
            recorded=count(Kind.RECORDED),
            dropped_out=count(Kind.QUIT_SUPPORT),
            wait=float(self._waited[row] / began) if began else float("nan"),
            pay=float(services.usual_pay[row]),
        )
        hidden = Hidden(
            checked=count(Kind.SETTLED),
            lasted=count(Kind.SUSTAINED),
            false_records=count(Kind.RECORDED_FALSELY),
            habits=services.chance[row].copy(),
        )
        return ServiceQuarter(seen, hidden)
