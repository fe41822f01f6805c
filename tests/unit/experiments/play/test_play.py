"""Play the city: without decisions it is a plain run; with them, they alone make the difference."""

import pickle
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from experiments.errors import InputError
from experiments.play import COMMISSIONER, Journal, case_questions, game, play, read_journal, reveal
from experiments.play import service_seat as seat
from experiments.play.game import with_decisions
from experiments.play.questions import chances_of, lever_questions
from simulation.run import simulate
from simulation.scenario import Scenario, load_scenario
from simulation.week.schedule import run_past
from simulation.world import DECISIONS, World

ROUNDS = 4
NOBODY = Journal(({},) * ROUNDS)
CLINIC = "drug_treatment"


@cache
def targets() -> Scenario:
    """The shipped city with fewer people, so that tests are quick."""
    return load_scenario("target_driven").override({"place.people": 300, "run.past_weeks": 30})


@cache
def alliance() -> Scenario:
    return load_scenario("alliance").override({"place.people": 300, "run.past_weeks": 30})


@cache
def past() -> World:
    return run_past(targets(), 1)


def played(journal: Journal) -> object:
    return play(past(), targets(), journal, ROUNDS).record


def answered(**answers: str) -> dict[str, str]:
    return answers


@pytest.mark.parametrize("name", ["target_driven", "alliance", "simple_needs"])
def test_with_bots_in_every_seat_a_game_is_a_plain_run_byte_for_byte(name: str) -> None:
    scenario = load_scenario(name).override({"run.past_weeks": 13, "run.weeks": ROUNDS * 13})
    found = play(run_past(scenario, 3), scenario, NOBODY, ROUNDS)
    assert found.scenario == scenario
    assert pickle.dumps(found.record) == pickle.dumps(simulate(scenario, 3))


def test_a_decision_holds_for_its_quarter_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every week's cases are drawn with what the seat decided, or with what its team learned."""
    drawn, learned = [], []
    weeks = game.weeks

    def watched(world: World, until: int) -> Iterator[World]:
        learning = world.constants.learning
        learned.append(world.services.learned_chances(learning.rule, learning.floor))
        for _ in weeks(world, until):
            drawn.append(world.services.chance_log[world.clock].copy())
            yield world

    monkeypatch.setattr(game, "weeks", watched)
    held = {seat(CLINIC): answered(intake="simple")}
    play(past(), targets(), Journal(({}, held, {}, {})), ROUNDS)
    row = list(targets().service).index(CLINIC)
    accept = DECISIONS.index("accept")
    for week, (log, own) in enumerate(zip(drawn, learned, strict=True)):
        decides = 13 <= week < 26
        assert np.allclose(np.delete(log, row, axis=0), np.delete(own, row, axis=0), atol=1e-6)
        assert np.allclose(
            np.delete(log[row], accept, 1), np.delete(own[row], accept, 1), atol=1e-6
        )
        expected = (0.9, 0.1) if decides else own[row, :, accept]
        assert np.allclose(log[row, :, accept], expected, atol=1e-6)


def test_a_round_changes_nothing_that_came_before_it() -> None:
    held = {seat(CLINIC): answered(intake="simple")}
    one = play(past(), targets(), Journal(({}, {}, held)), ROUNDS)
    none = play(past(), targets(), NOBODY, ROUNDS)
    for column, values in one.record.weekly.items():
        assert np.array_equal(values[:26], none.record.weekly[column][:26], equal_nan=True)
    assert pickle.dumps(one.quarters[:2]) == pickle.dumps(none.quarters[:2])


def test_a_service_that_takes_simple_cases_alone_turns_the_others_away() -> None:
    def refused(intake: str) -> float:
        held = {seat(name): answered(intake=intake) for name in targets().service}
        record = play(past(), targets(), Journal((held,) * ROUNDS), ROUNDS).record
        return float(record.weekly["refused_complex"].sum())

    assert refused("simple") > 2 * refused("everybody")


def test_kind_records_show_on_record_and_not_in_truth() -> None:
    def gap(ending: str) -> float:
        held = {seat(name): answered(ending=ending) for name in targets().service}
        record = play(past(), targets(), Journal((held,) * ROUNDS), ROUNDS).record
        return record.summary()["generous_recording"]

    assert gap("generous") > gap("close")


def test_the_commissioner_sets_levers_by_events_of_the_scenario() -> None:
    held = {COMMISSIONER: answered(stakes="nothing", pay="sustained", sharing="alliance")}
    scenario = with_decisions(targets(), Journal(({}, held)), ROUNDS)
    (event,) = scenario.event.values()
    assert event.week == 13
    assert event.set["target_weight"] == 0
    assert event.set["open_book"] == 0.8
    assert event.pay == {"sustained": 1}
    assert scenario.past_key() == targets().past_key()


def test_every_answer_of_every_seat_is_one_the_model_takes() -> None:
    for question in case_questions():
        for option in question.options:
            assert set(option.chances) <= set(DECISIONS)
            assert len(chances_of({question.id: option.id})) == len(option.chances)
    for question in lever_questions(targets()):
        for option in question.options:
            rounds = Journal(({COMMISSIONER: {question.id: option.id}},))
            assert with_decisions(targets(), rounds, ROUNDS).event


def test_all_case_decisions_are_somebodys_to_make() -> None:
    decided = {name for q in case_questions() for option in q.options for name in option.chances}
    assert decided == set(DECISIONS)


def test_the_past_is_left_as_it_is() -> None:
    before = pickle.dumps(past().services.chance)
    played(Journal(({seat(CLINIC): answered(intake="simple")},)))
    assert pickle.dumps(past().services.chance) == before


def test_the_reveal_sets_the_same_luck_in_three_hands_beside_each_other() -> None:
    found = reveal(past(), targets(), NOBODY, alliance(), ROUNDS)
    for room, agents, _ in found.measures.values():
        assert room == agents or (np.isnan(room) and np.isnan(agents))
    assert not found.seats
    held = {seat(CLINIC): answered(intake="simple")}
    found = reveal(past(), targets(), Journal((held,) * ROUNDS), alliance(), ROUNDS)
    (told,) = found.seats.values()
    intake, *others = case_questions()
    assert told.decided[intake.text] == ("Mostly simple cases",) * ROUNDS
    assert told.decided[others[0].text] == ("–",) * ROUNDS
    assert set(told.agents) == {question.text for question in case_questions()}
    assert found.sentences


def test_nobody_is_compared_across_different_pasts() -> None:
    with pytest.raises(InputError, match="another past"):
        reveal(past(), targets(), NOBODY, load_scenario("alliance"), ROUNDS)


def test_a_journal_is_the_same_after_it_was_written_down() -> None:
    journal = Journal(
        (
            {seat(CLINIC): answered(intake="simple"), COMMISSIONER: answered(stakes="some")},
            {},
            {seat("hostel_harbour"): answered(ending="hold", working="joint")},
            {},
        )
    )
    text = journal.to_csv({seat(CLINIC): "=1+1"})
    assert "'=1+1" in text
    assert read_journal(text, targets(), ROUNDS) == journal


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("9,commissioner,stakes,some", "there is no round 9"),
        ("1,service:nobody,intake,simple", "no seat service:nobody"),
        ("1,person:3,intake,simple", "no seat person:3"),
        ("1,commissioner,intake,simple", "commissioner has no question intake"),
        ("1,service:drug_treatment,intake,none", "intake has no answer none"),
    ],
)
def test_a_journal_that_does_not_fit_is_refused_line_by_line(line: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_journal(f"round,seat,question,answer\n{line}\n", targets(), ROUNDS)
