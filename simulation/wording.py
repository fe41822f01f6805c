"""How values, names and bounds read in messages and pages."""

import difflib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def plain_number(value: float) -> str:
    """A number for people to read: 2,000,000 and 2019 and 0.35."""
    if value != int(value):
        return f"{value:g}"
    return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))


def shown(value: Any) -> str:
    """A value as a scenario file would write it, shortened; its kind where it is a collection."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "an array"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def span(low: float | None, high: float | None) -> str:
    """Bounds in words, both allowed."""
    if low is not None and high is not None:
        return f" from {plain_number(low)} to {plain_number(high)}"
    if low is not None:
        return f" of at least {plain_number(low)}"
    return f" of at most {plain_number(high)}" if high is not None else ""


def comma_list(names: Iterable[str]) -> str:
    """Names in a row, or the word for there being none."""
    return ", ".join(names) or "none"


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like a name, or None where none is much like it."""
    close = difflib.get_close_matches(name.lower(), list(candidates), 1)
    return close[0] if close else None


def hint(name: str, table: str, candidates: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: the nearest one, or all there are."""
    candidates = list(candidates)
    near = nearest(name, candidates)
    return f"did you mean {near}?" if near else f"[{table}] has: {comma_list(candidates)}"
