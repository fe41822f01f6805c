"""The simulation jobs of the pool's processes, and the pasts each process caches."""

from collections import OrderedDict
from collections.abc import Sequence

from experiments.runs.summary import Summary, summarise
from simulation.recorder import Record
from simulation.run import fork
from simulation.scenario import Scenario
from simulation.world import World

from .pool import check

PEOPLE_KEPT = 60_000  # in all cached pasts: a person takes about half a kilobyte
_pasts: "OrderedDict[tuple[str, int], World]" = OrderedDict()  # by scenario's past and seed


def run_seed(scenarios: Sequence[Scenario], seed: int, slot: int) -> list[Summary]:
    """Run scenarios with one seed; equal pasts are simulated once."""
    return [summarise(record) for record in run_scenarios(scenarios, seed, slot)]


def run_scenarios(scenarios: Sequence[Scenario], seed: int, slot: int) -> list[Record]:
    """Run scenarios with one seed, from a cached past where there is one."""
    known = {key: world for (key, of), world in _pasts.items() if of == seed}
    records = fork(scenarios, seed, lambda: check(slot), known)
    for key in {scenario.past_key() for scenario in scenarios}:
        _pasts[key, seed] = known[key]
        _pasts.move_to_end((key, seed))
    while sum(world.scenario.place.people for world in _pasts.values()) > PEOPLE_KEPT:
        _pasts.popitem(last=False)
    return records
