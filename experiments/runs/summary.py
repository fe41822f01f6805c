"""What is kept of a run: a number for each measure, and a number for each quarter."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulation.measures import MEASURES
from simulation.recorder import COLUMNS, Record
from simulation.world import WEEKS_A_QUARTER
from simulation.world.hours import HOURS_COLUMNS

from .networks import Networks, networks_of

WHOLE_RUN_ONLY = {"modularity"}
"""Finding communities takes as long as a tenth of the run if done for every quarter."""


@dataclass(frozen=True)
class Summary:
    """What is kept of one run: by measure and way of spending hours, a number and a series.

    ``weekly`` has outcomes of one's own that were kept by week.
    """

    run: dict[str, float]
    quarters: dict[str, NDArray[np.float64]]
    networks: Networks
    weekly: dict[str, NDArray[np.float64]] = field(default_factory=dict)


def summarise(record: Record) -> Summary:
    """What is kept of a finished run."""
    hours = np.array([_by_quarter(record.weekly[way]) for way in HOURS_COLUMNS])
    kept = [measure for measure in MEASURES if measure not in WHOLE_RUN_ONLY]
    quarters = record.all_series(kept, WEEKS_A_QUARTER)
    return Summary(
        run=_run(record),
        quarters=quarters | dict(zip(HOURS_COLUMNS, _shares(hours), strict=True)),
        networks=networks_of(record),
        weekly=record.own_weekly,
    )


@dataclass(frozen=True)
class Kept:
    """What a sweep keeps of one run: its numbers, and all that was recorded by week if asked.

    ``weekly`` has shape (weeks, len(COLUMNS)), float32.
    """

    run: dict[str, float]
    weekly: NDArray[np.float32] | None
    own_weekly: dict[str, NDArray[np.float64]] = field(default_factory=dict)


def keep(record: Record, weekly: bool) -> Kept:
    """What a sweep keeps of a finished run."""
    weeks = np.array([record.weekly[name] for name in COLUMNS], np.float32).T if weekly else None
    return Kept(_run(record), weeks, record.own_weekly)


def stack_runs(found: list[list[Summary]]) -> dict[str, NDArray[np.float64]]:
    """By measure, shape (scenarios, seeds)."""
    return {
        key: np.array([[one.run[key] for one in seed] for seed in found]).T
        for key in found[0][0].run
    }


def stack_quarters(found: list[list[Summary]]) -> dict[str, NDArray[np.float64]]:
    """By measure, shape (scenarios, seeds, quarters), nan after the end of a shorter run."""
    longest = max(len(one.quarters[HOURS_COLUMNS[0]]) for one in found[0])
    together = {}
    for key in found[0][0].quarters:
        block = np.full((len(found[0]), len(found), longest), np.nan)
        for place, seed in enumerate(found):
            for scenario, one in enumerate(seed):
                series = one.quarters[key]
                block[scenario, place, : len(series)] = series
        together[key] = block
    return together


def _run(record: Record) -> dict[str, float]:
    """Every measure and way of spending hours over the whole run, and outcomes of one's own."""
    hours = np.array([record.weekly[way].sum() for way in HOURS_COLUMNS])
    shares = dict(zip(HOURS_COLUMNS, _shares(hours).tolist(), strict=True))
    return record.summary() | shares | record.own


def _by_quarter(weekly: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums by quarter of a series of shape (weeks,)."""
    starts = np.arange(0, len(weekly), WEEKS_A_QUARTER)
    return np.add.reduceat(weekly, starts) if len(starts) else np.empty(0)


def _shares(hours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row's share of its column; nan where no hours were worked."""
    with np.errstate(invalid="ignore"):
        return hours / hours.sum(axis=0)
