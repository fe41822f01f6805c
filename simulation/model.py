"""The model: a place, the people in it, the services that help them, and who pays for these.

People have needs that feed one another; services take them on, turn them away, ease their needs and
learn from what pays; commissioners set targets and let contracts, or bring services together.
``CareSystem`` is all of that as a Mesa model:

    model = CareSystem("alliance", rng=7)  # lives the shared past and stands at the fork, week 0
    while model.running:
        model.step()  # one week
    model.measure("good_weeks")

Where things are:

- **The week**: ``week/schedule.py`` lists all that happens in one, in order; each process is a file
  beside it and declares what it writes and draws. ``allied show --week`` prints the list.
- **The state**: ``world/``. A ``World`` holds ``people`` (one row for each person for ever),
  ``services``, their ``culture`` and ``trials``, and ``commissioners``, all as NumPy arrays; the
  levers in force; and the cases and requests on their way from one process to another.
- **What is assumed**: ``parameters/`` declares every parameter, ``scenario/`` reads and checks
  files, and ``scenarios/`` has those that are shipped.
- **Chance**: ``luck.py``. What is drawn depends on seed, stream, week and row alone, so scenarios
  that are run from the same seed have common random numbers.
- **What comes out**: ``recorder.py`` counts every week; ``measures.py`` makes measures of counts.

To run without Mesa: ``run.simulate``, or ``run.fork`` for several scenarios from one shared past.
``docs/model.md`` describes the model in full, after the ODD protocol.
"""

from pathlib import Path
from typing import Any

import mesa
from mesa.agent import AgentSet

from .agents import Commissioner, Roll, Service
from .measures import MEASURES
from .overrides import by_short_name
from .recorder import Record, Recorder
from .scenario import Scenario, load_scenario
from .start import seed_from, world_at_fork
from .week.schedule import weeks
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
        seed = seed_from(rng, overrides)
        if not isinstance(source, Scenario):
            source = load_scenario(source)
        self.spec = source.override(by_short_name(overrides))
        super().__init__(rng=seed)
        self.world = world_at_fork(self.spec, seed, world)
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
        for world in weeks(self.world, until=self.week + 1):
            self.recorder.record(world)
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
