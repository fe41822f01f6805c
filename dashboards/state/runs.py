"""The jobs that simulate: what a process of the pool does, and the pasts it remembers."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.summary import WHOLE_RUN_ONLY, Summary, summarise
from simulation.measures import MEASURES, PRIMARY
from simulation.recorder import Record
from simulation.run import fork
from simulation.scenario import Scenario
from simulation.world import World

from .pool import check

PEOPLE_KEPT = 60_000  # in all pasts remembered: a person takes about half a kilobyte
_pasts: "OrderedDict[tuple[str, int], World]" = OrderedDict()  # by scenario's past and seed


@dataclass(frozen=True)
class Glimpse:
    """What a preview shows of a run: the first measure, and by quarter what is quickly told."""

    primary: float
    quarters: dict[str, NDArray[np.float64]]


def run_seed(scenarios: Sequence[Scenario], seed: int, slot: int) -> list[Summary]:
    """Some scenarios with one seed, those of one past sharing it."""
    return [summarise(record) for record in _lived(scenarios, seed, slot)]


def glimpse(scenario: Scenario, seed: int, slot: int) -> Glimpse:
    """One run for a preview."""
    (record,) = _lived([scenario], seed, slot)
    (primary,) = record.all_series([PRIMARY], record.weeks)[PRIMARY]
    quickly = [measure for measure in MEASURES if measure not in WHOLE_RUN_ONLY]
    return Glimpse(float(primary), record.all_series(quickly))


def _lived(scenarios: Sequence[Scenario], seed: int, slot: int) -> list[Record]:
    """Runs that go on from the past lived here before, where it is still known."""
    known = {key: world for (key, of), world in _pasts.items() if of == seed}
    records = fork(scenarios, seed, lambda: check(slot), known)
    for key in {scenario.past_key() for scenario in scenarios}:
        _pasts[key, seed] = known[key]
        _pasts.move_to_end((key, seed))
    while sum(world.setting.scenario.place.people for world in _pasts.values()) > PEOPLE_KEPT:
        _pasts.popitem(last=False)
    return records
