"""CareSystem: a place that lives its weeks, as a Mesa model. The week itself is in passing.py."""

import numbers
from pathlib import Path
from typing import Any

import mesa
from mesa.agent import AgentSet

from .agents import Commissioner, Roll, Service
from .measures import MEASURES
from .overrides import by_short_name
from .recorder import Record, Recorder
from .scenario import Scenario, load_scenario
from .week.schedule import pass_week, run_past
from .wording import hint, shown
from .world import World


class CareSystem(mesa.Model):
    """A place, its people, services and commissioners, as a Mesa model.

    Parameters
    ----------
    source
        Name of a shipped scenario, path of a scenario file, or a ``Scenario``.
    rng
        The seed, an integer of 0 or more; all chance of the model follows from it.
    world
        A world at the fork to go on from, of the same past and seed; it is copied. Without it
        the past is lived first.
    **overrides
        Values of the scenario to change: a lever or setting by its name (``pooled_share=0.5``),
        anything by its key with two underscores for each dot (``place__people=400``).

    Attributes
    ----------
    spec : Scenario
        The scenario, overrides included.
    world : World
        The state, as arrays.
    services : list of Service
    commissioners : list of Commissioner
        One for each purse, or one for the place.

    Raises
    ------
    ScenarioError
        If the scenario or an override is not valid.
    ValueError
        If the seed is not valid, or the world does not belong to scenario and seed.

    Notes
    -----
    People are agents too, but sleep until ``agents`` or ``agents_by_type`` is first read: the
    week works on arrays and never needs them. Awake or asleep, the run is the same.
    """

    def __init__(
        self,
        source: Scenario | str | Path = "plymouth",
        *,
        rng: int = 0,
        world: World | None = None,
        **overrides: Any,
    ) -> None:
        seed = _seed(rng, overrides)
        if not isinstance(source, Scenario):
            source = load_scenario(source)
        self.spec = source.override(by_short_name(overrides))
        super().__init__(rng=seed)
        self.world = _at_fork(self.spec, seed, world)
        self.recorder = Recorder(self.world)
        self.services = [Service(self, row) for row in range(self.world.services.count)]
        self.commissioners = Commissioner.all_of(self)
        self._roll = Roll(self)
        self.running = self.week < self.spec.run.weeks

    @property
    def week(self) -> int:
        """Weeks since the fork, 0 at the fork."""
        return self.world.week

    @property
    def agents(self) -> AgentSet:
        """All agents: services, commissioners, and every person present."""
        self._roll.wake()
        return super().agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """The same by type: ``Service``, ``Commissioner``, ``Person``."""
        self._roll.wake()
        return super().agents_by_type  # type: ignore[no-any-return]

    @property
    def agent_types(self) -> list[type[mesa.Agent]]:
        """The types there are."""
        self._roll.wake()
        return super().agent_types  # type: ignore[no-any-return]

    def step(self) -> None:
        """One week; ``running`` turns False when the scenario's weeks are over."""
        pass_week(self.world)
        self.recorder.record(self.world)
        self.world.week += 1
        self._roll.keep_up()
        self.running = self.week < self.spec.run.weeks

    def record(self) -> Record:
        """What was recorded so far."""
        return self.recorder.finish(self.world)

    def measure(self, name: str) -> float:
        """One measure over all weeks so far; nan where nothing happened that it could measure.

        Raises
        ------
        ValueError
            If there is no such measure.
        """
        if name not in MEASURES:
            raise ValueError(f"{shown(name)} is not a measure; {hint(name, 'measures', MEASURES)}")
        whole = self.record().series(name, every=max(self.week, 1))
        return float(whole[0]) if whole.size else float("nan")


def _seed(rng: Any, overrides: dict[str, Any]) -> int:
    """The seed, of whatever integer type. None is no seed: a run follows from its seed.

    On a reset SolaraViz of Mesa 3.5 adds a ``scenario`` of Mesa's own, which may hold the seed;
    it is taken out of the overrides.
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


def _at_fork(spec: Scenario, seed: int, world: World | None) -> World:
    """A world at the fork: a copy of the one given, or one that has lived its past now."""
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
