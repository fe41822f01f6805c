"""The same place at any size: money grows with people, so that places a head stay."""

from experiments.scaling import people_of
from simulation.passing import live_past
from simulation.scenario import Scenario, load_scenario
from simulation.world import World


def sized(name: str, people: int) -> Scenario:
    scenario = load_scenario(name)
    return scenario.override(people_of(scenario, people) | {"run.past_weeks": 26})


def warm(people: int) -> World:
    """A world whose queues and cases have filled up."""
    return live_past(sized("target_driven", people), 1)
