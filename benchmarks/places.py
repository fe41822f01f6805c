"""The same place at any size: money grows with people, so that places a head stay."""

from experiments.plans.scaling import people_of
from simulation.scenario import Scenario, load_scenario
from simulation.week.schedule import run_past
from simulation.world import World


def sized(name: str, people: int) -> Scenario:
    scenario = load_scenario(name)
    return scenario.override(people_of(scenario, people) | {"run.past_weeks": 26})


def warm(people: int) -> World:
    """A world whose queues and cases have filled up."""
    return run_past(sized("target_driven", people), 1)
