"""What a comparison lets one say: sentences that fit the numbers."""

from typing import Any

import numpy as np
import pytest

from experiments.errors import Failure
from experiments.findings.comparison import Comparison
from experiments.findings.narrative import CAUTION, headline, reading, sentences
from simulation.measures import MEASURES
from simulation.world.hours import HOURS_COLUMNS
from tests.places import lonely, small

NOISE = np.array([-0.5, 0.5, -0.25, 0.25])


def comparison(
    first: dict[str, Any], *others: dict[str, Any], changes: dict[str, Any] | None = None,
    failures: tuple[Failure, ...] = (),
) -> Comparison:  # fmt: skip
    """A comparison that found the given values by measure; all else is 1 and alike."""
    each = (first, *others)
    scenario = small(lonely())
    scenarios = [scenario, *(scenario.override(changes or {}) for _ in others)]
    count = len(next(iter(first.values())))
    runs = {
        key: np.array([values.get(key, np.ones(count)) for values in each], dtype=float)
        for key in (*MEASURES, *HOURS_COLUMNS)
    }
    return Comparison(
        labels=("old", "new", "newer")[: len(each)], scenarios=tuple(scenarios),
        seeds=tuple(range(1, count + 1)), failures=failures, runs=runs,
        quarters={key: values[:, :, None] for key, values in runs.items()},
        networks=(),
    )  # fmt: skip


def found(gap: float, noise: float = 0.1, **changes: Any) -> Comparison:
    """Two scenarios, the second better by ``gap`` good weeks out of 50."""
    return comparison(
        {"good_weeks": 50 + NOISE}, {"good_weeks": 50 + NOISE + gap + noise * NOISE[::-1]},
        changes=changes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("gap", "noise", "says"),
    [
        (5.0, 0.1, "higher with new than with old by 5.00"),
        (5.0, 0.1, "That is better, by more than the smallest difference that matters (1.00, 2 %"),
        (-5.0, 0.1, "lower with new than with old by 5.00"),
        (-5.0, 0.1, "That is worse, by more than"),
        (0.5, 0.1, "That is better, but by less than the smallest difference that matters"),
        (1.0, 0.2, "though perhaps by less than"),
        (0.0, 0.1, "differ by less than the smallest difference that matters"),
        (0.5, 4.0, "new and old cannot be told apart"),
        (0.5, 4.0, "replicates would settle it, if all is as it seems now."),
        (1.0, 0.2, "More than 1,000 replicates would settle it"),
    ],
)
def test_the_headline_fits_the_difference(gap: float, noise: float, says: str) -> None:
    result = found(gap, noise)
    assert says in headline(result, result.labels)


def test_the_headline_comes_first_and_the_caution_last() -> None:
    said = sentences(found(5.0))
    assert said[0].startswith("Good weeks: ")
    assert said[-1] == CAUTION
    assert "not a forecast" in CAUTION
    assert "individuals" in CAUTION


def test_other_measures_are_judged_by_which_way_is_better() -> None:
    result = comparison(
        {"deaths": 10 + NOISE, "crises": 10 + NOISE, "caseload": 10 + NOISE, "wait_weeks": NOISE},
        {"deaths": 8 + NOISE, "crises": 12 + NOISE, "caseload": 8 + NOISE,
         "wait_weeks": 0.1 - 2 * NOISE},
    )  # fmt: skip
    said = "\n".join(sentences(result))
    assert "better with new: Deaths (lower)." in said
    assert "worse with new: Crises (higher)." in said
    assert "neither better nor worse in itself: Caseload (lower)." in said
    assert "Wait (" in said.partition("Cannot be told apart")[2]
    assert "by luck alone" in said


def test_deaths_are_never_too_few_to_matter() -> None:
    """The smallest difference that matters was named for the primary measure alone."""
    result = comparison({"deaths": 10 + NOISE}, {"deaths": 9.9 + NOISE + 0.01 * NOISE[::-1]})
    assert reading(result.judge("deaths")) == "better"


def test_one_replicate_gives_no_verdict() -> None:
    said = sentences(comparison({"good_weeks": [50.0]}, {"good_weeks": [60.0]}))
    assert "60.0 with new, 50.0 with old" in said[0]
    assert "One replicate cannot tell a difference from luck." in said[0]
    assert any("no interval can be given" in sentence for sentence in said)


def test_nothing_to_compare_is_said() -> None:
    nothing = {"good_weeks": np.full(4, np.nan)}
    assert "nothing to compare" in sentences(comparison(nothing, nothing))[0]


def test_a_shared_past_is_told_from_mere_pairing() -> None:
    assert "one shared past" in "".join(sentences(found(5.0)))
    apart = "".join(sentences(found(5.0, **{"place.people": 30})))
    assert "The past of new differs from that of old, so they are paired by seed alone" in apart


def test_scenarios_that_are_the_same_are_said_to_be() -> None:
    said = "".join(sentences(found(0.0, noise=0.0)))
    assert "Nothing that is simulated differs between old and new" in said


def test_different_lengths_are_told() -> None:
    said = "".join(sentences(found(5.0, **{"run.weeks": 20})))
    assert "not followed for the same time: old for 10 weeks and new for 20 weeks" in said


def test_failures_are_told() -> None:
    result = comparison(
        {"good_weeks": 50 + NOISE}, {"good_weeks": 60 + NOISE},
        failures=(Failure(5, "ValueError: no room"),),
    )  # fmt: skip
    said = "".join(sentences(result))
    assert "1 of 5 seeds failed" in said
    assert "seed 5: ValueError: no room" in said


def test_every_other_scenario_is_compared_with_the_first() -> None:
    result = comparison(
        {"good_weeks": 50 + NOISE}, {"good_weeks": 55 + NOISE}, {"good_weeks": 45 + NOISE}
    )
    said = sentences(result, ["A", "B", "C"])
    assert any(sentence.startswith("Good weeks: higher with B than with A") for sentence in said)
    assert any(sentence.startswith("Good weeks: lower with C than with A") for sentence in said)
