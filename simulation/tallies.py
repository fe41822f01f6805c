"""Sums over people and services as they stand at the end of a week.

Services are weighted by size, since a large one shapes more of what people experience.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled
from .week.services.practice import quality
from .world import World

PEOPLE = ("strength", "trust", "dependency")  # means are over those present
SERVICES = ("morale", "affiliation", "heard", "leaving", "quality")  # over the size of services
TALLIES = (*PEOPLE, *SERVICES, "size", "goodwill", "edges")


def tally(world: World) -> list[float]:
    """One week's sums, in the order of ``TALLIES``."""
    return [*_of_people(world), *_of_services(world), *_of_edges(world)]


def _of_people(world: World) -> tuple[float, ...]:
    people = world.people
    return _sums(people.present, people.strength, people.trust, people.dependency)


@compiled
def _sums(
    present: NDArray[np.bool_],
    strength: NDArray[Any],
    trust: NDArray[Any],
    dependency: NDArray[Any],
) -> tuple[float, ...]:
    strengths, trusts, dependencies = 0.0, 0.0, 0.0
    for row in range(present.size):
        strengths += strength[row] * present[row]
        trusts += trust[row] * present[row]
        dependencies += dependency[row] * present[row]
    return strengths, trusts, dependencies


def _of_services(world: World) -> list[float]:
    culture, size = world.culture, world.services.carried
    states = (
        culture.morale,
        culture.affiliation,
        culture.heard,
        culture.leaving,
        quality(world),
        np.ones(size.size),
    )
    sums: list[float] = (np.array(states) @ size).tolist()
    return sums


def _of_edges(world: World) -> Iterator[float]:
    """Goodwill between services, all edges alike, but none of a service to itself."""
    between = world.services.goodwill[:-1]
    yield float(between.sum() - np.trace(between))
    yield float(between.size - between.shape[0])
