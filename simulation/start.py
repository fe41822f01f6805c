"""What a ``CareSystem`` starts from: a seed, and a world at the fork that belongs to it."""

import numbers
from typing import Any

from .scenario import Scenario
from .week.schedule import run_past
from .wording import shown
from .world import World


def seed_from(rng: Any, overrides: dict[str, Any]) -> int:
    """The seed as an integer, from an integer of any type.

    On a reset SolaraViz of Mesa 3.5 adds a ``scenario`` of Mesa's own, which may hold the seed;
    it is taken out of the overrides.

    Raises
    ------
    ValueError
        If it is not an integer of 0 or more; None is not, since a run follows from its seed.
    """
    if type(overrides.get("scenario")).__module__.startswith("mesa."):
        held = overrides.pop("scenario").rng
        rng = rng if held is None else held
    if isinstance(rng, bool) or not isinstance(rng, numbers.Integral) or rng < 0:
        given = "None" if rng is None else shown(rng)
        batch = "; mesa.batch_run passes None unless it is given rng=[1, 2, 3]"
        raise ValueError(
            f"rng is {given}; it must be a whole number of 0 or more{batch if rng is None else ''}"
        )
    return int(rng)


def world_at_fork(spec: Scenario, seed: int, world: World | None) -> World:
    """A world at the fork: a copy of the one given, or one whose past is simulated now.

    Raises
    ------
    ValueError
        If the world given has another seed or past, or does not stand at the fork.
    """
    if world is None:
        return run_past(spec, seed)
    before = world.scenario
    if (world.luck.seed, world.week, before.past_key()) != (seed, 0, spec.past_key()):
        must = f"seed {seed}, week 0 and the past of {spec.name}"
        raise ValueError(
            f"the world has seed {world.luck.seed}, stands at week {world.week} and has the past "
            f"of {before.name}; it must have {must}"
        )
    return world.fork(spec)
