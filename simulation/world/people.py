"""People as arrays: one row is one person for ever, and one track for each of their needs."""

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Luck, Rows

from .records import Kind, Record, Recorded, declare
from .scenario_arrays import Floats, ScenarioArrays

if TYPE_CHECKING:
    from simulation.scenario import Scenario


class Status:
    """Where a track (a person's need) stands."""

    NONE = 0
    WAITING = 1
    ACTIVE = 2


class Mode:
    """Bits of a track's mode: how a case came and how its worker works it."""

    HOLD = 1  # hold to recovery; without it, close early
    GENEROUS = 2  # record generously; without it, strictly
    JOINT = 4  # work with the other services; without it, alone
    THIN = 8  # park with thin support; without it, full support
    WARM = 16  # hand over warm; without it, refer on cold
    COMPLEX = 32  # the case was complex when accepted
    CAME_WARM = 64  # the person was handed over warm
    RECORDED = 128  # recorded as a success at closing


NEVER = -(1 << 14)  # a week long before any other
ATTRIBUTES = "mix, has need, severity, priority, strength, trust, peers"
"""Streams of luck that say who a new person is."""
_BLOCK = 4096  # rows drawn at once, so that intermediate results stay in the cache


class Column(NamedTuple):
    """What a column of people holds, beside its type."""

    width: str  # what a row has a number for each of, or "" where it has one
    empty: Any  # value of an empty row
    holds: str


def _column(width: str, empty: Any, holds: str) -> Any:
    return Column(width, empty, holds)


class Columns:
    """The columns of people, each declared here and nowhere else.

    ``Floats`` are of the run's floating-point type. In Python they are those of ``People``, in a
    kernel those of its record, which lacks columns of half precision: Numba knows none.
    """

    need: Floats = _column("needs", 0, "severity of each need, 0 to 1")
    priority: Floats = _column(
        "values", 0, "how much each value matters to the person; sums to one"
    )
    strength: Floats = _column("", 0, "self-direction, 0 to 1")
    trust: Floats = _column("", 0, "trust in services, 0 to 1")
    dependency: Floats = _column("", 0, "on support, 0 to 1")
    peers: NDArray[np.int32] = _column("peers", 0, "rows of those who influence the person")
    present: NDArray[np.bool_] = _column("", True, "alive and here")
    alive: NDArray[np.bool_] = _column("", True, "not dead, here or elsewhere")
    here: NDArray[np.bool_] = _column("", True, "not departed; drawn for the dead too")
    cohort: NDArray[np.bool_] = _column("", False, "present at the fork")
    worst_fifth: NDArray[np.bool_] = _column(
        "", False, "among the fifth of the cohort who carried most at the fork"
    )
    good_weeks: NDArray[np.float32] = _column("", 0, "good weeks since the fork")
    assessed: NDArray[np.int16] = _column("", NEVER, "week of the last assessment")
    crisis: NDArray[np.int16] = _column("", NEVER, "week of the last crisis")
    stories: NDArray[np.int16] = _column("", 0, "times the story was told")
    bounces: NDArray[np.int16] = _column("", 0, "times turned away")
    label: NDArray[np.int16] = _column("needs", NEVER, "week a service last wrote the need down")
    status: NDArray[np.int8] = _column("needs", Status.NONE, "none, waiting or active")
    service: NDArray[np.int16] = _column(
        "needs", -1, "the service that has, or last had, the track"
    )
    referrer: NDArray[np.int16] = _column("needs", -1, "who sent the person there")
    since: NDArray[np.int16] = _column("needs", NEVER, "week the status began")
    waited: NDArray[np.uint16] = _column("needs", 0, "weeks waited before support began")
    mode: NDArray[np.uint8] = _column("needs", 0, "how the case came and is worked: eight bits")
    start_sum: NDArray[np.float16] = _column("needs", 0, "sum of all needs when support began")
    start_own: NDArray[np.float16] = _column(
        "needs", 0, "burden, by the person's priorities, when support began"
    )
    ended: NDArray[np.int16] = _column("needs", NEVER, "week support for the need last ended")


COLUMNS: dict[str, Column] = {
    name: column for name, column in vars(Columns).items() if isinstance(column, Column)
}


def _number(name: str) -> Any:
    """The type of number that a column is declared to hold; an abstract one for ``Floats``."""
    array = get_type_hints(Columns)[name]
    return get_args(get_args(array)[1])[0]


_TYPES = {name: get_origin(_number(name)) or _number(name) for name in COLUMNS}
_IN_RECORD = tuple(name for name, number in _TYPES.items() if number is not np.float16)
_in_record = attrgetter(*_IN_RECORD)


class _Kind(Kind):
    pass


class _Record(Record):
    pass


declare(_Record, _Kind, _IN_RECORD)


@compiled
def _record(columns: Any) -> Any:
    """The record of all people, from the columns ``_IN_RECORD``."""
    return _Record(*columns)


class People(Recorded, Columns):
    """All people there have been, as columns of shape (P, ...), C order, person first.

    A track is addressed by (row, need) or by its flat
    index ``row * K + need``. Columns are views of a store with room to grow, so take them from
    here anew after anybody has arrived.
    """

    def __init__(self, scenario: "Scenario", arrays: ScenarioArrays) -> None:
        self.count = 0
        self._widths = {
            "": (),
            "needs": (len(arrays.needs.names),),
            "values": (len(arrays.values.names),),
            "peers": (scenario.place.peers,),
        }
        self._real = arrays.real
        self._store = {name: self._empty(name, 0) for name in COLUMNS}
        self._show()

    def _empty(self, name: str, rows: int) -> NDArray[Any]:
        column, number = COLUMNS[name], _TYPES[name]
        dtype = self._real if number is np.floating else number
        return np.full((rows, *self._widths[column.width]), column.empty, dtype=dtype)

    def _show(self) -> None:
        last = self.count
        self.__dict__.update({name: column[:last] for name, column in self._store.items()})
        self.__dict__.pop("record", None)

    @cached_property
    def record(self) -> Columns:
        """The columns as kernels take them, all but those of half precision."""
        record: Columns = _record(_in_record(self))
        return record

    def __getstate__(self) -> dict[str, Any]:
        state = {k: v for k, v in super().__getstate__().items() if k not in COLUMNS}
        state["_store"] = {name: column[: self.count] for name, column in self._store.items()}
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._show()

    def arrive(self, number: int, scenario: "Scenario", arrays: ScenarioArrays, luck: Luck) -> Rows:
        """Add people; who a row is depends on the seed and the row alone.

        Returns
        -------
        The new rows, int64, shape (number,).
        """
        first, last = self.count, self.count + number
        room = self._store["strength"].shape[0]
        if last > room:
            more = max(last - room, room // 16) if room else last
            for name, column in self._store.items():
                self._store[name] = np.concatenate([column, self._empty(name, more)])
            # those who are yet to come are drawn with the room for them: fewer, larger draws
            for a in range(room, room + more, _BLOCK):
                self._draw(a, min(a + _BLOCK, room + more), scenario, arrays, luck)
        self.count = last
        self._show()
        return np.arange(first, last, dtype=np.int64)

    def _draw(
        self, first: int, last: int, scenario: "Scenario", arrays: ScenarioArrays, luck: Luck
    ) -> None:
        """Attributes of new people: all drawn from their row."""
        rows, store = np.arange(first, last, dtype=np.int64), self._store
        needs, values, life = arrays.needs, arrays.values, scenario.model.life
        column = rows[:, None]
        chance = needs.prevalence
        if arrays.mix is not None:
            one = arrays.mix.upto.searchsorted(luck.uniform("mix", 0, rows), side="right")
            chance = arrays.mix.chance[one]
        has = luck.uniform("has need", 0, column, needs.keys) < chance
        size = luck.uniform("severity", 0, column, needs.keys)
        severe = life.severe_from + (life.severe_to - life.severe_from) * size
        mild = life.mild_from + (life.mild_to - life.mild_from) * size
        store["need"][rows] = np.maximum(np.where(has, severe, mild), life.least)
        # an exponential weight for each value, scaled to sum to one: a flat Dirichlet
        weight = -np.log1p(-luck.uniform("priority", 0, column, values.keys)) * values.weight
        store["priority"][rows] = weight / np.maximum(weight.sum(1, keepdims=True), 1e-12)
        most = min(2 * life.strength_middling, 1.0)
        store["strength"][rows] = most * luck.uniform("strength", 0, rows)
        trusting = luck.uniform("trust", 0, rows)
        store["trust"][rows] = life.trust_from + (life.trust_to - life.trust_from) * trusting
        width = self.peers.shape[1]
        if width:
            keys = np.arange(width, dtype=np.uint64) << np.uint64(32)
            # anybody else who came before, or came at the start with them
            others = np.maximum(column, scenario.place.people - 1)
            peers = (luck.uniform("peers", 0, column, keys) * others).astype(np.int64)
            store["peers"][rows] = peers + ((peers >= column) & (others > 0))
