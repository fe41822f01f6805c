"""Rooms of Play the city: who gets in, who sits where, and what each may do."""

import pytest

from dashboards import processes
from dashboards.play import rooms
from dashboards.play.address import address_for_phones, qr_code
from dashboards.play.keys import LETTERS, MOST_LETTERS, new_code, nickname, read_code, shown_code
from dashboards.play.room import MOST_PLAYERS, Room, Setup
from experiments.play import COMMISSIONER, service_seat
from simulation.scenario import load_scenario

CLINIC, HOSTEL = service_seat("drug_treatment"), service_seat("hostel_harbour")


@pytest.fixture
def room() -> Room:
    targets, alliance = load_scenario("target_driven"), load_scenario("alliance")
    return rooms.open_room(Setup(targets, alliance, seed=1, rounds=2))


def seated(room: Room, name: str, seat: str) -> str:
    key, problem = room.join(name)
    assert not problem
    assert room.sit(key, seat) == ""
    return key


def test_codes_are_many_and_can_be_typed_as_they_are_read_aloud() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert set(code) <= set(LETTERS)
        assert read_code(shown_code(code).lower()) == code
    assert len(read_code("A" * 1000)) < 10


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ada \n Lovelace ", "Ada Lovelace"),
        ("A\u202eda\x00\u200b", "Ada"),
        ("x" * 500, "x" * MOST_LETTERS),
        ("\t \u200b", ""),
        ("<b>", "<b>"),  # escaped where it is shown
    ],
)
def test_a_nickname_is_short_and_has_nothing_unseen(typed: str, shown: str) -> None:
    assert nickname(typed) == shown


def test_only_the_keys_of_a_room_open_anything(room: Room) -> None:
    key = seated(room, "Ada", CLINIC)
    assert rooms.room_of(room.code) is room
    assert rooms.room_of_host(room.code, room.host_key) is room
    for wrong in ("", key, room.code, "é"):
        assert rooms.room_of_host(room.code, wrong) is None
    assert rooms.player_of(room, key) is not None
    for wrong in ("", room.host_key, "é"):
        assert rooms.player_of(room, wrong) is None
    rooms.close_room(room)
    assert rooms.room_of_host(room.code, room.host_key) is None
    assert rooms.player_of(room, key) is None


def test_nobody_decides_for_another_seat(room: Room) -> None:
    ada, bea = seated(room, "Ada", CLINIC), seated(room, "Bea", COMMISSIONER)
    room.begin_round()
    assert room.answer(ada, "intake", "simple")
    assert not room.answer(ada, "stakes", "nothing")
    assert not room.answer(bea, "intake", "complex")
    assert not room.answer("somebody", "intake", "complex")
    assert room.answers == {CLINIC: {"intake": "simple"}}
    assert room.answer(ada, "intake", "<script>")  # not an answer: it is left as it is
    assert room.answers == {CLINIC: {}}


def test_a_seat_has_one_holder_and_the_commissioners_two(room: Room) -> None:
    seated(room, "Ada", CLINIC)
    key, _ = room.join("Bea")
    assert room.sit(key, CLINIC)
    assert room.sit(key, "service:nowhere")
    assert not room.sit(key, COMMISSIONER)
    seated(room, "Cleo", COMMISSIONER)
    last, _ = room.join("Dora")
    assert room.sit(last, COMMISSIONER)


def test_nicknames_are_told_apart_and_a_room_has_an_end(room: Room) -> None:
    assert room.join("Ada")[0]
    assert not room.join("aDA ")[0]
    assert not room.join("  ")[0]
    for number in range(MOST_PLAYERS - 1):
        assert room.join(f"Player {number}")[0]
    assert room.join("One more") == ("", "The room is full.")


def test_a_lost_phone_gives_its_seat_back_with_what_was_decided(room: Room) -> None:
    ada = seated(room, "Ada", CLINIC)
    room.begin_round()
    room.answer(ada, "intake", "simple")
    room.remove("Ada")
    again = seated(room, "Ada", CLINIC)
    assert again != ada
    assert room.answers == {CLINIC: {"intake": "simple"}}
    assert not room.answer(ada, "intake", "complex")


def test_a_closed_round_is_in_the_journal_once_it_was_played(room: Room) -> None:
    ada = seated(room, "Ada", CLINIC)
    assert room.close_round() is None
    room.begin_round()
    room.answer(ada, "intake", "simple")
    journal = room.close_round()
    assert journal is not None
    assert journal.rounds == ({CLINIC: {"intake": "simple"}},)
    assert room.close_round() is None  # a second press changes nothing
    assert not room.answer(ada, "intake", "complex")
    room.fail("A process died.")
    assert room.stage == "deciding"
    assert room.answers == {CLINIC: {"intake": "simple"}}
    assert not room.journal.rounds


def test_only_so_many_rooms_are_open_and_the_oldest_go_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "MOST_ROOMS", 3)
    setup = Setup(load_scenario("target_driven"), load_scenario("alliance"), 1, 2)
    opened = [rooms.open_room(setup) for _ in range(4)]
    assert rooms.room_of(opened[0].code) is None
    assert all(rooms.room_of(room.code) is room for room in opened[1:])


@pytest.mark.parametrize(
    ("listening", "origin", "address"),
    [
        ("localhost", "http://localhost:8765", "http://localhost:8765"),
        ("0.0.0.0", "http://localhost:8765", "http://192.168.7.7:8765"),
        ("0.0.0.0", "http://127.0.0.1", "http://192.168.7.7"),
        ("0.0.0.0", "https://allied.example.org", "https://allied.example.org"),
        ("0.0.0.0", "http://10.0.0.3:1", "http://10.0.0.3:1"),
        ("0.0.0.0", "javascript:alert(1)", ""),
        ("0.0.0.0", "http://a/b?c", ""),
    ],
)
def test_phones_are_sent_where_they_can_reach_this_computer(
    listening: str, origin: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "host", listening)
    monkeypatch.setattr("dashboards.play.address.own_address", lambda: "192.168.7.7")
    assert address_for_phones(origin) == address


def test_a_qr_code_is_a_picture_without_anything_from_outside() -> None:
    code = qr_code("http://192.168.7.7:8765/seat?room=ABCDEFGH")
    assert code.startswith("<svg")
    assert "href" not in code
