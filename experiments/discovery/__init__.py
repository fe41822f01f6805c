"""Where a result holds: a target, the runs of a sweep in which it does, and rules for where."""

from .cases import cases
from .rules import Discoveries, Discovery, Rule, discover

__all__ = ["Discoveries", "Discovery", "Rule", "cases", "discover"]
