"""What can go wrong that is not a bug. Each message is one sentence for the user."""

from dataclasses import dataclass


class InputError(ValueError):
    """Something was asked for that cannot be done.

    Attributes
    ----------
    problems
        One sentence for each problem.
    """

    def __init__(self, *problems: str) -> None:
        from simulation.scenario.errors import told  # slow to import, and seldom needed

        self.problems = list(problems)
        super().__init__("\n".join(told(problems)))


class RunError(RuntimeError):
    """Runs that could not give a result."""


class StoppedError(RuntimeError):
    """Somebody stopped it, and there is something to say of what was kept."""


@dataclass(frozen=True)
class Failure:
    """A run that stopped with an error: a row in the results, not the end of the others."""

    seed: int
    error: str
