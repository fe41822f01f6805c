"""The levers: what a commissioner can set. Nothing else differs between regimes."""

from .alliance import Together
from .performance import Targets
from .practice import Ways


class Commissioning(Ways, Together, Targets):
    """Levers in force. All are numbers, may be mixed, and may be ramped by events."""
