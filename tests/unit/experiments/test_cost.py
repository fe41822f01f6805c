"""What a sweep would take: what a process does once is not counted as if it did it every week."""

import time
from typing import Any

import pytest

from experiments.cost import estimate
from experiments.plans.reader import plan_from_dict
from experiments.runs import jobs
from experiments.sweep import Settings
from tests.places import lonely, small

WEEKS, SEEDS, SLOW = 26, 1000, (1, 13)
PLAN = {
    "scenarios": [small(lonely(), run__weeks=WEEKS, run__past_weeks=1)],
    "seeds": SEEDS,
    "vary": {"commissioning.pooled_share": [0.0, 1.0]},
}


def test_what_is_compiled_at_first_is_not_foretold_for_every_week(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first week ever waits for what is compiled, and so does the first end of a quarter."""
    working, lived = jobs.fork, 0

    def fork(scenarios: Any, seed: int, on_week: Any, pasts: Any) -> Any:
        def week() -> None:
            nonlocal lived
            lived += 1
            if lived in SLOW:
                time.sleep(2.0)
            if on_week is not None:
                on_week()

        return working(scenarios, seed, week, pasts)

    monkeypatch.setattr(jobs, "fork", fork)
    cost = estimate(plan_from_dict(PLAN).make(), Settings(jobs=1), patience=1.0)
    assert cost.weeks == (WEEKS + 1) * 2 * SEEDS
    assert cost.core_seconds / cost.weeks < 0.02
