"""A scenario: read from a file with what it extends, checked as a whole, changed, compared."""

from .changes import parse_set
from .errors import ScenarioError
from .scenario import Difference, Scenario, diff, load_scenario, schema

__all__ = [
    "Difference",
    "Scenario",
    "ScenarioError",
    "diff",
    "load_scenario",
    "parse_set",
    "schema",
]
