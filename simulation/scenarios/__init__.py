"""The catalogue of shipped scenarios.

It imports the standard library alone, so that listing them costs nothing.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

INDEX = (
    "plymouth",
    "target_driven",
    "alliance",
    "targets_for_learning",
    "targets_with_open_book",
    "alliance_without_open_book",
    "transition",
    "coordination_without_capacity",
    "simple_needs",
    "dissonance_only",
    "lift_and_shift",
    "scale_up",
    "housing_shock",
)
"""Shipped scenarios in the order they are listed; a file that is not named here fails a test."""


@dataclass(frozen=True)
class Shipped:
    """What a list of scenarios shows."""

    name: str
    title: str
    summary: str
    question: str


def shipped() -> dict[str, Path]:
    """The files of the shipped scenarios, by name."""
    folder = Path(__file__).parent
    return {name: folder / f"{name}.toml" for name in INDEX}


def listing() -> list[Shipped]:
    """Title, summary and question of every shipped scenario, as its own file states them."""
    return [_shipped(name, path) for name, path in shipped().items()]


def _shipped(name: str, path: Path) -> Shipped:
    pack = tomllib.loads(path.read_text(encoding="utf-8")).get("pack", {})
    words = (pack.get(key, "") for key in ("title", "summary", "question"))
    return Shipped(name, *words)
