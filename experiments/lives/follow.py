"""Follows single people through several systems that share a past and their luck."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from experiments.errors import InputError, RunError
from experiments.extras import needing
from experiments.findings.formatting import and_list
from experiments.plans.labels import labels
from experiments.results import Results, showing
from simulation.journeys import JourneyRecorder, Journeys
from simulation.run import run_to_end
from simulation.scenario import Scenario, diff
from simulation.week.schedule import run_past
from simulation.world import Kind, World

from .entry import Entry, Standing, entry_at_fork, entry_on_arrival
from .pick import Pick, pick

if TYPE_CHECKING:
    import pandas as pd
    import xarray

OnWeek = Callable[[], None]

__all__ = ["Entry", "Life", "Lived", "Parting", "Standing", "follow"]


@dataclass(frozen=True)
class Lived:
    """One person's life in one system, week by week; as ``Journeys``, for this person alone.

    Attributes
    ----------
    label
        The scenario's name, unlike that of any other system of this life.
    events
        Structured array, (n,).
    need, status, service
        By week and need, (weeks, K).
    trust, strength, good, present
        By week, (weeks,).
    """

    label: str
    scenario: Scenario
    events: NDArray[Any]
    need: NDArray[np.float32]
    trust: NDArray[np.float32]
    strength: NDArray[np.float32]
    good: NDArray[np.float32]
    status: NDArray[np.int8]
    service: NDArray[np.int16]
    present: NDArray[np.bool_]


@dataclass(frozen=True, repr=False, eq=False)
class Life(Results):
    """One person, and their life in each system; ``pick`` says how they were picked, if so."""

    row: int
    seed: int
    entry: Entry
    lived: tuple[Lived, ...]
    pick: Pick | None = None

    def title(self) -> str:
        """Who lives where."""
        who = f"{self.lived[0].scenario.words.person} {self.row}"
        return f"Life of {who} in {and_list([v.label for v in self.lived])}, seed {self.seed}"

    def sentences(self) -> list[str]:
        """Each life in short, how they were picked, who they are, and a word of care."""
        said: list[str] = showing("words").sentences(self)
        return said

    def summary(self) -> "pd.DataFrame":
        """Both lives in numbers, each called as people would."""
        found: pd.DataFrame = showing("words").in_numbers(self)
        return found

    def to_frame(self, by: Literal["week", "event", "total"] = "week") -> "pd.DataFrame":
        """The weeks of each life, its events, or its totals; a column says in which scenario."""
        found: pd.DataFrame = showing("words").rows(self, by)
        return found

    def to_xarray(self) -> "xarray.Dataset":
        """State by scenario and week; ``need`` by scenario, week and need."""
        with needing("xarray", "A labelled array"):
            import xarray
        states = {
            name: (("scenario", "week"), np.stack([getattr(v, name) for v in self.lived]))
            for name in ("trust", "strength", "good", "present")
        }
        needs = {"need": (("scenario", "week", "of"), np.stack([v.need for v in self.lived]))}
        coords = {
            "scenario": [v.label for v in self.lived],
            "of": list(self.lived[0].scenario.need),
            "week": np.arange(self.weeks),
        }
        return xarray.Dataset({**states, **needs}, coords)

    @property
    def weeks(self) -> int:
        """Weeks followed."""
        return len(self.lived[0].trust)

    @cached_property
    def parts(self) -> int | None:
        """The first week in which what happens differs; None where it never does."""
        first, *others = self.lived
        weeks = [week for other in others if (week := _first_difference(first, other)) is not None]
        return min(weeks, default=None)


def follow(
    scenarios: Sequence[Scenario], seed: int, rows: Sequence[int], on_week: OnWeek | None = None
) -> list[Life]:
    """The lives of some people in several systems, from one past and with the same luck.

    Parameters
    ----------
    scenarios
        Of the same past, and as long as one another.
    seed
        An integer of 0 or more.
    rows
        The people.
    on_week
        Called after every simulated week.

    Returns
    -------
    A life for each of ``rows``, in that order.

    Raises
    ------
    InputError
        For scenarios of different pasts or lengths, and for a person who is not there.
    """
    return Parting(scenarios, seed, on_week).follow(rows)


class Parting:
    """A past that was lived, and the systems that go their ways from it.

    Parameters
    ----------
    scenarios, seed, on_week
        As in ``follow``.

    Raises
    ------
    InputError
        For scenarios of different pasts or lengths.
    """

    def __init__(
        self, scenarios: Sequence[Scenario], seed: int, on_week: OnWeek | None = None
    ) -> None:
        self.labels = labels(scenarios)
        self._scenarios = tuple(scenarios)
        self._check()
        self._seed, self._on_week = seed, on_week
        self._fork = run_past(scenarios[0], seed, on_week)

    def _check(self) -> None:
        first = self._scenarios[0]
        for label, other in zip(self.labels[1:], self._scenarios[1:], strict=True):
            if other.past_key() != first.past_key():
                raise InputError(
                    f"{self.labels[0]} and {label} have different pasts, so nobody is the same "
                    f"person in both; they differ in {_what_parts(first, other)}."
                )
            if other.run.weeks != first.run.weeks:
                raise InputError(
                    f"{self.labels[0]} runs for {first.run.weeks} weeks and {label} for "
                    f"{other.run.weeks}; give both the same length with --weeks."
                )

    def pick(self, *, typical: bool = False) -> Pick:
        """Somebody present at the fork whose good weeks differ most, or by the middle amount.

        Raises
        ------
        InputError
            If nobody is present at the fork.
        """
        rows = np.flatnonzero(self._fork.people.cohort)
        if not rows.size:
            raise InputError("Nobody is there at the fork, so there is nobody to pick.")
        good = []
        for scenario in self._scenarios[:2]:
            world = self._fork.fork(scenario)
            run_to_end(world, [], self._on_week)
            good.append(world.people.good_weeks[rows].astype(np.float64))
        return pick(rows, *good, typical=typical)

    def follow(self, rows: Sequence[int]) -> list[Life]:
        """The lives of some people, in the order of ``rows``.

        Raises
        ------
        InputError
            For a person who is not there.
        """
        self._check_who_left(rows)
        found, entries = [], []
        for scenario in self._scenarios:
            world = self._fork.fork(scenario)
            there = {row: entry_at_fork(world, row) for row in rows if row < world.people.count}
            recorder = JourneyRecorder(world, rows)
            run_to_end(world, [recorder], self._on_week)
            self._check_who_comes(rows, world)
            journeys = recorder.finish()
            entries.append([there.get(row) or _arrival(world, journeys, row) for row in rows])
            found.append(journeys)
        for row, *each in zip(rows, *entries, strict=True):
            if not all(entry.same_as(each[0]) for entry in each):
                raise RunError(f"Person {row} is not the same in all systems; this is a defect.")
        return [
            Life(row, self._seed, entry, tuple(self._lived(i, j, row) for i, j in enumerate(found)))
            for row, entry in zip(rows, entries[0], strict=True)
        ]

    def _check_who_left(self, rows: Sequence[int]) -> None:
        people = self._fork.people
        for row in rows:
            if 0 <= row < people.count and not people.cohort[row]:
                left = "moved away" if people.alive[row] else "died"
                others = np.flatnonzero(people.cohort)
                near = others[np.abs(others - row).argmin()] if others.size else None
                raise InputError(
                    f"Person {row} {left} before the fork and has no life to follow"
                    + ("." if near is None else f"; person {near} is still there.")
                )

    def _check_who_comes(self, rows: Sequence[int], world: World) -> None:
        count, weeks = world.people.count, world.week
        for row in rows:
            if not 0 <= row < count:
                if not count:
                    raise InputError(f"There is no person {row}: nobody lives here.")
                later = ""
                if row >= count and self._scenarios[0].place.arrivals > 0:
                    later = "; whoever comes after that arrives when it is over"
                raise InputError(
                    f"There is no person {row} in these {weeks} weeks: the people are numbered "
                    f"0 to {count - 1}{later}."
                )

    def _lived(self, place: int, journeys: Journeys, row: int) -> Lived:
        n = int(np.flatnonzero(journeys.rows == row)[0])
        return Lived(
            label=self.labels[place],
            scenario=self._scenarios[place],
            events=journeys.of(row),
            need=journeys.need[:, n],
            trust=journeys.trust[:, n],
            strength=journeys.strength[:, n],
            good=journeys.good[:, n],
            status=journeys.status[:, n],
            service=journeys.service[:, n],
            present=journeys.present[:, n],
        )


def _arrival(world: World, journeys: Journeys, row: int) -> Entry:
    events = journeys.of(row)
    (came,) = events["week"][events["kind"] == Kind.ARRIVED].tolist()
    return entry_on_arrival(world, row, came)


def _what_parts(first: Scenario, other: Scenario) -> str:
    """Up to three keys in which two pasts differ."""
    apart = ("pack.", "words.", "commissioning.", "event.", "run.weeks")
    paths = [one.path for one in diff(first, other) if not one.path.startswith(apart)]
    return and_list([*paths[:3], *([f"{len(paths) - 3} more"] if len(paths) > 3 else [])])


def _first_difference(a: Lived, b: Lived) -> int | None:
    """The first week in which something happens in one life that does not in the other."""
    shorter, longer = sorted((a.events, b.events), key=len)
    differs = np.flatnonzero(shorter != longer[: len(shorter)])[:1]
    if differs.size:
        return int(min(a.events["week"][differs[0]], b.events["week"][differs[0]]))
    beyond = longer["week"][len(shorter) :]
    return int(beyond[0]) if beyond.size else None
