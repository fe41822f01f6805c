"""Scenarios as the command line names them."""

from collections.abc import Sequence
from typing import Any

from simulation.scenario import Scenario, ScenarioError, load_scenario, parse_set


def load(sources: Sequence[str], changes: Sequence[str] | None = None) -> list[Scenario]:
    """Load scenarios and change each in the same way; all problems of all files together."""
    scenarios, problems = [], []
    for source in sources:
        try:
            scenarios.append(load_scenario(source))
        except ScenarioError as error:
            problems += error.problems
    wanted, wrong = _read(changes or ())
    if problems or wrong:
        raise ScenarioError(dict.fromkeys([*problems, *wrong]))
    return [scenario.override(wanted) for scenario in scenarios]


def changes_of(texts: Sequence[str]) -> dict[str, Any]:
    """Values by dotted key, as ``--set`` states them; all problems together."""
    wanted, wrong = _read(texts)
    if wrong:
        raise ScenarioError(wrong)
    return wanted


def _read(texts: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    wanted: dict[str, Any] = {}
    problems = []
    for text in texts:
        try:
            key, value = parse_set(text)
        except ScenarioError as error:
            problems += error.problems
            continue
        if key in wanted:
            problems.append(f"--set names {key} twice; name it once.")
        wanted[key] = value
    return wanted, problems
