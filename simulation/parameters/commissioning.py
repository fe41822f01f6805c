"""The levers: what a commissioner can set. Nothing else differs between regimes."""

from .alliance import AllianceLevers
from .performance import PerformanceLevers
from .practice import PracticeLevers


class Commissioning(PracticeLevers, AllianceLevers, PerformanceLevers):
    """Levers in force. All are numbers, may be mixed, and may be ramped by events."""
