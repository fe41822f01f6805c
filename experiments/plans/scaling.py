"""The same place with more or less money, or with fewer people and as much for each."""

from simulation.scenario import Scenario


def money_times(scenario: Scenario, factor: float) -> dict[str, float]:
    """Changes that multiply every purse, and the budget they add up to, by dotted key."""
    amounts = {f"purse.{n}.amount": p.amount * factor for n, p in scenario.purse.items()}
    return amounts | {"place.budget": scenario.place.budget * factor}


def people_of(scenario: Scenario, people: int) -> dict[str, float]:
    """Changes to so many people, and to as much money, staff and places for each, by dotted key.

    ``people`` is 1 or more; a place of nobody keeps its money.
    """
    factor = people / (scenario.place.people or people)
    changes = {"place.people": people} | money_times(scenario, factor)
    for name, service in scenario.service.items():
        for way in ("staff", "places"):
            amount = getattr(service, way)
            if amount is not None:
                changes[f"service.{name}.{way}"] = amount * factor
    return changes
