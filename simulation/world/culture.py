"""How those who work in services feel and belong, and what they have heard."""

import numpy as np

from .setting import Setting


class Culture:
    """State of every service's culture; all of shape (S,), float64, 0 to 1.

    Attributes
    ----------
    morale
        How much those who work there want to.
    affiliation
        0: they belong to their service alone; 1: to the whole.
    heard
        How far they know what matters to people and how it went for them.
    leaving
        Share of staff that left this quarter.
    """

    def __init__(self, setting: Setting, count: int) -> None:
        culture = setting.model.culture
        self.morale = np.full(count, culture.morale_start)
        self.affiliation = np.full(count, culture.affiliation_start)
        self.heard = np.zeros(count)
        self.leaving = np.zeros(count)
