"""Services as arrays, their capacity derived from money, and the edges between them."""

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import compiled
from simulation.luck import Luck, Rows, name_keys
from simulation.parameters.named import COMMUNITY

from .calendar import WEEKS_A_YEAR
from .hours import DIRECT, HOURS
from .people import Mode
from .records import Kind, Record, Recorded, declare
from .scenario_arrays import ScenarioArrays

if TYPE_CHECKING:
    from simulation.scenario import Scenario

Array: TypeAlias = NDArray[np.float64]

# case decisions, each a chance for a simple and for a complex case
DECISIONS = ("accept", "hold", "generous", "joint", "thin", "warm")
ACCEPT, HOLD, GENEROUS, JOINT, THIN, WARM = range(len(DECISIONS))
# the bit of a track's mode that stands for each decision after the first
WAYS = (Mode.HOLD, Mode.GENEROUS, Mode.JOINT, Mode.THIN, Mode.WARM)
PRACTICE_DIMENSIONS = 3
# the arrays that kernels take together
_IN_RECORD = (
    "active",
    "asking",
    "busy",
    "carried",
    "cases_for",
    "chance",
    "flow",
    "futility",
    "goodwill",
    "helps",
    "hours",
    "knowledge",
    "open_places",
    "skill",
    "spent",
    "supply",
    "threshold",
    "waiting",
)
_in_record = attrgetter(*_IN_RECORD)


class _Kind(Kind):
    pass


class _Record(Record):
    pass


declare(_Record, _Kind, _IN_RECORD)


@compiled
def _record(arrays: Any) -> Any:
    """The record of all services, from the arrays ``_IN_RECORD``."""
    return _Record(*arrays)


class DropIns(NamedTuple):
    """Where visits to drop-ins go."""

    service: Rows  # the drop-ins, (D,)
    need: Rows  # the needs that they help, ascending
    upto: Array  # running sums of the share of visits for each need that each gets, (K, D)


class Services(Recorded):
    """All services, shape (S,) unless said; the last row of an (S + 1, S) edge is the community.

    Money, staff and hours are float64: they are few, and they must add up.
    """

    def __init__(self, scenario: "Scenario", arrays: ScenarioArrays, luck: Luck) -> None:
        services = list(scenario.service.values())
        self.names = tuple(scenario.service)
        self.keys = name_keys(self.names)
        self.count = count = len(services)
        self.helps = np.array(
            [[s.helps.get(n, 0.0) for n in arrays.needs.names] for s in services]
        ).reshape(count, len(arrays.needs.names))
        access = np.array([s.access for s in services], dtype=object)
        self.drop_in = access == "drop_in"
        # needs by which an outreach service finds people, (K,)
        self.found = (self.helps[access == "outreach"] != 0).any(0)
        # which services take on cases of each need, (K, S)
        self.cases_for = ((self.helps.T != 0) & ~self.drop_in).astype(np.float32)
        # the rates at which an unmet need asks, a unit of 0.5 + trust, and is found, (K, 2)
        seeking = scenario.model.seeking
        self.asking = np.stack(
            [seeking.seek * arrays.needs.seeking, seeking.outreach * self.found], axis=1
        ).astype(arrays.real)
        self.referral_only = access == "referral"
        self.threshold = np.array([s.threshold for s in services], dtype=float)
        self.caseload = np.array([s.caseload for s in services], dtype=float)
        self._fund(scenario)
        self._meet(scenario)
        self._start_habits(scenario)
        self._start_practice(scenario, luck)
        self._start_work()
        self._start_counts(arrays)

    def __setattr__(self, name: str, value: Any) -> None:
        """An array that takes another's place does so in the record too."""
        state = self.__dict__
        if name in _IN_RECORD and state.get(name) is not value:
            state.pop("record", None)
        state[name] = value

    @cached_property
    def record(self) -> "Services":
        """The arrays as kernels take them."""
        record: Services = _record(_in_record(self))
        return record

    @property
    def community(self) -> int:
        """The row of an edge that stands for the community: whoever comes from no service."""
        return self.count

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the rows of an edge: services, and the community last."""
        return (*self.names, COMMUNITY)

    def _fund(self, scenario: "Scenario") -> None:
        """Money -> beds and staff -> places. What no purse pays is stated in the file."""
        self.purse = np.full(self.count, -1, dtype=np.int64)
        staff = np.zeros(self.count)
        self.beds = np.zeros(self.count)
        self.worker_cost = scenario.place.worker_cost
        self.bed_year = np.zeros(self.count)
        for row, (name, service) in enumerate(scenario.service.items()):
            paid = [p.amount * p.funds.get(name, 0.0) for p in scenario.purse.values()]
            self.bed_year[row] = service.bed_week * WEEKS_A_YEAR
            if sum(paid) > 0:
                self.purse[row] = int(np.argmax(paid))
                if service.paid_in == "beds":
                    self.beds[row] = sum(paid) / self.bed_year[row]
                else:
                    staff[row] = sum(paid) / self.worker_cost
            staff[row] += service.staff or 0.0
            self.beds[row] += service.places or 0.0
        self.staff = staff
        self.first_staff = staff.copy()
        # staff under notice, (S, S): who gives them up as cases end, and who is to have them;
        # ``owed`` is the sum of what each gives up
        self.notice = np.zeros((self.count, self.count))
        self.carried = staff * self.caseload + self.beds
        self._open_doors(self.carried)
        self.give_notice(self.notice)

    def _meet(self, scenario: "Scenario") -> None:
        """What services know of and feel for each other at the start."""
        shape = (self.count + 1, self.count)
        known = scenario.model.referral.knowledge_start
        self.knowledge = np.full(shape, known)
        np.fill_diagonal(self.knowledge, 1.0)
        self.knowledge[-1] = np.where(
            self.referral_only, known * scenario.model.referral.unreferred, 1.0
        )
        for source, targets in scenario.network.items():
            row = self.sources.index(source)
            for target, knows in targets.items():
                self.knowledge[row, self.names.index(target)] = knows
        self.goodwill = np.full(shape, 0.5)
        self.futility = np.zeros(shape)
        self.flow = np.zeros(shape, dtype=np.int64)  # referrals made since the world began
        self.flow_before = self.flow.copy()  # of them, those of more than a year before the fork

    def _start_habits(self, scenario: "Scenario") -> None:
        """How cases are decided on, and what pays: alike and neutral at the start."""
        count, model, learning = self.count, scenario.model, scenario.services.learning
        start = np.empty((2, len(DECISIONS)))
        start[:] = (
            model.referral.accept_simple, model.support.hold, model.support.generous,
            model.support.joint, model.support.thin, model.referral.warm,
        )  # fmt: skip
        start[1, ACCEPT] = model.referral.accept_complex
        start = np.clip(start, learning.floor, 1 - learning.floor)
        logit = np.log(start / (1 - start))
        self.logit = np.broadcast_to(logit, (count, 2, len(DECISIONS))).copy()
        # there and back, as in learning, so that learning at rate 0 changes nothing
        self.chance = self.learned_chances("policy_gradient", learning.floor)
        self.kept = self.logit.copy()  # in hill-climbing, what a trial goes back to
        self.earned = np.zeros(count)  # since the trial began
        self.usual_earned = np.zeros(count)
        cells = np.arange(2 * len(DECISIONS), dtype=np.uint64) << np.uint64(32)
        self.habit_keys = self.keys[:, None, None] + cells.reshape(2, len(DECISIONS))
        # Roth-Erev propensities of not doing and doing, (S, 2, decisions, 2)
        self.propensity = np.stack([1 - self.chance, self.chance], axis=-1) * 20.0
        self.chance_log = np.empty((0, *self.chance.shape), dtype=np.float32)  # by week
        self.inflate_logit = np.full(count, _logit(model.money.inflate))
        self.inflated = np.zeros(count, dtype=bool)  # in the last report of queues
        self.usual_pay = np.zeros(count)
        self.usual_hours = np.ones(count)
        self.usual_square = np.ones(count)
        self.busy = np.zeros(count)

    def _start_practice(self, scenario: "Scenario", luck: Luck) -> None:
        """How services work, some way from what is best here, and what they think usual."""
        count, model = self.count, scenario.model
        dimensions = np.arange(PRACTICE_DIMENSIONS, dtype=np.uint64) << np.uint64(32)
        self.practice_keys = self.keys[:, None] + dimensions[None, :]
        # two draws a week: how the best moves, and what is tried
        draws = np.arange(2, dtype=np.uint64) << np.uint64(40)
        self.weekly_keys = self.practice_keys + draws[:, None, None]
        place = luck.named("best practice", 0, self.practice_keys)
        away = luck.named("first practice", 0, self.practice_keys) - 0.5
        self.optimum = place - 0.5
        self.practice = self.optimum + 2 * model.practice.start * away
        self.tried = np.zeros_like(self.practice)  # departure this week, in spreads
        self.usual_change = np.zeros(count)
        self.usual_change_square = np.full(count, 1e-4)
        self.skill = np.ones(count)

    def _start_work(self) -> None:
        """Hours, cases and queues before the first week."""
        count = self.count
        self.spent = np.zeros((count, len(HOURS)))  # contacts this week, by use
        self.hours = np.zeros((count, len(HOURS)))  # shares of hours this week, sum to one
        self.hours[:, DIRECT] = 1.0
        self.supply = np.ones(count)  # contacts given for each contact due this week, 0 to 1
        self.active = np.zeros(count, dtype=np.int64)
        self.waiting = np.zeros(count, dtype=np.int64)
        self.in_transit: list[tuple[int, Array]] = []  # (week due, staff by service)

    def _start_counts(self, arrays: ScenarioArrays) -> None:
        """What commissioners count, and what is at stake in it."""
        count, targets = self.count, len(arrays.proxies.names)
        self.target = np.broadcast_to(arrays.proxies.target, (count, targets)).copy()
        self.stake = np.ones((count, targets))  # how much a case matters, by nearness to target
        self.counted = np.zeros((count, targets))  # successes counted since the last re-letting
        self.closed = np.zeros(count)  # cases settled since then
        self.reviewed = np.zeros((count, targets + 1))  # both, at the last review

    def counts(self) -> Array:
        """What was counted since contracts were last let, cases settled last, (S, proxies + 1)."""
        return np.column_stack([self.counted, self.closed])

    def learned_chances(self, rule: str, floor: float) -> Array:
        """Chances that follow from what was learned: from propensities, or from log-odds."""
        if rule == "roth_erev":
            chance: Array = self.propensity[..., 1] / self.propensity.sum(-1)
        else:
            chance = 1 / (1 + np.exp(-self.logit))
        return np.minimum(np.maximum(chance, floor), 1 - floor)

    def know_themselves(self) -> None:
        """What a service knows of itself never fades."""
        own = np.arange(self.count)
        self.knowledge[own, own] = 1.0

    @property
    def places(self) -> NDArray[np.int64]:
        """Cases a service can have at once."""
        return self._whole(self.staff * self.caseload + self.beds)

    def _whole(self, carried: Array) -> NDArray[np.int64]:
        return np.where(self.drop_in, 0, np.floor(carried + 1e-9).astype(np.int64))

    def fill_places(self) -> None:
        """Capacity follows from staff and beds: when a week begins, and when staff have moved."""
        carried = self.staff * self.caseload + self.beds
        if not np.array_equal(carried, self.carried):
            self._open(carried)

    def give_notice(self, notice: Array) -> None:
        """Take staff under notice: they finish their cases, and their places are not filled."""
        self.notice, self.owed = notice, notice.sum(1)
        open_ = self.carried - self.owed * self.caseload
        self.open_places = self._whole(np.maximum(open_, 0))

    def _open(self, carried: Array) -> None:
        """What a week's processes read of capacity, given cases at full standard support."""
        if not np.array_equal(carried * self.drop_in, self.carried * self.drop_in):
            self._open_doors(carried)
        self.carried = carried
        self.give_notice(self.notice)

    def _open_doors(self, carried: Array) -> None:
        size = (self.helps.T != 0) * (carried * self.drop_in)
        upto = np.cumsum(shares(size), axis=1)[:, self.drop_in]
        self.drop_ins = DropIns(np.flatnonzero(self.drop_in), np.flatnonzero(size.any(1)), upto)

    def contacts(self, contact_share: float) -> Array:
        """All hours of a week, in contacts."""
        result: Array = self.carried / contact_share
        return result

    @property
    def money(self) -> float:
        """£ a year in all services and in staff on the move."""
        moving = sum(float(staff.sum()) for _, staff in self.in_transit)
        return float((self.staff.sum() + moving) * self.worker_cost + self.beds @ self.bed_year)

    def log_chances(self, week: int) -> None:
        """Keep this week's habits, so that a case is later judged by the odds it was drawn with."""
        if week >= self.chance_log.shape[0]:
            more = np.zeros((WEEKS_A_YEAR, *self.chance.shape), dtype=np.float32)
            self.chance_log = np.concatenate([self.chance_log, more])
        self.chance_log[week] = self.chance


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.log(chance / (1 - chance)))


def shares(parts: Any) -> Any:
    """Rows scaled to sum to one; a row of zeros stays."""
    totals = parts.sum(-1, keepdims=True)
    return np.divide(parts, totals, out=np.zeros_like(parts), where=totals > 0)
