"""The same place at any size: money grows with people, so that places a head stay."""

from simulation.passing import live_past
from simulation.scenario import Scenario, load_scenario
from simulation.world import World


def sized(name: str, people: int) -> Scenario:
    scenario = load_scenario(name)
    factor = people / scenario.place.people
    money = {f"purse.{k}.amount": p.amount * factor for k, p in scenario.purse.items()}
    budget = {"place.budget": scenario.place.budget * factor}
    return scenario.override({"place.people": people, "run.past_weeks": 26, **money, **budget})


def warm(people: int) -> World:
    """A world whose queues and cases have filled up."""
    return live_past(sized("target_driven", people), 1)
