"""What makes a run the run it is: the model, the scenario, the changes and the seed."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import simulation

from . import summary
from .jobs import Changes


@cache
def model_version() -> str:
    """SHA-256 of the code that turns a scenario and a seed into numbers."""
    folder = Path(simulation.__file__).parent
    code = hashlib.sha256(Path(summary.__file__).read_bytes())
    for path in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).parts):
        code.update(path.relative_to(folder).as_posix().encode())
        code.update(path.read_bytes())
    return code.hexdigest()


def run_key(
    scenario_key: str, changes: Changes, seed: int, own: Mapping[str, str] | None = None
) -> str:
    """SHA-256 of all that the numbers of a run follow from.

    Parameters
    ----------
    scenario_key
        ``Scenario.key`` of the scenario before the changes.
    changes
        What is changed in it.
    own
        ``Own.fingerprints`` of outcomes of one's own that are kept.
    """
    parts = [model_version(), scenario_key, changes, seed, *([own] if own else [])]
    text = json.dumps(parts, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
