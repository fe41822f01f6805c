"""Votes of phones: one for each phone, counted by option, hidden until the vote is over."""

from dashboards.state.ballots import (
    MOST_PHONES,
    ballot_code,
    cast,
    counted,
    open_ballots,
    room_of_ballots,
    vote_of,
)
from dashboards.state.presentation import read_presentation


def test_the_code_of_phones_leads_to_the_room_and_does_not_give_it_away() -> None:
    assert room_of_ballots(ballot_code("secret1")) is None
    open_ballots("secret1")
    assert room_of_ballots(ballot_code("secret1")) == "secret1"
    assert "secret1" not in ballot_code("secret1")


def test_a_phone_has_one_vote_and_may_change_it() -> None:
    for option in (0, 2, 1):
        cast("r1", "targets", "ada", option)
    cast("r1", "targets", "bea", 1)
    cast("r1", "tipping", "bea", 0)
    assert counted("r1", "targets") == (0, 2, 0)
    assert vote_of("r1", "targets", "ada") == 1
    assert vote_of("r1", "targets", "cleo") is None


def test_what_is_no_option_and_too_many_phones_are_not_counted() -> None:
    for option in (-1, 3, 99):
        cast("r2", "targets", "ada", option)
    assert sum(counted("r2", "targets")) == 0
    for number in range(MOST_PHONES + 5):
        cast("r2", "targets", str(number), 0)
    assert counted("r2", "targets") == (MOST_PHONES, 0, 0)


def test_votes_of_phones_are_hidden_while_the_room_predicts_and_added_after_it() -> None:
    predicting = read_presentation("room=a&lesson=targets&step=predict&votes=1.0.0")
    assert predicting.with_phones((5, 5, 5)) == predicting
    revealing = read_presentation("room=a&lesson=targets&step=reveal&votes=1.0.0")
    assert revealing.with_phones((5, 4, 3)).votes == (6, 4, 3)
