"""How those who work in services feel and belong, and what they have heard."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from simulation.scenario import Scenario


class Culture:
    """State of every service's culture; all of shape (S,), float64.

    Attributes
    ----------
    morale
        How much those who work there want to, 0 to 1.
    affiliation
        0: they belong to their service alone; 1: to the whole.
    heard
        How far they know what matters to people and how it went for them, 0 to 1.
    gap
        By how much, as heard, the record is too good, -1 to 1.
    leaving
        Share of the staff who left in the last quarter, 0 to 1.
    recorded, truth
        Running averages of success in settled cases, as recorded and as it is: the second is
        nobody's to read but through listening.
    seen
        Running average of what staff see become of people, in full successes.
    """

    def __init__(self, scenario: "Scenario", count: int) -> None:
        culture = scenario.model.culture
        self.morale = np.full(count, culture.morale_start)
        self.affiliation = np.full(count, culture.affiliation_start)
        self.heard = np.zeros(count)
        self.gap = np.zeros(count)
        self.listened = 0.0  # weeks of a service's hours since the last round of listening
        self.leaving = np.zeros(count)
        self.recorded = np.full(count, 0.5)
        self.truth = np.full(count, 0.5)
        self.seen = np.full(count, 0.5)

    @property
    def dissonance(self) -> NDArray[np.float64]:
        """How much worse it went, as heard, than the record says, (S,), 0 to 1."""
        return np.maximum(self.gap, 0)
