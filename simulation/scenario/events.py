"""Checks of events: when they happen, and the levers they set."""

from collections.abc import Iterator
from typing import Any

from simulation.parameters import Commissioning, catalogue
from simulation.wording import hint, plain_number, shown

from .errors import Key, Problem, allowed, dotted
from .raw_tables import Data, is_number, number_at, table_at

LEVERS = {
    parameter.path.removeprefix("commissioning."): parameter
    for parameter in catalogue()
    if parameter.path.startswith("commissioning.") and parameter.type in (int, float)
}
"""The levers an event can set or ramp."""


def check_events(data: Data) -> Iterator[Problem]:
    """All that is wrong with events across their keys, and with the levers they set."""
    weeks = number_at(data, ("run", "weeks"))
    for name in table_at(data, ("event",)):
        path = ("event", name, "week")
        week = number_at(data, path)
        if week is not None and weeks is not None and 0 <= weeks <= week:
            until = f"it must be from 0 to {plain_number(weeks - 1)}" if weeks else "leave it out"
            yield Problem(
                path,
                f"{dotted(path)} is {plain_number(week)}, at or after the end of the run "
                f"(run.weeks is {plain_number(weeks)}); {until}",
            )
        lift, like = (number_at(data, ("event", name, key)) for key in ("lift", "like_here"))
        if like and not lift:
            path = ("event", name, "like_here")
            says = f"{dotted(path)} is {shown(like)}, but the event lifts nothing; state"
            yield Problem(path, f"{says} event.{name}.lift too, or leave it out")
        for lever, value in table_at(data, ("event", name, "set")).items():
            yield from _lever(("event", name, "set", lever), value)


def _lever(path: Key, value: Any) -> Iterator[Problem]:
    """A lever that an event sets, against the lever's own declaration."""
    lever = path[-1]
    declared = LEVERS.get(lever)
    if declared is None and lever in Commissioning.model_fields:
        yield Problem(path, f"{dotted(path)}: {lever} is not a number, so no event can set it")
    elif declared is None:
        end = hint(lever, "commissioning", LEVERS)
        yield Problem(path, f"{dotted(path)} is not a lever; {end}")
    elif is_number(value):
        low, high = declared.low, declared.high
        inside = (low is None or value >= low) and (high is None or value <= high)
        whole = declared.type is not int or value == int(value)
        if not (inside and whole):
            must = allowed(("commissioning", lever))
            yield Problem(path, f"{dotted(path)} is {shown(value)}; it must be {must}")
