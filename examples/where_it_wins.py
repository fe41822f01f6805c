"""Where an alliance does better than targets, where it does worse, and where nobody can tell.

    python examples/where_it_wins.py            20 replicates of each
    python examples/where_it_wins.py 5          5 replicates of each

The same two ways of commissioning are compared in places and under assumptions that differ in
one thing each. A difference is the alliance, or what stands in its place, minus the targets.
"""

from collections.abc import Iterator

from allied.script import Count, script
from experiments.compare import compare
from experiments.findings.comparison import Comparison
from experiments.findings.formatting import estimated, markdown
from experiments.findings.narrative import reading
from experiments.plans.scaling import money_times
from simulation.scenario import Scenario, load_scenario

MEASURES = {"good_weeks": "Good weeks", "burden": "Burden", "deaths": "Deaths"}
Pair = tuple[Scenario, Scenario]
UNDONE = {
    "The alliance meets people as targets do: warmth, flexibility, endings": (
        "flexibility", "warmth", "shared_endings",
    ),
    "The alliance turns people away as targets do: same thresholds, labels and turns": (
        "threshold_rigidity", "label_effect", "allocation",
    ),
    "The alliance pays, blames and checks as targets do": (
        "pay", "target_threshold", "target_ratchet", "blame", "assurance", "competition",
        "contract_weeks", "pooled_share",
    ),
}  # fmt: skip
"""Levers that are put back to where the targets have them, together."""


def pairs() -> Iterator[tuple[str, Pair]]:
    """What is changed, and the two scenarios to compare."""
    targets, alliance = load_scenario("target_driven"), load_scenario("alliance")
    yield "Nothing", (targets, alliance)
    for says, change in (
        ("Half the money", money_times(targets, 0.5)),
        ("Twice the money", money_times(targets, 2.0)),
        ("Needs do not pull on one another", {"entanglement.c": 0.0}),
        ("Needs pull on one another fully", {"entanglement.c": 1.0}),
        ("The first two years only", {"run.weeks": 104}),
    ):
        yield says, (targets.override(change), alliance.override(change))
    overhead = alliance.commissioning.overhead + 0.1
    busier = alliance.override({"commissioning.overhead": overhead})
    yield "The alliance meets for ten points more of its hours", (targets, busier)
    for says, levers in UNDONE.items():
        yield says, (targets, as_in(targets, alliance, levers))
    for name in ("alliance_without_open_book", "targets_with_open_book", "targets_for_learning"):
        other = load_scenario(name)
        yield f"In place of the alliance: {other.pack.title.lower()}", (targets, other)
    simple = load_scenario("simple_needs")
    yield "One need, a count of success that is checked", (simple, allied(simple, alliance))


def as_in(one: Scenario, other: Scenario, levers: tuple[str, ...]) -> Scenario:
    """The other scenario with some levers as in the one."""
    stand = one.commissioning.model_dump()
    return other.override({f"commissioning.{lever}": stand[lever] for lever in levers})


def allied(place: Scenario, alliance: Scenario) -> Scenario:
    """Another place under the levers of the alliance; what is paid for stays the place's."""
    levers = alliance.commissioning.model_dump(exclude={"pay"})
    return place.override({f"commissioning.{name}": value for name, value in levers.items()})


def row(says: str, found: Comparison) -> list[str]:
    """One line of the table."""
    cells = [says]
    for measure in MEASURES:
        gap, first = found.difference(measure), found.mean(measure).mean
        mean, low, high = estimated(gap, signed=True, like=first)
        cells.append(f"{mean} ({low} to {high}): {reading(found.judge(measure))}")
    return cells


def table(replicates: int) -> str:
    """All comparisons as a Markdown table."""
    lines = [row(says, compare(pair, replicates)) for says, pair in pairs()]
    return markdown(["What is changed", *MEASURES.values()], *lines)


def main(replicates: Count = 20) -> None:
    print(table(replicates))


if __name__ == "__main__":
    script(main)
