"""What no single key can tell: names that must exist, sums that must be right, limits of size.

The checks read plain dictionaries and pass over what is of the wrong type, so that they also run
on a file that is wrong elsewhere, and all its problems can be told together.
"""

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from .parameters import KEYED, Commissioning, catalogue
from .parameters.named import COMMUNITY, NAMED, NAMED_TABLES, READS, SCALED
from .parameters.wording import number
from .scenario_errors import (
    Key,
    Problem,
    allowed,
    dotted,
    hint,
    nearest,
    shown,
    value_at,
    wrong_value,
)

MOST_PERSON_WEEKS = 2_000_000_000
"""People times weeks that one run may hold: about a quarter of an hour at 400 ns each."""

MIX_ROUNDING = 1e-3
"""How far the shares of a mix may be from one, and a prevalence from what they make of it."""

NAME = re.compile(r"[a-z][a-z0-9_]*")

ORDERED = (
    ("model.life.jump_low", "model.life.jump_high"),
    ("model.life.severe_from", "model.life.severe_to"),
    ("model.life.mild_from", "model.life.mild_to"),
    ("model.life.trust_from", "model.life.trust_to"),
    ("model.support.least_weeks", "model.support.longest_weeks"),
    ("model.support.early_weeks", "model.support.longest_weeks"),
    ("model.life.least", "need.*.recovered"),
    ("model.life.least", "need.*.success"),
)
"""Pairs of which the first may not be above the second."""

Data = Mapping[str, Any]


def cross_checks(data: Data) -> Iterator[Problem]:
    """All that is wrong between the keys of a scenario.

    Parameters
    ----------
    data
        The scenario as nested dictionaries; what it leaves out has its default.
    """
    yield from _names(data)
    yield from _needs(data)
    yield from _mix(data)
    yield from _values(data)
    for pattern, names in NAMED_TABLES.items():
        for path, table in _tables(data, pattern):
            yield from _known(path, table, names, data)
    for pattern in NAMED:
        for path, table in _tables(data, pattern):
            yield from _numbers(pattern, path, table, data)
    yield from _itself(data)
    yield from _capacity(data)
    yield from _money(data)
    yield from _events(data)
    yield from _order(data)
    yield from _size(data)


def _table(data: Any, path: Key) -> dict[str, Any]:
    found = value_at(data, path)
    if not isinstance(found, Mapping):
        return {}
    return {key: value for key, value in found.items() if isinstance(key, str)}


def _tables(data: Data, pattern: str) -> Iterator[tuple[Key, dict[str, Any]]]:
    """The tables a dotted pattern stands for, each with its own key."""
    paths: list[Key] = [()]
    for part in pattern.split("."):
        names = {path: _table(data, path) if part == "*" else (part,) for path in paths}
        paths = [(*path, name) for path in paths for name in names[path]]
    for path in paths:
        yield path, _table(data, path)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


_DEFAULTS = {tuple(parameter.path.split(".")): parameter.default for parameter in catalogue()}


def _number(data: Data, path: Key) -> float | None:
    """The number at a key or its default; None where it is missing or not a number."""
    pattern = (path[0], "*", *path[2:]) if path[0] in KEYED else path
    value = value_at(data, path)
    value = _DEFAULTS.get(pattern) if value is None else value
    return value if _is_number(value) else None


def _names(data: Data) -> Iterator[Problem]:
    for table in KEYED:
        for name in _table(data, (table,)):
            if not NAME.fullmatch(name):
                yield Problem(
                    (table, name),
                    f"{dotted((table, name))} is not a name that can be used; a name is "
                    "lower-case letters, digits and underscores, and starts with a letter",
                )
    reserved = {"need": READS, "service": (COMMUNITY,)}
    for table, taken in reserved.items():
        for name in _table(data, (table,)):
            if name in taken:
                yield Problem((table, name), f"{table}.{name}: the name {name} has another meaning")


def _needs(data: Data) -> Iterator[Problem]:
    if "need" not in data or value_at(data, ("need",)) == {}:
        yield Problem(
            ("need",),
            "there is no need; a place has at least one, in a table such as [need.housing] with "
            "a label",
        )
    for name, service in _table(data, ("service",)).items():
        if value_at(service, ("helps",)) == {}:
            path = ("service", name, "helps")
            yield Problem(path, f"{dotted(path)} is empty; a service helps with at least one need")


def _mix(data: Data) -> Iterator[Problem]:
    """Combinations of needs: they hold everybody, and do not contradict a stated prevalence."""
    mix = _table(data, ("mix",))
    shares = {name: _number(data, ("mix", name, "share")) for name in mix}
    if not mix or not all(map(_is_number, shares.values())):
        return
    total = sum(share for share in shares.values() if share is not None)
    if abs(total - 1) > MIX_ROUNDING:
        says = f"the shares in [mix] add up to {total:.6g}; they must add up to 1"
        yield Problem(("mix",), says)
        return
    usual = _DEFAULTS[("need", "*", "prevalence")]
    for need in _table(data, ("need",)):
        path = ("need", need, "prevalence")
        stated = _number(data, path)
        chances = [_table(data, ("mix", name, "needs")).get(need, 0) for name in mix]
        if stated in (None, usual) or not all(map(_is_number, chances)):
            continue
        found = sum(c * s for c, s in zip(chances, shares.values(), strict=True) if s) / total
        if abs(found - stated) > MIX_ROUNDING:
            yield Problem(
                path,
                f"{dotted(path)} is {shown(stated)}, but by [mix] a share of {found:.4g} has this "
                "need; leave the prevalence out, or change the mix",
            )


def _values(data: Data) -> Iterator[Problem]:
    values = _table(data, ("value",))
    known = [*_table(data, ("need",)), *READS]
    for name in values:
        path = ("value", name, "reads")
        reads = value_at(data, path)
        if isinstance(reads, str) and reads and reads not in known:
            near = nearest(reads, known)
            end = f"did you mean {near}?" if near else f"it reads one of {', '.join(known)}"
            yield Problem(path, f"{dotted(path)} is {shown(reads)}, which is not a need; {end}")
    weights = [_number(data, ("value", name, "weight")) for name in values]
    if values and all(weight == 0 for weight in weights):
        yield Problem(("value",), "every value has weight 0; at least one must be above 0")


def _known(path: Key, table: Data, names: str, data: Data) -> Iterator[Problem]:
    """Keys of a table that must be names of another."""
    known = list(_table(data, (names,)))
    if path == ("network",):
        known.append(COMMUNITY)
    for name in table:
        if name not in known:
            key = (*path, name)
            end = hint(name, names, known)
            yield Problem(key, f"{dotted(key)} names no {names} of this place; {end}")


def _numbers(pattern: str, path: Key, table: Data, data: Data) -> Iterator[Problem]:
    """Numbers by name: the names exist, each number is in bounds, not all are 0."""
    named = NAMED[pattern]
    yield from _known(path, table, named.names, data)
    for name, value in table.items():
        if _is_number(value) and not named.low <= value <= named.high:
            yield wrong_value((*path, name), value)
    if pattern in SCALED and table and all(value == 0 for value in table.values()):
        yield Problem(path, f"{dotted(path)} is 0 throughout; at least one number must be above 0")


def _itself(data: Data) -> Iterator[Problem]:
    """Needs that pull on themselves, services that know themselves: meant for others only."""
    for pattern in ("entanglement.pull.*", "network.*"):
        for path, row in _tables(data, pattern):
            if path[-1] in row:
                key = (*path, path[-1])
                yield Problem(key, f"{dotted(key)} points from a name to itself; leave it out")


def _capacity(data: Data) -> Iterator[Problem]:
    purses = _table(data, ("purse",))
    for name, service in _table(data, ("service",)).items():
        sources = [f"purse.{purse}" for purse in purses if name in _table(purses, (purse, "funds"))]
        stated = [key for key in ("staff", "places") if value_at(service, (key,)) is not None]
        what = "a purse that funds it, staff or places"
        if len(stated) > 1 or (sources and stated):
            both = " and from ".join([*sources, *stated])
            says = f"service.{name} has its capacity from {both}; it takes only one: {what}"
            yield Problem(("service", name), says)
        elif not sources and not stated and isinstance(service, Mapping):
            says = f"service.{name} has no capacity; give it one: {what}"
            yield Problem(("service", name), says)


def _money(data: Data) -> Iterator[Problem]:
    purses = _table(data, ("purse",))
    for purse in purses:
        path = ("purse", purse, "funds")
        shares = _table(data, path)
        total = sum(value for value in shares.values() if _is_number(value))
        if all(map(_is_number, shares.values())) and abs(total - 1) > 1e-4:
            says = f"{dotted(path)} adds up to {total:.6g}; the shares must add up to 1"
            yield Problem(path, says)
    budget = _number(data, ("place", "budget"))
    amounts = [value_at(purses, (purse, "amount")) for purse in purses]
    if budget and budget > 0 and all(map(_is_number, amounts)):
        total = sum(amounts)
        if abs(total - budget) > max(1.0, 1e-6 * budget):
            yield Problem(
                ("place", "budget"),
                f"place.budget is {number(budget)}, but the purses add up to {number(total)} "
                "(£ a year); make them equal, or leave the budget out",
            )


def _events(data: Data) -> Iterator[Problem]:
    weeks = _number(data, ("run", "weeks"))
    for name in _table(data, ("event",)):
        path = ("event", name, "week")
        week = _number(data, path)
        if week is not None and weeks is not None and 0 <= weeks <= week:
            until = f"it must be from 0 to {number(weeks - 1)}" if weeks else "leave it out"
            yield Problem(
                path,
                f"{dotted(path)} is {number(week)}, at or after the end of the run (run.weeks is "
                f"{number(weeks)}); {until}",
            )
        lift, like = (_number(data, ("event", name, key)) for key in ("lift", "like_here"))
        if like and not lift:
            path = ("event", name, "like_here")
            says = f"{dotted(path)} is {shown(like)}, but the event lifts nothing; state"
            yield Problem(path, f"{says} event.{name}.lift too, or leave it out")
        for lever, value in _table(data, ("event", name, "set")).items():
            yield from _lever(("event", name, "set", lever), value)


LEVERS = {
    parameter.path.removeprefix("commissioning."): parameter
    for parameter in catalogue()
    if parameter.path.startswith("commissioning.") and parameter.type in (int, float)
}
"""The levers an event can set or ramp."""


def _lever(path: Key, value: Any) -> Iterator[Problem]:
    """A lever that an event sets, against the lever's own declaration."""
    lever = path[-1]
    declared = LEVERS.get(lever)
    if declared is None and lever in Commissioning.model_fields:
        yield Problem(path, f"{dotted(path)}: {lever} is not a number, so no event can set it")
    elif declared is None:
        end = hint(lever, "commissioning", LEVERS)
        yield Problem(path, f"{dotted(path)} is not a lever; {end}")
    elif _is_number(value):
        low, high = declared.low, declared.high
        inside = (low is None or value >= low) and (high is None or value <= high)
        whole = declared.type is not int or value == int(value)
        if not (inside and whole):
            must = allowed(("commissioning", lever))
            yield Problem(path, f"{dotted(path)} is {shown(value)}; it must be {must}")


def _order(data: Data) -> Iterator[Problem]:
    for low_key, high_key in ORDERED:
        *above, leaf = high_key.split(".")
        low_path = tuple(low_key.split("."))
        low = _number(data, low_path)
        for table, _ in _tables(data, ".".join(above)):
            high_path = (*table, leaf)
            high = _number(data, high_path)
            if low is not None and high is not None and low > high:
                path = low_path if value_at(data, low_path) is not None else high_path
                yield Problem(
                    path,
                    f"{low_key} is {shown(low)}, above {dotted(high_path)}, which is "
                    f"{shown(high)}; it may not be above it",
                )


def _size(data: Data) -> Iterator[Problem]:
    keys = (("place", "people"), ("run", "past_weeks"), ("run", "weeks"))
    people, past, weeks = (_number(data, key) for key in keys)
    if people is None or past is None or weeks is None:
        return
    elsewhere = sum(past + week for week in _lifts(data))
    size = people * (past + weeks + elsewhere)
    if size > MOST_PERSON_WEEKS:
        also = ", and the other places that events lift from" if elsewhere else ""
        yield Problem(
            ("place", "people"),
            f"place.people is {number(people)}, which over {number(past + weeks + elsewhere)} "
            f"weeks (run.past_weeks and run.weeks{also}) makes {number(size)} person-weeks; a run "
            f"may hold at most {number(MOST_PERSON_WEEKS)}",
        )


def _lifts(data: Data) -> Iterator[float]:
    """The weeks of events that lift from another place, which is lived until then."""
    for name in _table(data, ("event",)):
        lift, week = (_number(data, ("event", name, key)) for key in ("lift", "week"))
        if lift and week is not None:
            yield week
