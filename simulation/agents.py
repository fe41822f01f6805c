"""Person, Service and Commissioner: Mesa agents, views of rows that the week never looks at."""

import math
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from .parameters import Commissioning, catalogue
from .views import View, cell, checked, place_of
from .week.services.practice import quality
from .world import DECISIONS, HOURS, NEVER, RESPONSES, Status

KINDS = ("simple", "complex")  # of case
STATUS = {Status.NONE: "none", Status.WAITING: "waiting", Status.ACTIVE: "active"}
MOST = np.iinfo(np.int16).max  # of what is counted by person
_BOUNDS = {
    parameter.path: (parameter.low or 0.0, parameter.high)
    for parameter in catalogue()
    if parameter.path.startswith("service.*.")
}


class Person(View):
    """A person. Somebody who has left keeps their row, and a view of it can still be read."""

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model, row, len(model.services) + len(model.commissioners))

    trust = cell("people", "trust", "Trust in services, 0 to 1.", high=1)
    strength = cell("people", "strength", "Self-direction, 0 to 1.", high=1)
    stories = cell("people", "stories", "Times the story was told.", high=MOST)
    bounces = cell("people", "bounces", "Times turned away.", high=MOST)
    good_weeks = cell("people", "good_weeks", "Good weeks since the fork, by what matters.")
    present = cell("people", "present", "Whether alive and here.")
    alive = cell("people", "alive", "Whether alive, here or elsewhere.")
    cohort = cell("people", "cohort", "Whether present at the fork.")

    @property
    def needs(self) -> dict[str, float]:
        """Severity by need, 0 to 1: a copy. ``set_severity`` changes one."""
        return self._by_need(self.world.people.need)

    def severity(self, need: str) -> float:
        """Severity of one need, 0 to 1."""
        return float(self.world.people.need[self.row, self._need(need)])

    def set_severity(self, need: str, severity: float) -> None:
        """Set the severity of one need, from ``model.life.least`` of the scenario to 1."""
        world = self.world
        least = float(world.arrays.real(world.constants.life.least))  # as the array holds it
        column, value = self._need(need), checked(need, severity, least, 1)
        self.world.people.need[self.row, column] = value

    @property
    def burden_unweighted(self) -> float:
        """Mean severity of all needs, 0 to 1."""
        return float(self.world.people.need[self.row].mean(dtype=np.float64))

    @property
    def priorities(self) -> dict[str, float]:
        """How much each value matters to them; sums to one."""
        weights = self.world.people.priority[self.row].tolist()
        return dict(zip(self.world.arrays.values.names, weights, strict=True))

    @property
    def status(self) -> dict[str, str]:
        """Status by need: none, waiting or active."""
        status = self._by_need(self.world.people.status)
        return {need: STATUS[int(code)] for need, code in status.items()}

    @property
    def waiting_for(self) -> dict[str, "Service"]:
        """The services they wait for, by need."""
        return self._services(Status.WAITING)

    @property
    def supported_by(self) -> dict[str, "Service"]:
        """The services they are with, by need."""
        return self._services(Status.ACTIVE)

    @property
    def labels(self) -> list[str]:
        """Needs that a service has ever written down."""
        weeks = self._by_need(self.world.people.label)
        return [need for need, week in weeks.items() if week != NEVER]

    def _need(self, need: str) -> int:
        return place_of(need, "need", self.world.arrays.needs.names)

    def _by_need(self, column: NDArray[Any]) -> dict[str, Any]:
        return dict(zip(self.world.arrays.needs.names, column[self.row].tolist(), strict=True))

    def _services(self, status: int) -> dict[str, "Service"]:
        people = self.world.people
        at, so = self._by_need(people.service), self._by_need(people.status)
        return {need: self.model.services[at[need]] for need in at if so[need] == status}


class Service(View):
    """A service. Its capacity and habits may be set; the run goes on from there."""

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model, row, 0)

    staff = cell("services", "staff", "Full-time staff.", *_BOUNDS["service.*.staff"])
    beds = cell("services", "beds", "Places without staff.", *_BOUNDS["service.*.places"])
    caseload = cell("services", "caseload", "Cases of a worker.", *_BOUNDS["service.*.caseload"])
    skill = cell("services", "skill", "Effect of its staff; 1 once settled in.", high=1)
    places = cell("services", "places", "Cases it can have at once.")

    @property
    def name(self) -> str:
        """Its name in the scenario."""
        return self.world.services.names[self.row]

    @property
    def label(self) -> str:
        """What people call it."""
        label: str = self.world.scenario.service[self.name].label
        return label

    @property
    def active(self) -> int:
        """Cases in support now."""
        return self._count(Status.ACTIVE)

    @property
    def waiting(self) -> int:
        """Cases in its queue now."""
        return self._count(Status.WAITING)

    @property
    def hours(self) -> dict[str, float]:
        """Shares of last week's hours, by use; they sum to one."""
        return dict(zip(HOURS, self.world.services.hours[self.row].tolist(), strict=True))

    @property
    def quality(self) -> float:
        """How near its practice is to what works best here now, 0 to 1."""
        return float(quality(self.world)[self.row])

    @property
    def purse(self) -> str | None:
        """Name of the purse that pays most of it; None where none does."""
        row = int(self.world.services.purse[self.row])
        return tuple(self.world.scenario.purse)[row] if row >= 0 else None

    @property
    def chances(self) -> dict[str, tuple[float, float]]:
        """Chance of each case decision, for a simple and for a complex case."""
        pairs = self.world.services.chance[self.row].T.tolist()
        return {name: (simple, hard) for name, (simple, hard) in zip(DECISIONS, pairs, strict=True)}

    def chance(self, decision: str, kind: str = "simple") -> float:
        """Chance of a case decision, for a kind of case: simple or complex."""
        return float(self.world.services.chance[self._habit(decision, kind)])

    def set_chance(self, decision: str, kind: str, chance: float) -> None:
        """Set the chance of a case decision; it learns on from there."""
        services, floor = self.world.services, self.world.constants.learning.floor
        cell, value = self._habit(decision, kind), checked(decision, chance, floor, 1 - floor)
        services.chance[cell] = value
        services.logit[cell] = services.kept[cell] = math.log(value / (1 - value))
        services.propensity[cell] = services.propensity[cell].sum() * np.array([1 - value, value])

    def knowledge(self, other: "Service | str") -> float:
        """How well it knows another service, 0 to 1."""
        return float(self.world.services.knowledge[self._edge(other)])

    def set_knowledge(self, other: "Service | str", value: float) -> None:
        """Set how well it knows another service, 0 to 1."""
        self.world.services.knowledge[self._edge(other)] = checked("knowledge", value, 0, 1)

    def goodwill(self, other: "Service | str") -> float:
        """Its goodwill towards another service, 0 to 1."""
        return float(self.world.services.goodwill[self._edge(other)])

    def set_goodwill(self, other: "Service | str", value: float) -> None:
        """Set its goodwill towards another service, 0 to 1."""
        self.world.services.goodwill[self._edge(other)] = checked("goodwill", value, 0, 1)

    def _count(self, status: int) -> int:
        tracks = self.world.tracks(status)
        return int(np.count_nonzero(self.world.people.service.reshape(-1)[tracks] == self.row))

    def _habit(self, decision: str, kind: str) -> tuple[int, int, int]:
        column = place_of(decision, "decision", DECISIONS)
        return self.row, place_of(kind, "kind", KINDS), column

    def _edge(self, other: "Service | str") -> tuple[int, int]:
        name = other.name if isinstance(other, Service) else other
        return self.row, place_of(name, "service", self.world.services.names)


class Commissioner(View):
    """Who holds a purse; where there are no purses, one for the whole place.

    ``row`` is that of the purse in the scenario; the levers are those of the whole place.
    """

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model, row, len(model.services))

    @classmethod
    def all_of(cls, model: mesa.Model) -> list["Commissioner"]:
        """One for each purse, in their order, or one."""
        return [cls(model, row) for row in range(max(len(model.spec.purse), 1))]

    @property
    def name(self) -> str | None:
        """Name of the purse in the scenario; None where there are no purses."""
        names = tuple(self.world.scenario.purse)
        return names[self.row] if names else None

    @property
    def label(self) -> str:
        """What people call the purse, or the place."""
        scenario = self.world.scenario
        return scenario.purse[self.name].label if self.name else scenario.words.place

    @property
    def services(self) -> list[Service]:
        """The services it funds, wholly or in part; all, where there are no purses."""
        if not self.name:
            return list(self.model.services)
        funds = self.world.scenario.purse[self.name].funds
        return [service for service in self.model.services if funds.get(service.name, 0) > 0]

    @property
    def amount(self) -> float:
        """What it has, £ a year; where there are no purses, what all services cost."""
        if not self.name:
            return self.world.services.money
        amount: float = self.world.scenario.purse[self.name].amount
        return amount

    @property
    def responses(self) -> dict[str, float]:
        """Share of this year's effort that goes to each response; sums to one."""
        effort = self.world.commissioners.effort[self.row].tolist()
        return dict(zip(RESPONSES, effort, strict=True))

    @property
    def levers(self) -> Commissioning:
        """The levers in force."""
        levers: Commissioning = self.world.levers
        return levers


class Roll:
    """The people registered with Mesa: nobody until agents are first read, then all present."""

    def __init__(self, model: mesa.Model) -> None:
        self._model = model
        self._people: dict[int, Person] = {}
        self._listed: NDArray[np.bool_] | None = None  # by row

    def wake(self) -> None:
        """Register all who are present, once."""
        if self._listed is None:
            self._listed = np.zeros(0, dtype=bool)
            self.keep_up()

    def keep_up(self) -> None:
        """Remove those who have left the world, and add those who have arrived."""
        if self._listed is None:
            return
        present = self._model.world.people.present
        listed = np.zeros(present.size, dtype=bool)
        listed[: self._listed.size] = self._listed
        for row in (listed & ~present).nonzero()[0].tolist():
            self._people.pop(row).vanish()
        for row in (present & ~listed).nonzero()[0].tolist():
            self._people[row] = Person(self._model, row)
        self._listed = present.copy()
