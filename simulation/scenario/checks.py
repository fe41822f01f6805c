"""Checks across keys: names that must exist, sums that must be right, limits of size."""

from collections.abc import Iterator, Mapping

from simulation.wording import plain_number, shown

from .errors import Problem, dotted, value_at
from .events import check_events
from .names import check_names
from .raw_tables import DEFAULTS, Data, is_number, number_at, table_at, tables_like

MOST_PERSON_WEEKS = 2_000_000_000
"""People times weeks that one run may hold: about a quarter of an hour at 400 ns each."""

MIX_ROUNDING = 1e-3
"""How far the shares of a mix may be from one, and a prevalence from what they make of it."""

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


def cross_checks(data: Data) -> Iterator[Problem]:
    """All that is wrong between the keys of a scenario.

    Parameters
    ----------
    data
        The scenario as nested dictionaries; what it leaves out has its default.
    """
    yield from _needs(data)
    yield from check_names(data)
    yield from _mix(data)
    if isinstance(data.get("purse", {}), Mapping):
        yield from _capacity(data)
        yield from _money(data)
    yield from check_events(data)
    yield from _order(data)
    yield from _size(data)


def _needs(data: Data) -> Iterator[Problem]:
    if "need" not in data or value_at(data, ("need",)) == {}:
        yield Problem(
            ("need",),
            "there is no need; a place has at least one, in a table such as [need.housing] with "
            "a label",
        )
    for name, service in table_at(data, ("service",)).items():
        if value_at(service, ("helps",)) == {}:
            path = ("service", name, "helps")
            yield Problem(path, f"{dotted(path)} is empty; a service helps with at least one need")


def _mix(data: Data) -> Iterator[Problem]:
    """Combinations of needs: they hold everybody, and do not contradict a stated prevalence."""
    mix = table_at(data, ("mix",))
    shares = {name: number_at(data, ("mix", name, "share")) for name in mix}
    if not mix or not all(map(is_number, shares.values())):
        return
    total = sum(share for share in shares.values() if share is not None)
    if abs(total - 1) > MIX_ROUNDING:
        says = f"the shares in [mix] add up to {total:.6g}; they must add up to 1"
        yield Problem(("mix",), says)
        return
    usual = DEFAULTS[("need", "*", "prevalence")]
    for need in table_at(data, ("need",)):
        path = ("need", need, "prevalence")
        stated = number_at(data, path)
        chances = [table_at(data, ("mix", name, "needs")).get(need, 0) for name in mix]
        if stated in (None, usual) or not all(map(is_number, chances)):
            continue
        found = sum(c * s for c, s in zip(chances, shares.values(), strict=True) if s) / total
        if abs(found - stated) > MIX_ROUNDING:
            yield Problem(
                path,
                f"{dotted(path)} is {shown(stated)}, but by [mix] a share of {found:.4g} has this "
                "need; leave the prevalence out, or change the mix",
            )


def _capacity(data: Data) -> Iterator[Problem]:
    purses = table_at(data, ("purse",))
    for name, service in table_at(data, ("service",)).items():
        sources = [
            f"purse.{purse}" for purse in purses if name in table_at(purses, (purse, "funds"))
        ]
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
    purses = table_at(data, ("purse",))
    for purse in purses:
        path = ("purse", purse, "funds")
        shares = table_at(data, path)
        total = sum(value for value in shares.values() if is_number(value))
        if all(map(is_number, shares.values())) and abs(total - 1) > 1e-4:
            says = f"{dotted(path)} adds up to {total:.6g}; the shares must add up to 1"
            yield Problem(path, says)
    budget = number_at(data, ("place", "budget"))
    amounts = [value_at(purses, (purse, "amount")) for purse in purses]
    if budget and budget > 0 and all(map(is_number, amounts)):
        total = sum(amounts)
        if abs(total - budget) > max(1.0, 1e-6 * budget):
            yield Problem(
                ("place", "budget"),
                f"place.budget is {plain_number(budget)}, but the purses add up to "
                f"{plain_number(total)} (£ a year); make them equal, or leave the budget out",
            )


def _order(data: Data) -> Iterator[Problem]:
    for low_key, high_key in ORDERED:
        *above, leaf = high_key.split(".")
        low_path = tuple(low_key.split("."))
        low = number_at(data, low_path)
        for table, _ in tables_like(data, ".".join(above)):
            high_path = (*table, leaf)
            high = number_at(data, high_path)
            if low is not None and high is not None and low > high:
                path = low_path if value_at(data, low_path) is not None else high_path
                yield Problem(
                    path,
                    f"{low_key} is {shown(low)}, above {dotted(high_path)}, which is "
                    f"{shown(high)}; it may not be above it",
                )


def _size(data: Data) -> Iterator[Problem]:
    keys = (("place", "people"), ("run", "past_weeks"), ("run", "weeks"))
    people, past, weeks = (number_at(data, key) for key in keys)
    if people is None or past is None or weeks is None:
        return
    elsewhere = sum(past + week for week in _lifts(data))
    size = people * (past + weeks + elsewhere)
    if size > MOST_PERSON_WEEKS:
        also = ", and the other places that events lift from" if elsewhere else ""
        yield Problem(
            ("place", "people"),
            f"place.people is {plain_number(people)}, which over "
            f"{plain_number(past + weeks + elsewhere)} weeks (run.past_weeks and run.weeks{also}) "
            f"makes {plain_number(size)} person-weeks; a run may hold at most "
            f"{plain_number(MOST_PERSON_WEEKS)}",
        )


def _lifts(data: Data) -> Iterator[float]:
    """The weeks of events that lift from another place, which is lived until then."""
    for name in table_at(data, ("event",)):
        lift, week = (number_at(data, ("event", name, key)) for key in ("lift", "week"))
        if lift and week is not None:
            yield week
