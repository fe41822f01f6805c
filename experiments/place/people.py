"""People by combination of needs, and small numbers of them kept out of sight."""

from collections import Counter
from dataclasses import dataclass

from simulation.scenario.names import NAME
from simulation.wording import shown

from .sheet import Sheet, given

COUNT = "count"
Combination = tuple[int, ...]


@dataclass(frozen=True)
class People:
    """How many people have each combination of needs.

    Attributes
    ----------
    labels
        What each need is called, by its name.
    counts
        By combination: 1 or 0 for each need, in the order of ``labels``.
    """

    labels: dict[str, str]
    counts: dict[Combination, int]


@dataclass(frozen=True)
class Hidden:
    """What was too small to be shown: how many combinations, and people in them."""

    combinations: int
    people: int


def read_people(sheet: Sheet) -> People:
    """One row for each combination: 0 or 1 by need, and the count."""
    if not sheet.columns or not sheet.require([COUNT]):
        return People({}, {})
    labels = {name: _label(text) for name, text in sheet.columns.items() if name != COUNT}
    if not labels:
        sheet.say(sheet.heading, "there is no need; give a column for each")
    for name, text in labels.items():
        if not NAME.fullmatch(name):
            sheet.say(
                sheet.heading, f"{shown(text)} cannot be the name of a need; begin it with a letter"
            )
    counts: dict[Combination, int] = {}
    rows: dict[Combination, int] = {}
    for number, row in sheet.rows.items():
        count = sheet.whole(number, COUNT)
        cells = {name: row[name] for name in labels}
        wrong = [name for name, cell in cells.items() if cell not in ("0", "1")]
        for name in wrong:
            says = f"is {given(cells[name])}; it must be 1 for those who have the need, else 0"
            sheet.tell(number, name, says)
        if wrong or count is None:
            continue
        combination = tuple(int(cell) for cell in cells.values())
        if combination in rows:
            same = rows[combination]
            says = f"the needs are those of row {same} again; give each combination once"
            sheet.say(number, says)
        rows[combination] = number
        counts[combination] = count
    if sheet.rows and not sheet.problems and not sum(counts.values()):
        sheet.problems.append(f"{sheet.file}: the counts add up to 0; a place has people.")
    return People(labels, counts)


def _label(heading: str) -> str:
    words = heading.replace("_", " ")
    return words[:1].upper() + words[1:]


def hide_small(people: People, smallest: int) -> tuple[People, Hidden]:
    """Count people of rare combinations with the most similar combination that is not rare.

    Parameters
    ----------
    smallest
        The least count that may be shown.

    Returns
    -------
    The same number of people in combinations of at least ``smallest`` each, and what was hidden.
    Most similar is what differs in the fewest needs; of several, the one with most people.

    Raises
    ------
    ValueError
        If no combination has ``smallest`` people.
    """
    shown_ = {one: count for one, count in people.counts.items() if count >= max(smallest, 1)}
    small = {one: count for one, count in people.counts.items() if 0 < count < smallest}
    if not shown_:
        raise ValueError(f"no combination of needs has {smallest} people or more")
    totals = Counter(shown_)
    for one, count in small.items():
        totals[min(shown_, key=lambda other: (_differ(one, other), -shown_[other]))] += count
    return People(people.labels, dict(totals)), Hidden(len(small), sum(small.values()))


def _differ(one: Combination, other: Combination) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def mix_of(people: People) -> dict[str, dict[str, object]]:
    """The combinations as tables of a scenario, by a name made of their needs."""
    total = sum(people.counts.values())
    mix: dict[str, dict[str, object]] = {}
    for combination, count in people.counts.items():
        has = [need for need, one in zip(people.labels, combination, strict=True) if one]
        stem = name = "_and_".join(has) or "none"
        number = 2
        while name in mix:
            name, number = f"{stem}_{number}", number + 1
        mix[name] = {"share": round(count / total, 6), "needs": dict.fromkeys(has, 1)}
    return mix
