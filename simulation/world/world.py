"""The world of one run: people, services, levers in force, the clock and the luck."""

import copy
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Luck, Rows

from .events import EventBuffer
from .people import People
from .services import Services
from .setting import Setting

if TYPE_CHECKING:
    from simulation.scenario import Scenario


class Closed(NamedTuple):
    """Cases that closed in one week, to be settled later; all of shape (n,)."""

    track: Rows
    service: Rows
    kind: Rows  # 0 simple, 1 complex
    mode: NDArray[np.uint8]
    began: Rows  # week support began
    waited: Rows  # weeks in the queue before
    weeks: Rows  # weeks in support
    finished: NDArray[np.bool_]  # not cut off by death or departure
    recovered: NDArray[np.bool_]
    recorded: NDArray[np.bool_]
    start_sum: NDArray[np.float64]


class Asked(NamedTuple):
    """Requests for help, at most one a person and week; all of shape (n,)."""

    track: Rows
    row: Rows
    need: Rows
    referrer: Rows  # a service, or the community
    warm: NDArray[np.bool_]


class World:
    """Everything that changes while a scenario runs, and the setting that does not.

    Attributes
    ----------
    week
        Weeks since the fork; negative in the shared past.
    levers
        The levers in force this week.
    """

    def __init__(self, scenario: "Scenario", seed: int) -> None:
        self.setting = Setting(scenario)
        self.luck = Luck(seed)
        self.week = -scenario.run.past_weeks
        self.first_week = self.week
        self.set_levers(scenario.place.past)
        self.people = People(self.setting)
        self.services = Services(self.setting, self.luck)
        self.events = EventBuffer()
        self.handed_on: Asked | None = None  # turned away last week, but handed on warm
        self._tracks: dict[int, Rows] = {}
        self.outcome: dict[str, float] = {}  # what this week was like, summed over people
        self.pending: deque[tuple[int, Closed]] = deque()  # (week due, cases closed)
        self.people.arrive(scenario.place.people, self.setting, self.luck)

    def set_levers(self, levers: Any) -> None:
        """Put levers in force; ``levers`` is a ``Commissioning``."""
        self.levers = levers
        self.pay = self.setting.pay(levers.pay)

    def fork(self, scenario: "Scenario") -> "World":
        """A copy of this world that goes on under another scenario of the same past."""
        world = copy.deepcopy(self)
        world.setting = Setting(scenario)
        return world

    def __deepcopy__(self, memo: dict[int, Any]) -> "World":
        twin = World.__new__(World)
        memo[id(self)] = twin
        shared = {"setting", "luck", "levers"}  # never changed in place
        for name, value in self.__dict__.items():
            setattr(twin, name, value if name in shared else copy.deepcopy(value, memo))
        return twin

    def mark_cohort(self) -> None:
        """Note who is present at the fork, and the fifth of them who carry most."""
        people, needs = self.people, self.setting.values.need
        people.cohort[:] = people.present
        weight = people.priority * (needs >= 0)
        carried = np.einsum("pv,pv->p", weight, people.need[:, np.maximum(needs, 0)])
        rows = np.flatnonzero(people.cohort)
        order = rows[np.argsort(-carried[rows], kind="stable")]
        people.worst_fifth[order[: rows.size // 5]] = True

    @property
    def clock(self) -> int:
        """Weeks since the world began, 0 or more: what stamps on tracks are counted in."""
        return self.week - self.first_week

    def split(self, tracks: Rows) -> tuple[Rows, Rows]:
        """Rows and needs of flat track indices."""
        width = len(self.setting.needs.names)
        rows = tracks // width
        return rows, tracks - rows * width

    def tracks(self, status: int) -> Rows:
        """Flat indices of all tracks of a status, ascending; kept until any track changes."""
        found = self._tracks.get(status)
        if found is None:
            found = self._tracks[status] = (self.people.status.reshape(-1) == status).nonzero()[0]
        return found

    def set_status(self, tracks: Rows, status: int) -> None:
        """Put tracks in a status from this week on."""
        if tracks.size:
            self.people.status.reshape(-1)[tracks] = status
            self.people.since.reshape(-1)[tracks] = self.clock
            self._tracks = {}

    @property
    def community(self) -> int:
        """The row of an edge that stands for the community."""
        return self.services.count

    def keep(self, closed: Closed) -> None:
        """Keep closed cases until they are settled."""
        self.pending.append((self.clock + self.setting.model.support.settle_weeks, closed))

    def due(self) -> Closed | None:
        """Cases to be settled this week, in the order they closed; None where there are none."""
        batches = []
        while self.pending and self.pending[0][0] <= self.clock:
            batches.append(self.pending.popleft()[1])
        if not batches:
            return None
        return Closed(*(np.concatenate(columns) for columns in zip(*batches)))
