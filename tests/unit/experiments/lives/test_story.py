"""What belongs together is told in one breath, in the scenario's own words."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.lives import Entry, Life, Lived, Standing
from experiments.lives.english import count, times, when
from experiments.lives.first_difference import first_difference
from experiments.lives.sparkline import sparkline
from experiments.lives.story import Year, story
from experiments.lives.totals import totals
from experiments.report.life_page import life_page
from simulation.journeys import EVENT
from simulation.scenario import Scenario
from simulation.world import Kind, Status
from tests.places import small, village

HOUSING, DRUGS = 0, 1
HOSTEL, CLINIC, CAFE, COMMUNITY = 0, 1, 2, 3
WEEKS = 110
Told = tuple[int, Kind, int, int, int]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return small(village() | {"event": {}}, run__weeks=WEEKS)


def life_of(
    scenario: Scenario, events: list[Told], standing: tuple[Standing, ...] = (), last: int = WEEKS
) -> Life:
    """A life of two needs with these events: week, kind, need, service and other."""
    found = np.array([(week, kind, 5, need, s, o) for week, kind, need, s, o in events], EVENT)
    present = np.arange(WEEKS) < last
    by_week, by_need = np.full(WEEKS, 0.5, np.float32), np.full((WEEKS, 2), 0.5, np.float32)
    lived = Lived(
        "village", scenario, found, by_need, by_week, by_week, (0.5 * present).astype(np.float32),
        np.zeros((WEEKS, 2), np.int8), np.zeros((WEEKS, 2), np.int16), present,
    )  # fmt: skip
    state = np.array([0.5, 0.2])
    entry = Entry(0, True, state, state, 0.3, 0.4, (1, 2), 0, 0, standing)
    return Life(5, 1, entry, (lived,))


def told(scenario: Scenario, *events: Told, **more: object) -> list[Year]:
    life = life_of(scenario, list(events), **more)  # type: ignore[arg-type]
    return story(life, life.lived[0])


def texts(years: list[Year]) -> list[str]:
    return [one.text for year in years for one in year.told]


def away(week: int, service: int = CLINIC, kind: Kind = Kind.QUEUE_FULL) -> Told:
    return (week, kind, DRUGS, service, COMMUNITY)


def test_equal_things_in_a_row_are_told_once(scenario: Scenario) -> None:
    assert texts(told(scenario, away(3))) == ["Drugs: turned away by Clinic (queue full)."]
    assert texts(told(scenario, away(3), away(9), away(20))) == [
        "Drugs: turned away three times until week 21 by Clinic (queue full)."
    ]
    assert texts(told(scenario, away(3), away(3, HOSTEL))) == [
        "Drugs: turned away twice by Clinic, Hostel (queue full each time)."
    ]
    mixed = [away(3), away(4, kind=Kind.BELOW_THRESHOLD), away(5), away(6, HOSTEL)]
    assert texts(told(scenario, *mixed)) == [
        "Drugs: turned away four times until week 7 by Clinic (queue full twice, not severe "
        "enough once), Hostel (queue full)."
    ]


def test_every_year_tells_its_own_shut_doors(scenario: Scenario) -> None:
    first, second, _ = told(scenario, away(50), away(51), away(52))
    assert [one.week for one in first.told] == [50]
    assert [one.week for one in second.told] == [52]


def test_from_the_first_door_to_what_was_found_months_later(scenario: Scenario) -> None:
    settle = scenario.model.support.settle_weeks
    events = [
        away(3),
        (5, Kind.ACCEPTED_COMPLEX, DRUGS, CLINIC, HOSTEL),
        (5, Kind.STORY_TOLD, DRUGS, CLINIC, -1),
        (5, Kind.HANDED_WARM, DRUGS, CLINIC, HOSTEL),
        (9, Kind.STARTED, DRUGS, CLINIC, 4),
        (17, Kind.CLOSED_EARLY, DRUGS, CLINIC, 8),
        (17, Kind.RECORDED, DRUGS, CLINIC, -1),
        (17, Kind.RECORDED_FALSELY, DRUGS, CLINIC, -1),
        (17 + settle, Kind.SETTLED, DRUGS, CLINIC, -1),
    ]
    (text,) = texts(told(scenario, *events))
    assert text == (
        "Drugs: turned away by Clinic (queue full); taken on in week 6 by Clinic, handed over in "
        "person by Hostel; after four weeks' wait, eight weeks of support, closed early, written "
        f"down as a success though not well. {settle} weeks on: not well."
    )
    assert texts(told(scenario, *events, (17 + settle, Kind.SUSTAINED, DRUGS, CLINIC, -1)))[
        0
    ].endswith("on: well.")
    assert texts(told(scenario, *events, last=20))[0].endswith("though not well.")


def test_what_happens_during_support_is_told_with_it(scenario: Scenario) -> None:
    leaves = [(week, Kind.WORKER_LEFT, DRUGS, CLINIC, -1) for week in (6, 8)]
    begins = [
        (2, Kind.ACCEPTED_SIMPLE, DRUGS, CLINIC, COMMUNITY),
        (2, Kind.STARTED, DRUGS, CLINIC, 0),
    ]
    ends = [
        (12, Kind.COMPLETED, DRUGS, CLINIC, 10),
        (12, Kind.ENDING_AGREED, DRUGS, CLINIC, -1),
    ]
    year, *_ = told(scenario, *begins, *leaves, *ends)
    assert [one.text for one in year.told] == [
        "Drugs: taken on by Clinic; seen at once, ten weeks of support, their worker leaves twice, "
        "completed, as agreed with them."
    ]
    assert "worker" not in year.lead
    year, *_ = told(scenario, leaves[0])
    assert year.told == ()
    assert year.lead.endswith("Their worker leaves once.")


def test_what_was_open_at_the_fork_goes_on(scenario: Scenario) -> None:
    waiting = (Standing(DRUGS, Status.WAITING, CLINIC, 3),)
    quits = (4, Kind.QUIT_WAITING, DRUGS, CLINIC, -1)
    assert texts(told(scenario, quits, standing=waiting)) == [
        "Drugs: already waiting three weeks for Clinic; gives up waiting after seven weeks in all."
    ]
    active = (Standing(DRUGS, Status.ACTIVE, CLINIC, 3),)
    ends = (1, Kind.COMPLETED, DRUGS, CLINIC, 4)
    assert texts(told(scenario, ends, standing=active)) == [
        "Drugs: already with Clinic for three weeks; four weeks of support in all, completed."
    ]
    begins = (2, Kind.STARTED, DRUGS, CLINIC, 5), (4, Kind.COMPLETED, DRUGS, CLINIC, 2)
    assert texts(told(scenario, *begins, standing=waiting)) == [
        "Drugs: already waiting three weeks for Clinic; after five weeks' wait in all, two "
        "weeks of support, completed."
    ]
    just = (Standing(DRUGS, Status.ACTIVE, CLINIC, 0),)
    assert texts(told(scenario, (1, Kind.COMPLETED, DRUGS, CLINIC, 1), standing=just)) == [
        "Drugs: already with Clinic; one week of support, completed."
    ]


def test_a_true_record_of_an_end_that_does_not_say_so(scenario: Scenario) -> None:
    begins = [
        (2, Kind.ACCEPTED_SIMPLE, DRUGS, CLINIC, COMMUNITY),
        (2, Kind.STARTED, DRUGS, CLINIC, 0),
    ]
    recorded = (12, Kind.RECORDED, DRUGS, CLINIC, -1)
    falsely = (12, Kind.RECORDED_FALSELY, DRUGS, CLINIC, -1)
    quits = (12, Kind.QUIT_SUPPORT, DRUGS, CLINIC, 10)
    completed = (12, Kind.COMPLETED, DRUGS, CLINIC, 10)
    for ends, said in (
        ([quits], "then they drop out."),
        ([quits, recorded], "then they drop out, well by then, written down as a success."),
        (
            [quits, recorded, falsely],
            "then they drop out, written down as a success though not well.",
        ),
        ([completed, recorded], "completed, written down as a success."),
    ):
        (text,) = texts(told(scenario, *begins, *ends))
        assert text.endswith(f"ten weeks of support, {said}")


def lives_apart(scenario: Scenario, one: list[Told], other: list[Told]) -> str:
    """What parts two lives with these events."""
    first, second = (life_of(scenario, events).lived[0] for events in (one, other))
    life = life_of(scenario, [])
    return first_difference(Life(life.row, life.seed, life.entry, (first, second)), ["A", "B"])


def test_what_parts_two_lives(scenario: Scenario) -> None:
    starts = (3, Kind.STARTED, DRUGS, CLINIC, 2)
    both = (3, Kind.CRISIS, -1, -1, 0)
    assert lives_apart(scenario, [both], [both, starts]) == (
        "The first difference: in B, support by Clinic begins (Drugs); in A, nothing of the kind."
    )
    assert lives_apart(scenario, [away(3), both], [(3, Kind.NO_DOOR, DRUGS, -1, COMMUNITY)]) == (
        "The first difference: in A, turned away by Clinic, queue full (Drugs), in crisis, "
        "Overdose; in B, turned away, nobody knows a door (Drugs)."
    )
    story_told = (3, Kind.STORY_TOLD, DRUGS, CLINIC, -1)
    assert "in B, tells their story to Clinic" in lives_apart(
        scenario, [away(3)], [away(3), story_told]
    )
    sent = (3, Kind.QUEUE_FULL, DRUGS, CLINIC, HOSTEL)  # by somebody else, which is not told
    assert lives_apart(scenario, [away(3)], [sent]) == ""
    assert lives_apart(scenario, [starts], [starts]) == ""


def test_a_check_of_what_ended_before_the_fork_is_of_nothing_told(scenario: Scenario) -> None:
    early = (2, Kind.SETTLED, DRUGS, CLINIC, -1), (2, Kind.SUSTAINED, DRUGS, CLINIC, -1)
    assert texts(told(scenario, *early)) == []
    life = life_of(scenario, list(early))
    assert totals(life.lived[0])["sustained"] == 0


def test_a_year_on_the_whole(scenario: Scenario) -> None:
    year, *_ = told(
        scenario,
        (0, Kind.CRISIS, -1, -1, 0),
        (1, Kind.CRISIS, -1, -1, 0),
        (2, Kind.DROP_IN, DRUGS, CAFE, -1),
        (3, Kind.STORY_TOLD, DRUGS, CLINIC, -1),
    )
    assert year.lead == (
        "26 good weeks of 52. Two crises: Overdose twice. Drops in at Café. Tells their story once."
    )


def test_the_last_year_is_the_last_they_are_there(scenario: Scenario) -> None:
    years = told(scenario, (60, Kind.DIED, -1, -1, -1), last=60)
    assert [year.number for year in years] == [1, 2]
    assert texts(years) == ["Dies."]
    assert texts(told(scenario, (3, Kind.DEPARTED, -1, -1, -1), last=3)) == [
        "Leaves the city for good."
    ]


def test_who_comes_is_told_before_what_they_meet(scenario: Scenario) -> None:
    assert texts(told(scenario, (3, Kind.ARRIVED, -1, -1, -1), away(3))) == [
        "Comes to the city.",
        "Drugs: turned away by Clinic (queue full).",
    ]


def test_what_befalls_the_place_is_told_where_they_are_there(scenario: Scenario) -> None:
    events = {"rents_rise": {"week": 60, "reconcile": 0.5}, "later": {"week": 105, "reconcile": 1}}
    turning = Scenario.from_dict(scenario.to_dict() | {"event": events}, "turning")
    _, second, *_ = told(turning, away(53), away(61), last=100)
    assert [(one.week, one.text) for one in second.told] == [
        (53, "Drugs: turned away twice until week 10 by Clinic (queue full)."),
        (60, "In the city: rents rise."),
    ]


def test_who_is_gone_in_one_is_told_in_the_other_alone(scenario: Scenario) -> None:
    gone = life_of(scenario, [(60, Kind.DIED, -1, -1, -1)], last=60)
    stays = replace(life_of(scenario, []).lived[0], label="other")
    page = life_page(replace(gone, lived=(*gone.lived, stays)), None, "allied life")
    assert "In other alone; in village they are no longer there." in page
    assert page.count("no longer there") == 1  # in the third year: in the second both are told


def test_words_for_numbers_and_weeks() -> None:
    assert when(0) == "year 1, week 1"
    assert when(104 + 11) == "year 3, week 12"
    assert [count(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert [times(n) for n in (1, 2, 3)] == ["once", "twice", "three times"]


def test_a_sparkline_shows_how_bad_and_when_gone() -> None:
    values = np.array([0.0, 0.0, 1.0, 1.0, 0.5, 0.5, 0.9])
    there = np.array([True, True, True, True, True, False, False])
    assert sparkline(values, there, 2) == "▁█▅·"
