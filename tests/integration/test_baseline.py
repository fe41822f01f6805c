"""What shipped scenarios give is kept, and moves only when somebody says so."""

import copy
import json

import pytest

from scripts.baseline import FILE, Baseline, made_here, moved
from simulation.scenarios import INDEX


@pytest.fixture(scope="module")
def now() -> Baseline:
    return made_here()


@pytest.fixture(scope="module")
def kept() -> Baseline:
    return json.loads(FILE.read_text("utf-8"))


def test_results_moved_only_with_their_baseline(kept: Baseline, now: Baseline) -> None:
    changes = list(moved(kept, now))
    assert not changes, "results moved; if meant: python -m scripts.baseline --keep\n" + "\n".join(
        changes[:20]
    )


def test_every_shipped_scenario_is_kept(kept: Baseline) -> None:
    assert sorted(kept["scenarios"]) == sorted(INDEX)


def test_a_change_is_seen_on_the_same_machine_and_on_another(now: Baseline) -> None:
    changed = copy.deepcopy(now)
    burden = changed["scenarios"]["alliance"]["burden"]
    burden[:] = [value * 1.5 for value in burden]
    assert any(line.startswith("alliance: burden") for line in moved(now, changed))
    elsewhere = changed | {"made_with": {}}
    assert any(line.startswith("alliance: burden") for line in moved(now, elsewhere))


def test_rounding_elsewhere_is_no_change(now: Baseline) -> None:
    other = copy.deepcopy(now) | {"made_with": {}}
    for measures in other["scenarios"].values():
        for values in measures.values():
            values[:] = [v if v is None else v * (1 + 1e-6) for v in values]
    assert not list(moved(now, other))
