"""The seats of a game: one for each service, one for the commissioner, some for people."""

import numpy as np

from simulation.scenario import Scenario
from simulation.world import World

from .questions import COMMISSIONER

SERVICE, PERSON = "service:", "person:"
FOLLOWED = 8  # people who can be followed


def service_seat(name: str) -> str:
    """The seat of a service."""
    return f"{SERVICE}{name}"


def person_seat(row: int) -> str:
    """The seat of whoever follows a person."""
    return f"{PERSON}{row}"


def seats_of(scenario: Scenario, rows: tuple[int, ...] = ()) -> dict[str, str]:
    """All seats and what they are called; ``rows`` are the people who can be followed."""
    services = {service_seat(name): one.label for name, one in scenario.service.items()}
    people = {person_seat(row): f"Person {row}" for row in rows}
    return {COMMISSIONER: "The commissioners", **services, **people}


def people_to_follow(world: World) -> tuple[int, ...]:
    """Rows of people worth following from the fork on, ascending.

    They have at least three needs above their line (or, where too few have, the most needs
    there are); of those, evenly spread over the rows.
    """
    rows = np.flatnonzero(world.people.cohort)
    needs = (world.people.need[rows] >= world.arrays.needs.recovered).sum(axis=1)
    enough = min(3, int(np.sort(needs)[-FOLLOWED:].min(initial=3)))
    found = rows[needs >= enough]
    chosen = found[np.linspace(0, found.size - 1, FOLLOWED).astype(int)] if found.size else found
    return tuple(dict.fromkeys(chosen.tolist()))
