"""Records what each week was like, and turns a finished run into plain arrays."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled
from .measures import MEASURES, Totals
from .network import Network, network_of
from .tallies import TALLIES, tally
from .week.people.outcomes import OUTCOMES
from .world import (
    QUARTERS_A_YEAR,
    WEEKS_A_QUARTER,
    WEEKS_A_YEAR,
    Kind,
    Mode,
    Status,
    Tracks,
    World,
)
from .world.event_log import KIND, OTHER
from .world.hours import HOURS_COLUMNS

_KINDS = tuple(kind.name.lower() for kind in Kind)
_SERVICES = ("active", "waiting", "thin", "staff", "staffed_active", "service_cost")
_SUMS = ("waits", "in_time", "crisis_cost")
COLUMNS = (*_KINDS, *OUTCOMES, *_SERVICES, *_SUMS, *HOURS_COLUMNS, *TALLIES)
THIN = Mode.THIN
STARTED, CRISIS = int(Kind.STARTED), int(Kind.CRISIS)
IN_TIME_WEEKS = 3  # where no proxy of the place says what in time means


@dataclass
class Record:
    """A finished run after its fork, as numbers, with no model inside.

    Attributes
    ----------
    weekly
        Counts and sums by week, each float64 of shape (weeks,).
    flow
        Referrals made by quarter, referrer and service, (quarters, S + 1, S), int64; the last
        referrer is the community.
    at_fork, at_end
        The referral network at the fork, and at the end of the run; the flow is that of
        the year before, or of as much of it as there was.
    events
        Every event of every person after the fork, structured array of ``journeys.EVENT``, in
        the order in which they happened; None where they were not kept.
    own, own_weekly
        Outcomes that whoever simulates keeps besides, by name: a number, and (weeks,).
    """

    scenario: str
    seed: int
    weeks: int
    services: tuple[str, ...]
    weekly: dict[str, NDArray[np.float64]]
    flow: NDArray[np.int64]
    at_fork: Network
    at_end: Network
    events: NDArray[Any] | None = None
    own: dict[str, float] = field(default_factory=dict)
    own_weekly: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    def summary(self) -> dict[str, float]:
        """Every measure over the whole run; nan where nothing happened that it could measure."""
        totals = self._totals(0, self.weeks)
        return {name: float(measure(totals)) for name, measure in MEASURES.items()}

    def series(self, measure: str, every: int = WEEKS_A_QUARTER) -> NDArray[np.float64]:
        """One measure by periods of ``every`` weeks, the last perhaps shorter, (periods,).

        Measures of the network are known by quarter: for those ``every`` is a multiple of 13.
        """
        return self.all_series([measure], every)[measure]

    def all_series(
        self, measures: Iterable[str], every: int = WEEKS_A_QUARTER
    ) -> dict[str, NDArray[np.float64]]:
        """Several measures, as ``series``, in one pass."""
        starts = range(0, self.weeks, every)
        totals = [self._totals(a, min(a + every, self.weeks)) for a in starts]
        return {name: np.array([MEASURES[name](t) for t in totals]) for name in measures}

    def _totals(self, first: int, last: int) -> Totals:
        sums = {name: float(column[first:last].sum()) for name, column in self.weekly.items()}
        return Totals(
            sums, self.flow[first // WEEKS_A_QUARTER : -(-last // WEEKS_A_QUARTER)].sum(0)
        )


class Recorder:
    """Notes counts and sums of each week after the fork; it reads the world, never writes to it."""

    def __init__(self, world: World) -> None:
        self._rows: list[NDArray[np.float64]] = []
        self._flow: list[NDArray[np.int64]] = []
        self._flow_before = world.services.flow.copy()
        self._at_fork = _past_year(world)
        proxies = world.arrays.proxies
        windows = [
            window
            for counts, window in zip(proxies.counts, proxies.window, strict=True)
            if counts == "seen"
        ]
        self._in_time = min(windows, default=IN_TIME_WEEKS)

    def record(self, world: World) -> None:
        """Keep the week that just ended."""
        events = world.events
        contacts = world.services.contacts(world.constants.effort.contact_share)
        row = [
            *events.counts().tolist(),
            *(world.outcome[name] for name in OUTCOMES),
            *self._services(world),
            *_sums(events.everything(), self._in_time, world.arrays.crises.cost),
            *(contacts @ world.services.hours).tolist(),
            *tally(world),
        ]
        self._rows.append(np.array(row))
        if len(self._rows) % WEEKS_A_QUARTER == 0:
            self._close_quarter(world)

    def _services(self, world: World) -> list[float]:
        services, cases = world.services, world.standing(Status.ACTIVE)
        staff, queue = float(services.staff.sum()), float(services.waiting.sum())
        thin, staffed = _cases(cases, services.staff)
        return [float(cases.size), queue, thin, staff, staffed, services.money / WEEKS_A_YEAR]

    def _close_quarter(self, world: World) -> None:
        self._flow.append(world.services.flow - self._flow_before)
        self._flow_before = world.services.flow.copy()

    def finish(self, world: World) -> Record:
        """The run so far as a ``Record``; recording may go on afterwards."""
        weeks = len(self._rows)
        table = np.array(self._rows).reshape(weeks, len(COLUMNS))
        flow = list(self._flow)
        if weeks % WEEKS_A_QUARTER:
            flow.append(world.services.flow - self._flow_before)
        shape = (len(flow), *world.services.flow.shape)
        by_quarter = np.array(flow, dtype=np.int64).reshape(shape)
        return Record(
            scenario=world.scenario.name,
            seed=world.luck.seed,
            weeks=weeks,
            services=world.services.names,
            weekly={name: table[:, i].copy() for i, name in enumerate(COLUMNS)},
            flow=by_quarter,
            at_fork=self._at_fork,
            at_end=network_of(world, by_quarter[-QUARTERS_A_YEAR:].sum(0), _span(weeks)),
        )


@compiled
def _sums(
    events: NDArray[np.int32], in_time: float, cost: NDArray[Any]
) -> tuple[float, float, float]:
    """The ``_SUMS`` over all columns of ``events``."""
    waits, soon, crises = 0.0, 0.0, 0.0
    for i in range(events.shape[1]):
        kind, other = events[KIND, i], events[OTHER, i]
        if kind == STARTED:
            waits += other
            soon += other <= in_time
        elif kind == CRISIS:
            crises += cost[other]
    return waits, soon, crises


@compiled
def _cases(cases: Tracks, staff: NDArray[np.float64]) -> tuple[float, float]:
    """How many cases get thin support, and how many are of services that have staff."""
    thin, staffed = 0.0, 0.0
    for case in cases:
        thin += (case.mode & THIN) != 0
        staffed += staff[case.service] > 0
    return thin, staffed


def _past_year(world: World) -> Network:
    """The network at the fork, with the referrals of the year before it."""
    services = world.services
    return network_of(world, services.flow - services.flow_before, min(world.clock, WEEKS_A_YEAR))


def _span(weeks: int) -> int:
    """Weeks in the last four quarters of a run, the last of which may be unfinished."""
    return weeks - WEEKS_A_QUARTER * max(-(-weeks // WEEKS_A_QUARTER) - QUARTERS_A_YEAR, 0)
