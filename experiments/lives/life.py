"""One person's life in two systems, followed in one call."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from experiments.errors import InputError
from experiments.numbers import seed_of, whole_number
from simulation.scenario import Scenario, load_scenario

from .follow import Life, Parting


def life(
    a: Scenario | str | Path,
    b: Scenario | str | Path,
    seed: int = 1,
    *,
    person: int | None = None,
    typical: bool = False,
    on_week: Callable[[], None] | None = None,
) -> Life:
    """Follow one person through two systems, from the same past and with the same luck.

    Parameters
    ----------
    a, b
        Scenarios, or the names or files of some; of the same past, and as long as one another.
    seed
        An integer of 0 or more.
    person
        Whom to follow, by number; by default somebody whose good weeks differ most.
    typical
        Whether to follow one whose good weeks differ by the middle amount instead.
    on_week
        Called after every simulated week.

    Raises
    ------
    InputError
        For scenarios of different pasts or lengths, and for a person who is not there.
    """
    if typical and person is not None:
        raise InputError(f"typical picks somebody, and person names {person}; give one.")
    chosen = [one if isinstance(one, Scenario) else load_scenario(one) for one in (a, b)]
    parting = Parting(chosen, seed_of(seed), on_week)
    if person is not None:
        (found,) = parting.follow([whole_number(person, "The person", 0)])
        return found
    picked = parting.pick(typical=typical)
    (found,) = parting.follow([picked.row])
    return replace(found, pick=picked)
