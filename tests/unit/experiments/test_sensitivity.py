"""Sensitivity analysis against functions whose answer is known, and luck whose size is known."""

import numpy as np
import pytest

from experiments.errors import InputError, RunError
from experiments.sensitivity.analysis import analyse
from experiments.sensitivity.inputs import Input, inputs_of
from experiments.sensitivity.methods import METHODS
from experiments.sensitivity.run import Question, check_measure
from simulation.scenario import load_scenario
from tests.places import small, village

MORRIS, SOBOL = METHODS["morris"], METHODS["sobol"]
PLACE = small(village())
NUMBERS = np.random.default_rng(5)


def ishigami(shares: np.ndarray) -> np.ndarray:
    """Ishigami and Homma (1990), with a = 7 and b = 0.1."""
    a, b, c = (np.pi * (2 * shares - 1)).T
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def some_inputs(count: int) -> tuple[Input, ...]:
    return tuple(Input(f"x{i}", f"X {i}", "share", 0.0, 1.0, False) for i in range(count))


def test_sobol_finds_the_indices_of_ishigami() -> None:
    shares = SOBOL.sample(3, 1024, 1)
    found = SOBOL.indices(shares, ishigami(shares), 1)
    assert found["ST"] == pytest.approx([0.558, 0.442, 0.244], abs=0.03)
    assert found["S1"] == pytest.approx([0.314, 0.442, 0.0], abs=0.05)
    assert (found["half"] > 0).all()


def test_morris_finds_the_slopes_of_a_plane() -> None:
    shares = MORRIS.sample(3, 6, 1)
    found = MORRIS.indices(shares, shares @ [2.0, -3.0, 0.0], 1)
    assert found["mu_star"] == pytest.approx([2, 3, 0])
    assert found["mu"] == pytest.approx([2, -3, 0])
    assert found["sigma"] == pytest.approx([0, 0, 0], abs=1e-9)


@pytest.mark.parametrize(("how", "samples"), [(MORRIS, 200), (SOBOL, 256)], ids=["morris", "sobol"])
def test_what_is_luck_alone_is_foretold_as_such(how, samples: int) -> None:
    shares = how.sample(3, samples, 1)
    values = shares[:, :1] * 4 + NUMBERS.normal(0, 0.5, (len(shares), 4))
    found, luck = how.indices(shares, values.mean(axis=1), 1)[how.main], how.luck(shares, values)
    assert found[1:] == pytest.approx(luck[1:], rel=0.2)
    assert found[0] > 5 * luck[0]


def test_luck_that_is_the_same_everywhere_is_no_noise() -> None:
    shares = MORRIS.sample(2, 4, 1)
    values = shares[:, :1] + np.array([[0.0, 5.0, -3.0]])
    assert MORRIS.luck(shares, values) == pytest.approx([0, 0], abs=1e-9)


def test_a_table_is_ranked_and_its_convergence_ends_in_it() -> None:
    shares = SOBOL.sample(3, 64, 1)
    values = np.repeat(ishigami(shares)[:, None], 2, axis=1)
    found = analyse("here", "sobol", "good_weeks", (1, 2), some_inputs(3), shares, values)
    assert found.table["ST"].is_monotonic_decreasing
    assert sorted(set(found.convergence["samples"])) == [4, 8, 16, 32, 64]
    last = found.convergence[found.convergence["samples"] == 64].set_index("key")["index"]
    assert last[found.table["key"]].tolist() == found.table["ST"].tolist()
    assert found.as_json()["parameters"][0]["key"] == found.table["key"][0]


def test_blocks_with_a_run_that_failed_are_left_out_whole() -> None:
    shares = MORRIS.sample(2, 5, 1)
    values = np.repeat(shares @ [[1.0], [2.0]], 2, axis=1)
    values[4, 1] = np.nan
    found = analyse("here", "morris", "good_weeks", (1, 2), some_inputs(2), shares, values)
    assert (found.samples, found.dropped) == (4, 1)
    assert found.table["mu_star"].tolist() == pytest.approx([2, 1])
    assert any("left out" in sentence for sentence in found.sentences())
    values[:12] = np.nan
    with pytest.raises(RunError, match="Only 1 of 5 trajectories"):
        analyse("here", "morris", "good_weeks", (1, 2), some_inputs(2), shares, values)


def test_a_measure_that_never_moves_has_indices_of_zero() -> None:
    shares = SOBOL.sample(2, 8, 1)
    found = analyse(
        "here", "sobol", "deaths", (1, 2), some_inputs(2), shares, np.ones((len(shares), 2))
    )
    assert found.table[["ST", "S1", "half", "luck"]].to_numpy() == pytest.approx(0)


def test_ranges_are_those_declared() -> None:
    levers = inputs_of(load_scenario("alliance"))
    assert {one.key.partition(".")[0] for one in levers} == {"commissioning"}
    (overhead,) = inputs_of(PLACE, ["commissioning.overhead"])
    assert (overhead.low, overhead.high) == (0.05, 0.35)
    assert overhead.at(0.5) == pytest.approx(0.2)


def test_tables_patterns_and_whole_numbers() -> None:
    keys = {one.key for one in inputs_of(PLACE, ["service.*.caseload", "entanglement"])}
    assert "service.clinic.caseload" in keys
    assert "entanglement.c" in keys
    (weeks,) = inputs_of(PLACE, ["commissioning.review_weeks"])
    values = [weeks.at(share) for share in (0.0, 0.4, 1.0)]
    assert values == [4, 23, 52]
    assert {type(value) for value in values} == {int}


def test_what_is_set_is_not_varied() -> None:
    keys = {one.key for one in inputs_of(PLACE, fixed=["commissioning.overhead"])}
    assert "commissioning.overhead" not in keys
    with pytest.raises(InputError, match="both set and varied"):
        inputs_of(PLACE, ["commissioning.overhead"], ["commissioning.overhead"])


def test_all_that_finds_nothing_is_told_together() -> None:
    with pytest.raises(InputError) as caught:
        inputs_of(PLACE, ["commissioning.overhad", "run.weeks", "xyz"])
    near, structural, unknown = caught.value.problems
    assert near.endswith("did you mean commissioning.overhead?")
    assert "no number with a plausible range" in structural
    assert "there are the tables commissioning, " in unknown


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"method": "mores"}, "must be morris or sobol"),
        ({"samples": 1}, "for morris it must be 2 or more"),
        ({"method": "sobol", "samples": 12}, "a power of two"),
        ({"replicates": 1}, "2 or more, so that luck"),
    ],
)
def test_what_cannot_be_asked(change: dict, says: str) -> None:
    with pytest.raises(InputError, match=says):
        Question(PLACE, **{"method": "morris"} | change)
    with pytest.raises(InputError, match="did you mean good_weeks"):
        check_measure("good_week")


def test_the_same_question_has_the_same_points() -> None:
    first, again = (Question(PLACE, "morris", 3, ["entanglement"]) for _ in range(2))
    assert (first.shares() == again.shares()).all()
    assert len(first.shares()) == first.points
    assert first.runs == 2 * first.points
    assert first.design(first.shares()).size == first.runs
