"""One person followed through both systems, made in a process of the pool."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.lives import Life, Lived, Parting, Pick
from experiments.lives.totals import totals
from simulation.scenario import Scenario
from simulation.week.schedule import run_past
from simulation.world import WEEKS_A_YEAR

from .pool import check

SEED = 1
YEARS = 5


@dataclass(frozen=True)
class FollowedLife:
    """A life, told: ``page`` is the report; ``totals`` and ``inner`` by system."""

    row: int
    page: str
    totals: tuple[dict[str, float], ...]
    inner: tuple[dict[str, float], ...]


def shortened(scenario: Scenario) -> Scenario:
    """The same scenario, run for five years at most."""
    weeks = min(scenario.run.weeks, YEARS * WEEKS_A_YEAR)
    return scenario.override({"run.weeks": weeks})


def follow_person(
    scenarios: Sequence[Scenario],
    command: str,
    row: int | None,
    typical: bool,
    like: tuple[str, ...],
    slot: int,
) -> FollowedLife:
    """Follow a person through the scenarios and tell both lives.

    Parameters
    ----------
    command
        The command that follows somebody in these scenarios, without its options.
    row
        The person's row; None to pick somebody.
    typical
        Whether to pick the person whose lives differ by the median amount, not the most.
    like
        Names of needs: pick the person whose needs are most like these. Empty to pick by how far
        lives differ.
    """
    from experiments.report.life_page import life_page

    parting = Parting(scenarios, SEED, lambda: check(slot))
    pick: Pick | None = None
    if row is None and like:
        row = _alike(scenarios[0], like, slot)
    elif row is None:
        pick = parting.pick(typical=typical)
        row = pick.row
    (life,) = parting.follow([row])
    weeks = scenarios[0].run.weeks
    options = f"--seed {SEED} --weeks {weeks} --person {row}"
    return FollowedLife(
        row=row,
        page=life_page(life, pick, f"{command} {options}"),
        totals=tuple(totals(lived) for lived in life.lived),
        inner=tuple(_inner(life, lived) for lived in life.lived),
    )


def _alike(scenario: Scenario, like: tuple[str, ...], slot: int) -> int:
    """The row of the person at the fork with needs most like those named; of equals the first."""
    world = run_past(scenario, SEED, lambda: check(slot))
    rows = np.flatnonzero(world.people.cohort)
    wanted = np.isin(list(scenario.need), like)
    has = world.people.need[rows] >= world.arrays.needs.recovered
    return int(rows[(has != wanted).sum(axis=1).argmin()])


def _inner(life: Life, lived: Lived) -> dict[str, float]:
    """Trust and self-direction at entry and at the end."""
    there = np.flatnonzero(lived.present)
    last = int(there[-1]) if there.size else 0
    return {
        "trust_before": float(life.entry.trust),
        "trust_after": float(lived.trust[last]),
        "strength_before": float(life.entry.strength),
        "strength_after": float(lived.strength[last]),
    }
