"""People as arrays: one row is one person for ever, and one track for each of their needs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.luck import Luck, Rows

from .scenario_arrays import Floats, ScenarioArrays


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
_BLOCK = 4096  # rows drawn at once, so that intermediate results stay in the cache

# name: (type, what a row holds, value of an empty row); "real" is the run's floating-point type
COLUMNS: dict[str, tuple[Any, str, Any]] = {
    "need": ("real", "needs", 0),  # severity, 0 to 1
    "priority": ("real", "values", 0),  # how much each value matters; rows sum to one
    "strength": ("real", "", 0),  # self-direction, 0 to 1
    "trust": ("real", "", 0),  # in services, 0 to 1
    "dependency": ("real", "", 0),  # on support, 0 to 1
    "peers": (np.int32, "peers", 0),  # rows of those who influence the person
    "present": (np.bool_, "", True),  # alive and here
    "alive": (np.bool_, "", True),
    "here": (np.bool_, "", True),  # not departed; followed for the dead too, as pure luck
    "cohort": (np.bool_, "", False),  # present at the fork
    "worst_fifth": (np.bool_, "", False),  # among the cohort's most burdened fifth at the fork
    "good_weeks": (np.float32, "", 0),  # since the fork
    "assessed": (np.int16, "", NEVER),  # week of the last assessment
    "crisis": (np.int16, "", NEVER),  # week of the last crisis
    "stories": (np.int16, "", 0),  # times the story was told
    "bounces": (np.int16, "", 0),  # times turned away
    "label": (np.int16, "needs", NEVER),  # week a service last wrote the need down
    "status": (np.int8, "needs", Status.NONE),
    "service": (np.int16, "needs", -1),
    "referrer": (np.int16, "needs", -1),
    "since": (np.int16, "needs", NEVER),  # week the present status began
    "waited": (np.uint16, "needs", 0),  # weeks in the queue before support began
    "mode": (np.uint8, "needs", 0),
    "start_sum": (np.float16, "needs", 0),  # sum of all needs when support began
    "start_own": (np.float16, "needs", 0),  # burden by own priorities when support began
    "ended": (np.int16, "needs", NEVER),  # week support for this need last ended
}


class People:
    """All people there have been, as columns of shape (P, ...), C order, person first.

    The columns are those of ``COLUMNS``; a track is addressed by (row, need) or by its flat
    index ``row * K + need``. Columns are views of a store with room to grow, so take them from
    here anew after anybody has arrived.
    """

    need: Floats
    priority: Floats
    strength: Floats
    trust: Floats
    dependency: Floats
    peers: NDArray[np.int32]
    present: NDArray[np.bool_]
    alive: NDArray[np.bool_]
    here: NDArray[np.bool_]
    cohort: NDArray[np.bool_]
    worst_fifth: NDArray[np.bool_]
    good_weeks: NDArray[np.float32]
    assessed: NDArray[np.int16]
    crisis: NDArray[np.int16]
    stories: NDArray[np.int16]
    bounces: NDArray[np.int16]
    label: NDArray[np.int16]
    status: NDArray[np.int8]
    service: NDArray[np.int16]
    referrer: NDArray[np.int16]
    since: NDArray[np.int16]
    waited: NDArray[np.uint16]
    mode: NDArray[np.uint8]
    start_sum: NDArray[np.float16]
    start_own: NDArray[np.float16]
    ended: NDArray[np.int16]

    def __init__(self, setting: ScenarioArrays) -> None:
        self.count = 0
        self._widths = {
            "": (),
            "needs": (len(setting.needs.names),),
            "values": (len(setting.values.names),),
            "peers": (setting.place.peers,),
        }
        self._real = setting.real
        self._store = {name: self._empty(name, 0) for name in COLUMNS}
        self._show()

    def _empty(self, name: str, rows: int) -> NDArray[Any]:
        kind, width, empty = COLUMNS[name]
        dtype = self._real if kind == "real" else kind
        return np.full((rows, *self._widths[width]), empty, dtype=dtype)

    def _show(self) -> None:
        last = self.count
        self.__dict__.update({name: column[:last] for name, column in self._store.items()})

    def __getstate__(self) -> dict[str, Any]:
        state = {k: v for k, v in self.__dict__.items() if k not in COLUMNS}
        state["_store"] = {name: column[: self.count] for name, column in self._store.items()}
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._show()

    def arrive(self, number: int, setting: ScenarioArrays, luck: Luck) -> Rows:
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
                self._draw(a, min(a + _BLOCK, room + more), setting, luck)
        self.count = last
        self._show()
        return np.arange(first, last, dtype=np.int64)

    def _draw(self, first: int, last: int, setting: ScenarioArrays, luck: Luck) -> None:
        """Attributes of new people: all drawn from their row."""
        rows, store = np.arange(first, last, dtype=np.int64), self._store
        needs, values, life = setting.needs, setting.values, setting.model.life
        column = rows[:, None]
        chance = needs.prevalence
        if setting.mix is not None:
            one = setting.mix.upto.searchsorted(luck.uniform("mix", 0, rows), side="right")
            chance = setting.mix.chance[one]
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
            others = np.maximum(column, setting.place.people - 1)
            peers = (luck.uniform("peers", 0, column, keys) * others).astype(np.int64)
            store["peers"][rows] = peers + ((peers >= column) & (others > 0))
