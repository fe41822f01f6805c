"""Models for Mesa to handle."""

from typing import Any

from simulation.model import CareSystem
from simulation.scenario import Scenario
from tests.places import small, village


def lively(**changes: Any) -> Scenario:
    """A village where people come, go and die every few weeks."""
    hazards = {"exit__death__hazard": 0.05, "exit__moving__hazard": 0.01, "place__arrivals": 0.5}
    return small(village(), **{**hazards, "run__weeks": 12, **changes})


def let_pass(system: CareSystem, weeks: int = 1) -> CareSystem:
    """The same model, some weeks later."""
    for _ in range(weeks):
        system.step()
    return system
