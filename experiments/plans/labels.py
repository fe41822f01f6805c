"""Names for scenarios that are run together."""

from collections.abc import Iterable

from simulation.scenario import Scenario


def labels(scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """The scenarios' names, numbered where two would be alike.

    ``difference`` and ``differences`` are taken: results use them beside the scenarios' names.
    """
    found: list[str] = []
    taken = {"difference", "differences"}
    for scenario in scenarios:
        label, number = scenario.name, 2
        while label in taken:
            label, number = f"{scenario.name} ({number})", number + 1
        taken.add(label)
        found.append(label)
    return tuple(found)
