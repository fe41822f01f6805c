"""Plans: what they make, and what is said of those that make no sense."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.plans.plan import MOST_RUNS
from experiments.plans.reader import load_plan, plan_from_dict
from simulation.scenario import Scenario, ScenarioError
from tests.places import small, village

SHARE = "commissioning.pooled_share"
BOOK = "commissioning.open_book"


@pytest.fixture(scope="module")
def place() -> Scenario:
    return small(village())


def wrong(data: dict[str, Any]) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        plan_from_dict(data)
    return caught.value.problems


def test_a_grid_has_every_combination_the_last_moving_fastest(place: Scenario) -> None:
    spans = {SHARE: [0.0, 1.0], BOOK: {"low": 0, "high": 1, "steps": 3}}
    plan = plan_from_dict({"scenarios": [place], "seeds": 2, "vary": spans})
    design = plan.make()
    assert design.axes == (SHARE, BOOK)
    assert design.points == [(s, b) for s in (0.0, 1.0) for b in (0.0, 0.5, 1.0)]
    assert design.seeds == (1, 2)
    assert plan.size() == design.size == 12
    assert [(job.point, job.seed) for job in design.jobs()][:3] == [(0, 1), (0, 2), (1, 1)]


def test_a_plan_that_varies_nothing_has_one_point(place: Scenario) -> None:
    design = plan_from_dict({"scenarios": [place], "seeds": [7, 3]}).make()
    assert design.points == [()]
    assert design.seeds == (7, 3)


@pytest.mark.parametrize("design", ["latin_hypercube", "sobol"])
def test_samples_fill_their_ranges_evenly_and_are_always_the_same(
    place: Scenario, design: str
) -> None:
    spans = {
        SHARE: {"low": 0.2, "high": 0.8}, "place.people": {"low": 10, "high": 13},
        "entanglement.form": ["drift", "trigger"],
    }  # fmt: skip
    data = {"scenarios": [place], "vary": spans, "design": design, "samples": 64}
    points = plan_from_dict(data).make().points
    assert points == plan_from_dict(data | {"seeds": 3}).make().points
    shares, people, forms = zip(*points, strict=True)
    assert np.histogram(shares, 8, (0.2, 0.8))[0].tolist() == [8] * 8
    assert [people.count(n) for n in (10, 11, 12, 13)] == [16] * 4
    assert all(type(n) is int for n in people)
    assert forms.count("drift") == 32
    other = plan_from_dict(data | {"samples": 32}).make().points
    assert other != points[:32] or design == "sobol"


def test_whole_numbers_stay_whole_in_a_grid(place: Scenario) -> None:
    spans = {"place.people": {"low": 10, "high": 20, "steps": 3}}
    points = plan_from_dict({"scenarios": [place], "vary": spans}).make().points
    assert points == [(10,), (15,), (20,)]
    assert all(type(people) is int for (people,) in points)


def test_what_is_set_is_set_in_every_scenario(place: Scenario) -> None:
    data = {"scenarios": [place, place], "set": {"place": {"people": 9}, "run.past_weeks": 4}}
    design = plan_from_dict(data).make()
    assert [(s.place.people, s.run.past_weeks) for s in design.scenarios] == [(9, 4)] * 2


def test_a_file_says_it_as_scenarios_do(tmp_path: Path, place: Scenario) -> None:
    (tmp_path / "village.toml").write_text(place.to_toml(), encoding="utf-8")
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'scenarios = ["village.toml", "alliance"]\nseeds = [4]\n'
        "[set]\nplace.people = 5\n[vary]\n"
        "commissioning.pooled_share = { low = 0, high = 1, steps = 2 }\n"
        '"run.past_weeks" = [1, 2]\n',
        encoding="utf-8",
    )
    design = load_plan(plan).make()
    assert list(design.by_label) == ["village", "alliance"]
    assert design.points == [(0.0, 1), (0.0, 2), (1.0, 1), (1.0, 2)]


def test_all_problems_of_a_file_are_told_together_with_their_lines(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'scenarios = ["alliance", "target_driven"]\nseds = 3\ndesign = "sobl"\n[set]\n'
        "place.peopel = 5\n[vary]\ncommissioning.pooled_share = [0.5, 1.5]\n"
        "commissioning.open_book = []\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError) as caught:
        load_plan(plan)
    said = [problem.removeprefix(f"{plan}, ") for problem in caught.value.problems]
    assert said[0] == "line 2: seds is not a known key; did you mean seeds?"
    assert said[1].startswith('line 3: design is "sobl"; it must be one of grid, ')
    assert said[1].endswith("did you mean sobol?")
    assert said[2] == "line 5: place.peopel is not a known key; did you mean place.people?"
    assert said[3].startswith("line 7: commissioning.pooled_share is 1.5; it must be a number")
    assert said[4].startswith("line 8: vary.commissioning.open_book is empty; it must be a list")
    assert len(said) == 5


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"seeds": 0}, "seeds is 0; it must be a count"),
        ({"seeds": True}, "seeds is true; it must be a count"),
        ({"seeds": [1, 1]}, "seeds has 1 twice; it must be a count"),
        ({"seeds": [1, -1]}, "seeds has -1; it must be a count"),
        ({"seeds": [2**63]}, "seeds has 9223372036854775808; it must be a count"),
        ({"vary": 3}, "vary is 3; it must be a table of keys, each with a list"),
        ({"seeds": []}, "seeds is empty"),
        ({"scenarios": []}, "scenarios is empty"),
        ({"scenarios": "alliance"}, 'scenarios is "alliance"; it must be a list'),
        ({"scenarios": ["allianc"]}, "did you mean alliance?"),
        ({"samples": 4}, "samples is given; a grid has all combinations"),
        ({"design": "sobol", "samples": 8}, "needs something under [vary]"),
        ({"vary": {SHARE: [0, "a"]}}, f'vary.{SHARE} has "a"; it must be a list of values of one'),
        ({"vary": {SHARE: [0.5, True]}}, "has true; it must be a list of values of one kind"),
        ({"vary": {SHARE: [0, 0.0]}}, "has 0.0 twice; it must be a list"),
        ({"vary": {SHARE: [0, float("nan")]}}, "has nan; it must be a list of values"),
        ({"vary": {SHARE: [[0.5]]}}, "has an array; it must be a list of values"),
        ({"vary": {SHARE: {"low": 1, "high": 0, "steps": 3}}}, "from 1 to 0; low must be less"),
        ({"vary": {SHARE: {"low": 0, "steps": 3}}}, f"vary.{SHARE}.high is missing; it must be a"),
        ({"vary": {SHARE: {"low": 0, "high": "1", "steps": 3}}}, 'high is "1"; it must be a'),
        ({"vary": {SHARE: {"low": 0, "high": 1, "steps": 1}}}, "steps is 1; it must be a whole"),
        ({"vary": {SHARE: {"low": 0, "high": 1}}}, "in the design grid it needs steps"),
        ({"vary": {SHARE: {"low": 0, "high": 1, "stesp": 3}}}, "did you mean steps?"),
        ({"vary": {SHARE: [0.5]}, "set": {SHARE: 0.5}}, "both set and varied"),
        (
            {"vary": {"place.people": {"low": 1, "high": 3, "steps": 9}}},
            "a range of whole numbers",
        ),
        (
            {"vary": {SHARE: {"low": 0, "high": 1}}, "design": "sobol", "samples": 100},
            "a power of two, such as 64 or 128",
        ),
        ({"vary": {SHARE: {"low": 0, "high": 1}}, "design": "sobol"}, "samples is missing"),
        (
            {"vary": {SHARE: {"low": 0, "high": 1, "steps": 90_000}}, "seeds": 1000},
            f"has 90,000,000 runs; it may have at most {MOST_RUNS:,}",
        ),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told(place: Scenario, more: dict[str, Any], says: str) -> None:
    problems = wrong({"scenarios": [place], "seeds": 1} | more)
    assert len(problems) == 1
    assert says in problems[0]


def test_a_plan_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "pooling.toml").write_text("", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"there is no plan .*did you mean .*pooling.toml"):
        load_plan(tmp_path / "poling.toml")
    with pytest.raises(ScenarioError, match=r'there is no plan "[^"]*nothing\.toml"$'):
        load_plan(tmp_path / "nothing.toml")
    with pytest.raises(ScenarioError, match=r"is a directory; give a plan in it"):
        load_plan(tmp_path)
