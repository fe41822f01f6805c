"""The study of what emerges: its arms differ in the stake alone, its tables say what was found."""

import numpy as np
import pytest

from examples.emergence import alternatives, culture, gaming, transitions, written
from experiments.compare import compare
from experiments.findings.statistics import Estimate
from simulation.run import simulate
from simulation.scenario import load_scenario
from simulation.week.commissioners.scheduled_events import levers_at

TINY = {"place.people": 60, "run.weeks": 26, "run.past_weeks": 13}


def found(mean, half):
    return Estimate(mean, mean - half, mean + half, half, 32)


@pytest.mark.parametrize(
    ("mean", "sign", "bold"), [(1.0, 1, True), (-1.0, -1, True), (0.2, 0, False)]
)
def test_what_is_clear_is_bold(mean, sign, bold):
    assert written.sign(found(mean, 0.5)) == sign
    assert written.cell(found(mean, 0.5)).startswith("**") == bold


def test_what_is_not_known_is_said_once():
    assert written.cell(found(float("nan"), 0.5)) == "not known"


# --- Gaming --------------------------------------------------------------------------------------


def test_arms_share_a_past_with_nothing_at_stake_and_differ_in_the_stake_alone():
    nothing, managed = gaming.arms({})
    assert nothing.past_key() == managed.past_key()
    one, other = (s.commissioning.model_dump() for s in (nothing, managed))
    assert {lever for lever in one if one[lever] != other[lever]} == set(gaming.STAKES)
    assert not any(one[lever] for lever in gaming.STAKES)
    past = managed.place.past.model_dump()
    assert not any(past[lever] for lever in gaming.STAKES)


@pytest.mark.parametrize(
    ("channel", "measure"),
    [("flattering records", "generous_recording"), ("closing early", "early_closure"),
     ("telling complex from simple", "creaming")],
)  # fmt: skip
def test_a_blocked_channel_is_closed(channel, measure):
    _, open_one = gaming.arms(TINY | gaming.EASY | {"run.weeks": 80})
    blocked = open_one.override(gaming.BLOCKED[channel])
    before, after = (simulate(s, seed=1).summary()[measure] for s in (open_one, blocked))
    assert before
    assert after == 0 or np.isnan(after)


# --- Alternatives --------------------------------------------------------------------------------


def test_every_form_changes_something_and_has_its_line():
    shipped = alternatives.scenarios({})["alliance"]
    for says, form in list(alternatives.FORMS.items())[1:]:
        assert shipped.override(form) != shipped, says
    made = alternatives.scenarios(TINY)
    runs = compare(list(made.values()), replicates=2, jobs=1)
    lines = alternatives.table_of({"One": runs, "Another": runs}, list(made)).splitlines()
    assert [line.split(" | ")[0] for line in lines[-3:]] == ["| One", "| Another", "| Survives all"]
    assert {line.count("|") for line in lines[2:]} == {len(alternatives.FINDINGS) + 3}


@pytest.mark.parametrize(
    ("signs", "says"),
    [((1, 1), "yes"), ((1, -1), "turns"), ((1, 0), "unclear in some"), ((0, 0), "unclear in all")],
)
def test_a_finding_survives_where_its_sign_does(signs, says):
    assert says in alternatives.survives([found(sign, 0.5) for sign in signs])


# --- Culture, copying and time -------------------------------------------------------------------


def test_culture_is_taken_away_piece_by_piece():
    alliance = load_scenario("alliance")
    for says, change in culture.CHANGES.items():
        assert alliance.override(change) != alliance, says


@pytest.mark.parametrize("way", list(transitions.scenarios())[2:])
def test_every_way_ends_where_the_alliance_stands(way):
    made = transitions.scenarios()
    there = levers_at(made[way], 600).model_dump()
    stands = made["Alliance throughout"].commissioning.model_dump()
    paid, pay = there.pop("pay"), stands.pop("pay")
    assert {name: share for name, share in paid.items() if share} == pytest.approx(pay)
    assert {k: float(v) for k, v in there.items()} == pytest.approx(
        {k: float(v) for k, v in stands.items()}
    )


def test_a_way_is_told_by_its_dip_its_lag_and_what_it_regains():
    years = np.array([-1.0, -2.0, *np.linspace(0.5, 4.0, transitions.YEARS - 2)])
    luck = np.array([-0.1, 0.0, 0.1])[:, None]
    lowest, dip, ahead_from, last, share = transitions.way(years + luck, 2 * years + luck)
    assert (lowest, ahead_from, share) == ("2", "3", "50%")
    assert dip.startswith("**-2.0")
    assert last.startswith("**+4.0")
