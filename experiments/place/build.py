"""Builds a place from tables of people, services and referrals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.errors import InputError
from simulation.scenario import Scenario, ScenarioError, load_scenario

from . import people as of_people
from . import referrals as of_referrals
from .people import People, mix_of, read_people
from .referrals import network_of, read_referrals
from .services import Services, read_services
from .sheet import Sheet, read_sheet
from .toml import toml

SMALLEST = 5
"""The least count that is shown, as is usual where people might be recognised."""

NOT_FOR = "Forecasting, or decisions about individuals."


@dataclass(frozen=True)
class Built:
    """A place made from tables: its file as text, the scenario it states, and what to tell."""

    text: str
    scenario: Scenario
    notes: tuple[str, ...]


def build(
    name: str,
    people: Path,
    services: Path,
    referrals: Path | None = None,
    smallest: int = SMALLEST,
    like: str = "plymouth",
) -> Built:
    """A place from CSV files; nothing is written.

    Parameters
    ----------
    name
        What the scenario is to be called.
    people, services, referrals
        Files of counts; ``docs/your-city.md`` says what stands in them.
    smallest
        Counts of people below this, other than 0, are not shown: rare combinations of needs are
        counted with the most similar one, rare referrals are left out.
    like
        A scenario, by name or file, that says what the tables do not: ways of leaving and
        crises, ways of counting success, the regime of the past, constants.

    Raises
    ------
    InputError
        With every problem of the tables.
    ScenarioError
        If the place cannot be a scenario all the same, or ``like`` cannot be loaded.
    """
    base = load_scenario(like)
    sheets = [read_sheet(path) for path in (people, services, *([referrals] if referrals else []))]
    counted = read_people(sheets[0])
    offered = read_services(sheets[1], list(counted.labels), base.place.worker_cost)
    counts = read_referrals(sheets[2], list(offered.service)) if referrals else {}
    problems = [problem for sheet in sheets for problem in sheet.problems]
    if problems:
        raise InputError(*problems)
    try:
        shown, hidden = of_people.hide_small(counted, smallest)
    except ValueError as error:
        raise InputError(f"{sheets[0].file}: {error}; count over a larger area or time.") from None
    kept, few = of_referrals.hide_small(counts, smallest)
    mix, left_out = mix_of(shown), _crises_left_out(base, shown)
    parts = {
        _opening(sheets, smallest, like): {"pack": _pack(name), "place": _place(shown, base)},
        "--- Needs, and who has which together ---": _by_name("need", _needs(shown, mix))
        | _by_name("mix", mix),
        "--- Services, and their money ---": _by_name("service", offered.service)
        | _by_name("purse", offered.purse()),
        _knowing(kept): _by_name("network", network_of(kept, base.model.referral)),
        f"--- As in {like}: not from the tables, so look through it ---": _borrowed(base, shown),
    }
    text = toml({heading: part for heading, part in parts.items() if part})
    try:
        scenario = _loaded(name, parts.values())
    except ScenarioError as error:
        raise ScenarioError(f"the place cannot be run: {says}" for says in error.problems) from None
    notes = _notes(hidden, few, smallest, [need for need in shown.labels if not _has(need, mix)])
    if left_out:
        borrowed = f"Crises of {like} that read other needs were left out: {', '.join(left_out)}."
        notes = [*notes, borrowed]
    return Built(text, scenario, (_size(shown, offered, kept), *notes))


def _loaded(name: str, parts: Iterable[Mapping[str, Any]]) -> Scenario:
    """The scenario that the parts state, dotted names taken apart."""
    data: dict[str, Any] = {}
    for part in parts:
        for path, table in part.items():
            *above, last = path.split(".")
            inside = data
            for key in above:
                inside = inside.setdefault(key, {})
            inside.setdefault(last, {}).update(table)
    return Scenario.from_dict(data, name)


def _by_name(table: str, entries: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{table}.{name}": entry for name, entry in entries.items()}


def _opening(sheets: list[Sheet], smallest: int, like: str) -> str:
    files = ", ".join(sheet.file for sheet in sheets)
    return (
        f"Made by `allied place new` from {files}; what they do not say is as in {like}.\n"
        f"No count of people below {smallest} was written down. Look through it before passing\n"
        "it on: numbers of a small place can still point to a person."
    )


def _knowing(kept: Mapping[Any, int]) -> str:
    about = "--- What services know of each other at the start, from referrals in a year ---"
    return about if kept else ""


def _pack(name: str) -> dict[str, str]:
    title = name.replace("_", " ").replace("-", " ")
    return {
        "title": title[:1].upper() + title[1:],
        "summary": "A place made from counts of people, services and referrals.",
        "question": "What happens if nothing changes?",
        "not_for": NOT_FOR,
    }


def _place(people: People, base: Scenario) -> dict[str, Any]:
    stated = base.place.model_dump(exclude_defaults=True)
    for own in ("people", "budget", "past"):
        stated.pop(own, None)
    return {"people": sum(people.counts.values()), **stated}


def _needs(people: People, mix: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        need: {"label": label, "prevalence": round(_has(need, mix), 4)}
        for need, label in people.labels.items()
    }


def _has(need: str, mix: Mapping[str, Mapping[str, Any]]) -> float:
    """The share of people with a need."""
    return float(sum(one["share"] for one in mix.values() if need in one["needs"]))


def _borrowed(base: Scenario, people: People) -> dict[str, Any]:
    """The tables that no count can give, as another place has them, without its needs."""
    stated = base.model_dump(exclude_defaults=True)
    needs, out = set(people.labels), set(_crises_left_out(base, people))
    exits = {
        name: {key: value for key, value in way.items() if key != "after"}
        | {"after": {need: a for need, a in way.get("after", {}).items() if need in needs}}
        for name, way in stated.get("exit", {}).items()
    }
    crises = {name: one for name, one in stated.get("crisis", {}).items() if name not in out}
    coupling = {k: v for k, v in stated.get("entanglement", {}).items() if k != "pull"}
    past = stated.get("place", {}).get("past", {})
    single = {"place.past": past, "entanglement": coupling}
    single |= {key: stated[key] for key in ("services", "model") if key in stated}
    return {
        **{key: table for key, table in single.items() if table},
        **_by_name("proxy", stated.get("proxy", {})),
        **_by_name("crisis", crises),
        **_by_name("exit", {name: _without_empty(way) for name, way in exits.items()}),
    }


def _without_empty(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value != {}}


def _crises_left_out(base: Scenario, people: People) -> list[str]:
    """Crises of another place that read, or add to, a need this place does not have."""
    needs = set(people.labels)
    return [name for name, one in base.crisis.items() if not {*one.needs, *one.effect} <= needs]


def _size(people: People, services: Services, kept: Mapping[Any, int]) -> str:
    total, known = sum(people.counts.values()), f"{len(kept)} pairs of services that refer"
    return (
        f"{total:,} people in {len(people.counts)} combinations of {len(people.labels)} needs; "
        f"{len(services.service)} services; {known}."
    )


def _notes(hidden: of_people.Hidden, few: int, smallest: int, gone: list[str]) -> list[str]:
    """What was kept out of sight, and what became of it."""
    notes = []
    if hidden.combinations:
        # nor is their sum told where it is such a count itself
        together = f"fewer than {smallest}" if hidden.people < smallest else f"{hidden.people:,}"
        notes.append(
            f"Combinations of needs with fewer than {smallest} people: {hidden.combinations}, with "
            f"{together} people together, who were counted with the most similar combination."
        )
    if few:
        notes.append(f"Referral counts from 1 to {smallest - 1} that were left out: {few}.")
    if not hidden.combinations and not few:
        notes.append(
            f"No count of people from 1 to {smallest - 1} was found."
            if smallest > 1
            else "Small numbers were not looked for, as --smallest asks."
        )
    if gone:
        notes.append(f"Nobody is left with {', '.join(gone)}: too few people have it.")
    return notes
