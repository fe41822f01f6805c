"""What a lesson declares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from simulation.scenario import Scenario, load_scenario

WEEKS = 260


@dataclass(frozen=True)
class Lesson:
    """One lesson.

    Attributes
    ----------
    a, b
        Scenario names; ``change_a`` and ``change_b`` are what is changed in them.
    called
        What the two systems are called on the screen.
    measure
        What the vote is on; ``beside`` is shown in the replay.
    options
        What one may vote for: the measure is higher with B, about the same, lower with B.
    story
        What the room often expects, as one of ``higher``, ``same`` and ``lower``.
    """

    id: str
    title: str
    minutes: int
    idea: str
    setting: str
    a: str
    b: str
    called: tuple[str, str]
    measure: str
    beside: str
    question: str
    options: tuple[str, str, str]
    story: str
    discuss: tuple[str, ...]
    said: tuple[str, ...]
    commit: str
    change_a: Mapping[str, object] = field(default_factory=dict)
    change_b: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def scenarios(self) -> tuple[Scenario, Scenario]:
        """What is compared."""
        weeks = {"run.weeks": WEEKS}
        return (
            load_scenario(self.a).override({**weeks, **self.change_a}),
            load_scenario(self.b).override({**weeks, **self.change_b}),
        )
