"""The world of one run: people, services, levers in force, the clock and the luck."""

import copy
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Luck, Rows

from .calendar import Rounds
from .cases import TRACK, Standing, Tracks, entered, left, read
from .commissioners import Commissioners
from .constants import constants_of
from .culture import Culture
from .event_log import EventBuffer
from .people import NEVER, Columns, People
from .records import Kind, Record, declare
from .scenario_arrays import ScenarioArrays
from .services import Services
from .trials import Trials

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
    start_own: NDArray[np.float64]  # burden by the person's own priorities


class Refused(NamedTuple):
    """Requests that services chose to refuse, of shape (n,)."""

    service: Rows
    kind: Rows  # 0 simple, 1 complex
    odds: NDArray[np.float64]  # of accepting, as the habit was


class Asked(NamedTuple):
    """Requests for help, at most one a person and week; all of shape (n,)."""

    track: Rows
    row: Rows
    need: Rows
    referrer: Rows  # a service, or the community
    warm: NDArray[np.bool_]
    refused: NDArray[np.bool_]  # by the referrer, who now hands them on


Batch = TypeVar("Batch", bound=NamedTuple)


def joined(batches: Sequence[Batch]) -> Batch:
    """The rows of several batches of the same columns, in order; at least one batch."""
    if len(batches) == 1:
        return batches[0]
    return batches[0]._make(map(np.concatenate, zip(*batches, strict=True)))


@compiled
def _burden(
    rows: Rows, priority: NDArray[Any], need: NDArray[Any], reads: NDArray[np.int64]
) -> NDArray[Any]:
    """Needs of some people, weighted by their priority for each value that reads one, (n,)."""
    burden = np.zeros(rows.size, dtype=need.dtype)
    for i in range(rows.size):
        for v in range(reads.size):
            if reads[v] >= 0:
                burden[i] += priority[rows[i], v] * need[rows[i], reads[v]]
    return burden


class _Kind(Kind):
    pass


class _Record(Record):
    pass


declare(_Record, _Kind, ("people", "services", "arrays", "constants"))


@compiled
def _record(people: Columns, services: Services, arrays: ScenarioArrays, constants: Any) -> Any:
    """The record of the world, from those of its parts: a tuple of them is slow to hand over."""
    return _Record(people, services, arrays, constants)


class World:
    """Everything that changes while a scenario runs, and the scenario, which does not.

    Attributes
    ----------
    week
        Weeks since the fork; negative in the shared past.
    scenario
        As declared: the place, its services, what is to happen.
    arrays
        Of the scenario, what processes read as arrays: needs, values, crises, exits, proxies.
    constants
        Of the scenario, what holds throughout, by section: ``constants.referral.fading``.
    levers
        The levers in force this week.
    width
        The number of needs: a track's flat index is its row times this plus its need.

    Parameters
    ----------
    elsewhere
        Name of another place that is like this one but for its luck; "" for this one.
    """

    def __init__(self, scenario: "Scenario", seed: int, elsewhere: str = "") -> None:
        self._parts: tuple[Any, ...] = ()  # records of which the world's was made
        self._record: Any = None
        self.set_scenario(scenario)
        self.luck = Luck(seed, elsewhere)
        self.width = len(self.arrays.needs.names)
        self.week = -scenario.run.past_weeks
        self.first_week = self.week
        self.set_levers(scenario.place.past)
        self.people = People(scenario, self.arrays)
        self.services = Services(scenario, self.arrays, self.luck)
        self.culture = Culture(scenario, self.services.count)
        self.trials = Trials(*self.services.practice.shape)
        self.commissioners = Commissioners(scenario, self.services)
        self.events = EventBuffer()
        self.asked = self.nobody  # for help this week
        self.handed_on = self.nobody  # turned away last week, but handed on warm
        self._standing: dict[int, Standing] = {}
        self.outcome: dict[str, float] = {}  # what this week was like, summed over people
        self.pending: deque[tuple[int, Closed]] = deque()  # (week due, cases closed)
        self.cut_short = self.no_case  # of those who left this week, to be closed with the others
        self.checked: list[tuple[Closed, NDArray[np.bool_]]] = []  # and who was truly well
        self.refused: list[Refused] = []  # since returns were last made
        self.reviews, self.contracts = Rounds(0), Rounds(0)
        self.listening = Rounds(NEVER)  # the first is in the first week
        self.people.arrive(scenario.place.people, scenario, self.arrays, self.luck)

    def set_scenario(self, scenario: "Scenario") -> None:
        """Go on under a scenario that has the same past as the one until now."""
        self.scenario = scenario
        self.arrays = ScenarioArrays(scenario)
        self.constants = constants_of(scenario)

    @property
    def record(self) -> "World":
        """People, services, the scenario's arrays and its constants, as kernels take them."""
        now = self.people.record, self.services.record, self.arrays.record, self.constants.record
        if now != self._parts:  # each is equal to itself alone
            self._parts, self._record = now, _record(*now)
        record: World = self._record
        return record

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_parts": (), "_record": None}

    def set_levers(self, levers: Any) -> None:
        """Put levers in force; ``levers`` is a ``Commissioning``."""
        self.levers = levers
        self.pay = self.arrays.pay(levers.pay)

    def fork(self, scenario: "Scenario") -> "World":
        """A copy of this world that goes on under another scenario of the same past."""
        world = copy.deepcopy(self)
        world.set_scenario(scenario)
        return world

    def __deepcopy__(self, memo: dict[int, Any]) -> "World":
        twin = World.__new__(World)
        memo[id(self)] = twin
        # never changed in place
        shared = {"scenario", "arrays", "constants", "luck", "levers"}
        for name, value in self.__getstate__().items():
            setattr(twin, name, value if name in shared else copy.deepcopy(value, memo))
        return twin

    def mark_cohort(self) -> None:
        """Note who is present at the fork, and the fifth of them who carry most."""
        people = self.people
        people.cohort[:] = people.present
        rows = np.flatnonzero(people.cohort)
        order = rows[np.argsort(-self.own_burden(rows), kind="stable")]
        people.worst_fifth[order[: rows.size // 5]] = True

    def own_burden(self, rows: Rows) -> NDArray[Any]:
        """How heavily needs weigh on some people, by what matters to each of them, (n,)."""
        people = self.people
        return _burden(rows, people.priority, people.need, self.arrays.values.need)

    @property
    def clock(self) -> int:
        """Weeks since the world began, 0 or more: what stamps on tracks are counted in."""
        return self.week - self.first_week

    def split(self, tracks: Rows) -> tuple[Rows, Rows]:
        """Rows and needs of flat track indices."""
        rows = tracks // self.width
        return rows, tracks - rows * self.width

    def standing(self, status: int) -> Tracks:
        """All tracks of a status and what is known of them, to be read before any comes or goes."""
        return self._stand(status).tracks

    def _stand(self, status: int) -> Standing:
        found, people = self._standing.get(status), self.people
        if found is None:
            there = (people.status.reshape(-1) == status).nonzero()[0]
            found = self._standing[status] = Standing(there.size)
            read(there, people.record, found.tracks)
        return found

    def tracks(self, status: int) -> Rows:
        """Flat indices of all tracks of a status, ascending."""
        return np.sort(self.standing(status)["track"])

    def enter(self, status: int, tracks: Rows) -> None:
        """Put tracks that stand in no status in one from this week on."""
        people, places = self.people, self._stand(status).add(tracks.size)
        entered(tracks, status, people.record, self.clock, places)

    def leave(self, status: int, leaving: NDArray[np.bool_]) -> None:
        """Some of those ``standing`` in a status stand in none from this week on."""
        people, standing = self.people, self._stand(status)
        standing.count = left(standing.tracks, leaving, people.record, self.clock)

    def put_in_order(self) -> None:
        """Have ``standing`` tracks ascend again, so that memory is read from end to end."""
        self._standing = {}

    @property
    def nobody(self) -> Asked:
        """No request."""
        empty = np.empty(0, dtype=np.int64)
        no = np.empty(0, dtype=bool)
        return Asked(empty, empty, empty, empty, no, no)

    @property
    def no_case(self) -> Tracks:
        """No track."""
        return np.empty(0, dtype=TRACK)

    def keep(self, closed: Closed) -> None:
        """Keep closed cases until they are settled."""
        self.pending.append((self.clock + self.constants.support.settle_weeks, closed))

    def due(self) -> Closed | None:
        """Cases to be settled this week, in the order they closed; None where there are none."""
        batches = []
        while self.pending and self.pending[0][0] <= self.clock:
            batches.append(self.pending.popleft()[1])
        if not batches:
            return None
        return joined(batches)
