"""What a comparison lets one say, in plain sentences, the primary measure first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulation.measures import PRIMARY, SMALLEST_THAT_MATTERS

from .comparison import Comparison
from .formatting import UNKNOWN, and_list, decimals, estimated, number
from .judgement import Judgement
from .statistics import MOST_REPLICATES_FORETOLD, Estimate

CAUTION = (
    "This is not a forecast: it shows what tends to happen in a simulated place under the "
    "assumptions stated. It is not for decisions about individuals."
)

SHARE = f"{100 * SMALLEST_THAT_MATTERS:g} %"
_OPENINGS = {
    "better": "Clear, and better with {}",
    "worse": "Clear, and worse with {}",
    "different": "Clear with {}, though neither better nor worse in itself",
    "same": f"Within {SHARE} either way",
    "open": "Cannot be told apart (in brackets, the replicates that would settle it)",
}
_BY_LUCK = (
    "Only the first measure was named beforehand. Of the others, one in twenty would look clear "
    "by luck alone."
)


def sentences(comparison: Comparison, names: Sequence[str] | None = None) -> list[str]:
    """Everything there is to say about a comparison, a few sentences an item.

    Parameters
    ----------
    comparison
        What was found.
    names
        What to call the scenarios; their labels by default.
    """
    names = names or comparison.labels
    said = []
    for other in range(1, len(names)):
        said += [headline(comparison, names, other), *other_measures(comparison, names, other)]
    return [*said, *ground(comparison, names), CAUTION]


def headline(comparison: Comparison, names: Sequence[str], other: int = 1) -> str:
    """What can be said of the primary measure: the scenario ``other`` against the first."""
    primary = comparison.judge(PRIMARY, other)
    label, first, second = primary.measure.label, names[0], names[other]
    matters = (
        f"the smallest difference that matters ({number(primary.smallest)}, "
        f"{SHARE} of {number(primary.first.mean)})"
    )
    settle = f"{_settle(primary)} replicates would settle it, if all is as it seems now."
    found = f"{label}: {_gap(primary, first, second)}. That is {primary.valued}"
    if primary.verdict == "matters":
        return f"{found}, by more than {matters}."
    if primary.verdict == "small":
        return f"{found}, but by less than {matters}."
    if primary.verdict == "clear":
        return f"{found}, though perhaps by less than {matters}. {settle}"
    if primary.verdict == "unknown":
        return f"{label}: {_unknown(primary, first, second)}"
    mean, low, high = estimated(primary.gap, signed=True)
    numbers = f"(difference {mean} {primary.measure.unit}, 95 % interval {low} to {high})"
    if primary.verdict == "same":
        return f"{label}: {second} and {first} differ by less than {matters}, either way {numbers}."
    return f"{label}: {second} and {first} cannot be told apart {numbers}. {settle}"


def other_measures(comparison: Comparison, names: Sequence[str], other: int = 1) -> list[str]:
    """The other measures, in groups: better, worse, simply different, and not told apart."""
    found = grouped(comparison, other)
    said = [
        f"{opening(group, names[other])}: "
        f"{and_list([f'{label} ({note})' if note else label for label, note in each])}."
        for group, each in found.items()
    ]
    return [*said, *by_luck(found)]


def grouped(comparison: Comparison, other: int = 1) -> dict[str, list[tuple[str, str]]]:
    """The other measures by what can be said of them, each with which way it differs.

    Those that are not told apart come with the replicates that would settle it.
    """
    groups: dict[str, list[tuple[str, str]]] = {group: [] for group in _OPENINGS}
    for measure in comparison.measures:
        judged = comparison.judge(measure, other)
        if measure == PRIMARY or judged.verdict == "unknown":
            continue
        label = judged.measure.label
        if judged.verdict == "same":
            groups["same"].append((label, ""))
        elif judged.verdict == "unclear":
            groups["open"].append((label, _settle(judged).lower()))
        else:
            groups[judged.valued].append((label, judged.direction))
    return {group: each for group, each in groups.items() if each}


def opening(group: str, second: str) -> str:
    """What is said of a group of measures, the scenario ``second`` against the first."""
    return _OPENINGS[group].format(second)


def by_luck(groups: Iterable[str]) -> list[str]:
    """A word of care, where measures that were not named beforehand look clear."""
    return [] if {"better", "worse", "different"}.isdisjoint(groups) else [_BY_LUCK]


class Row(NamedTuple):
    """A judgement as the cells of a table, left to right."""

    first: str
    second: str
    difference: str
    interval: str
    reading: str


def row(judged: Judgement) -> Row:
    """A line of a table: both means, the difference, its interval, and what it says."""
    gap, first = judged.gap, judged.first.mean
    digits = decimals(gap, like=first)
    mean, low, high = estimated(gap, signed=True, like=first)
    return Row(
        first=number(first, digits),
        second=number(judged.second.mean, digits),
        difference=mean,
        interval=f"{low} to {high}" if gap.n > 1 else UNKNOWN,
        reading=reading(judged),
    )


def reading(judged: Judgement) -> str:
    """A word or two on a difference, for a table."""
    if judged.verdict == "unknown":
        return "one replicate" if judged.gap.n == 1 else UNKNOWN
    if judged.verdict == "same":
        return f"within {SHARE}"
    if judged.verdict == "unclear":
        needed = judged.to_settle
        return f"unclear, needs {f'{needed:,}' if needed else f'over {MOST_REPLICATES_FORETOLD:,}'}"
    by_little = judged.verdict == "small" and judged.measure.id == PRIMARY
    said = judged.direction if judged.valued == "different" else judged.valued
    return f"{said}, by little" if by_little else said


def ground(comparison: Comparison, names: Sequence[str]) -> list[str]:
    """What the comparison stands on: replicates, luck, the past, and what went wrong."""
    replicates = len(comparison.seeds)
    said = [
        f"{_replicates(replicates)} of each, with the same luck: in every one, the same people "
        f"meet the same chances. {_past(comparison, names)}"
    ]
    key, *others = [scenario.key() for scenario in comparison.scenarios]
    alike = [n for n, other in zip(names[1:], others, strict=True) if other == key]
    if alike:
        said.append(
            f"Nothing that is simulated differs between {names[0]} and {and_list(alike)}, so their "
            "results are the same."
        )
    if replicates == 1:
        said.append("One replicate shows one possible history: no interval can be given.")
    lengths = [scenario.run.weeks for scenario in comparison.scenarios]
    if len(set(lengths)) > 1:
        each = [f"{name} for {weeks} weeks" for name, weeks in zip(names, lengths, strict=True)]
        said.append(f"They were not followed for the same time: {and_list(each)}.")
    if comparison.failures:
        first = comparison.failures[0]
        asked = replicates + len(comparison.failures)
        said.append(
            f"{len(comparison.failures)} of {asked} seeds failed and are left out; the first was "
            f"seed {first.seed}: {first.error}."
        )
    return said


def _past(comparison: Comparison, names: Sequence[str]) -> str:
    apart = [n for n, shares in zip(names, comparison.shares_past, strict=True) if not shares]
    if not apart:
        return "They grew out of one shared past, so all that differs follows from the scenarios."
    return (
        f"The past of {and_list(apart)} differs from that of {names[0]}, so they are paired by "
        "seed alone: some of the difference was there from the start."
    )


def _gap(judged: Judgement, first: str, second: str) -> str:
    gap = judged.gap
    away = -1 if gap.mean < 0 else 1
    least, most = sorted((away * gap.low, away * gap.high))
    mean, low, high = estimated(Estimate(abs(gap.mean), least, most, gap.deviation, gap.n))
    return (
        f"{judged.direction} with {second} than with {first} by {mean} {judged.measure.unit} "
        f"(95 % interval {low} to {high})"
    )


def _settle(judged: Judgement) -> str:
    needed = judged.to_settle
    return f"More than {MOST_REPLICATES_FORETOLD:,}" if needed is None else f"About {needed:,}"


def _unknown(judged: Judgement, first: str, second: str) -> str:
    if judged.gap.n == 0:
        return "nothing to compare, since nothing happened that it could be measured on."
    return (
        f"{number(judged.second.mean)} with {second}, {number(judged.first.mean)} with {first} "
        f"({judged.measure.unit}). One replicate cannot tell a difference from luck."
    )


def _replicates(count: int) -> str:
    return "1 replicate" if count == 1 else f"{count:,} replicates"
