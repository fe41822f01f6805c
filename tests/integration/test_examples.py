"""The examples a researcher copies do what they say, here on places small enough to be quick."""

import pandas as pd
import pytest

from examples import claim
from examples import sensitivity as example
from experiments.sweep import sweep
from simulation.measures import PRIMARY
from tests.places import small, village

TINY = {"place.people": 25, "run.past_weeks": 2, "run.weeks": 13}


def test_levers_are_sorted_into_three_groups(capsys: pytest.CaptureFixture[str]) -> None:
    found = example.screen(small(village(), run__weeks=13, run__past_weeks=1, place__people=15), 2)
    groups = example.sorted_out(found)
    assert sorted(key for keys in groups.values() for key in keys) == sorted(found.table["key"])
    assert len(groups) == 3


def test_a_claim_is_answered_at_every_level() -> None:
    plan = claim.PLAN | {"seeds": 2, "set": TINY}
    found = claim.answers(sweep(plan, jobs=1))
    assert list(found) == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("gaps", "says"),
    [
        ([2.0, 2.1, 2.2], "holds"),
        ([-2.0, -2.1, -2.2], "is refuted"),
        ([-3.0, 0.0, 3.0], "stays open (unclear)"),
        ([0.1, 0.11, 0.12], "stays open (small)"),
    ],
)
def test_a_claim_can_fail(gaps: list[float], says: str) -> None:
    rows = []
    for seed, gap in enumerate(gaps):
        for name, value in ((claim.WITHOUT, 20.0), (claim.WITH, 20.0 + gap)):
            rows.append({claim.WHERE: 0.5, "seed": seed, "scenario": name, PRIMARY: value})
    ((_, answer),) = claim.answers(pd.DataFrame(rows)).values()
    assert answer == says
