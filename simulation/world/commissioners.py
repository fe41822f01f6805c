"""Commissioners as arrays: who they are, how they tend to respond, what is still to be agreed."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.luck import name_keys

from .services import Services

if TYPE_CHECKING:
    from simulation.scenario import Scenario

Array = NDArray[np.float64]
RESPONSES = ("ratchet", "money", "facilitate")
RATCHET, MONEY, FACILITATE = range(len(RESPONSES))


class Decision(NamedTuple):
    """Staff that are to move between services once everybody has agreed."""

    due: int  # on the clock
    moves: tuple[tuple[Array, NDArray[np.bool_]], ...]  # staff to gain or lose (S,), pool (S, S)
    reported_long: NDArray[np.bool_]  # who had reported a longer queue, (S,)


class Commissioners:
    """One for each purse, or one for the place where there are none; shape (C,) unless said.

    Attributes
    ----------
    of
        The commissioner of each service, (S,); -1 where no purse pays.
    weight
        Propensity of each response, (C, responses), after Roth and Erev.
    effort
        Share of this year's effort that goes to each response, (C, responses); rows sum to one.
    stressed
        The response stressed this year, -1 before the first year is over.
    told
        Share of cases that went well last year, as the commissioner was told; nan before.
    begun
        What had been counted of each service when the year began, its cases settled last,
        (S, proxies + 1); negative once the counting has started anew.
    settled, sustained
        Cases checked, and truly well then, of each service since the year began, (S,).
    agenda
        Decisions that wait for agreement.
    """

    def __init__(self, scenario: "Scenario", services: Services) -> None:
        names = tuple(scenario.purse)
        self.count = max(len(names), 1)
        self.keys = name_keys(names or ("the place",))
        self.of = services.purse.copy() if names else np.zeros(services.count, dtype=np.int64)
        self.weight = np.ones((self.count, len(RESPONSES)))
        self.share_out(self.weight / len(RESPONSES))
        self.stressed = np.full(self.count, -1)
        self.told = np.full(self.count, np.nan)
        self.agenda: list[Decision] = []
        self.begin_year(services)

    def begin_year(self, services: Services) -> None:
        """Count from nothing."""
        self.begun = services.counts()
        self.settled, self.sustained = np.zeros((2, services.count))

    def share_out(self, effort: Array) -> None:
        """Put effort into responses, (C, responses); rows sum to one."""
        self.effort = effort
        by_service = effort[np.maximum(self.of, 0)].T * len(RESPONSES)
        self._strength = np.where(self.of >= 0, by_service, 1.0)

    def strength(self, response: int) -> Array:
        """How strongly each service's commissioner responds, against giving all alike; (S,)."""
        strength: Array = self._strength[response]
        return strength
