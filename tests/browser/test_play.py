"""Play the city in browsers: a whole game with six phones, and all that can go wrong in a room."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_pages import violations

PHONE, PHONE_HEIGHT = 360, 740
SEATS = (
    ("Ada", "Drug treatment", "Mostly simple cases"),
    ("Bea", "Harbour hostel", "Mostly complex cases"),
    ("Cleo", "Talking therapy", "Everybody we have room for"),
    ("Dora", "Alcohol treatment", "Mostly simple cases"),
    ("Eve", "The commissioners", "Something"),
    ("Fay", "Person", ""),
)
ROUNDS = 8


@pytest.fixture
def room(visit: Callable[..., Any]) -> Any:
    """A facilitator's page with an open room."""
    page = visit("/play")
    page.click("button:has-text('Open a room')")
    page.wait_for_selector("button:has-text('Begin the first quarter'):enabled")
    return page


def code_of(page: Any) -> str:
    found = re.search(r"room=(\w+)", page.url)
    assert found
    return found[1]


def sit(visit: Callable[..., Any], code: str, name: str, seat: str) -> Any:
    page = visit(f"/seat?room={code}", PHONE, PHONE_HEIGHT)
    page.fill("#join-name", name)
    page.click("button:has-text('Join')")
    page.click(f"button:has-text('{seat}') >> nth=0")
    page.wait_for_selector("button:has-text('Change seats')")
    return page


def test_a_room_plays_eight_quarters_and_sees_the_truth(
    visit: Callable[..., Any], room: Any, tmp_path: Path
) -> None:
    code = code_of(room)
    board = visit(f"/board?room={code}", 1920, 1080)
    assert not violations(board)
    phones = [sit(visit, code, name, seat) for name, seat, _ in SEATS]
    board.wait_for_selector("text=Fay")
    assert not violations(room)
    room.click("button:has-text('Begin the first quarter')")
    for phone, (_, _, answer) in zip(phones, SEATS, strict=True):
        phone.wait_for_selector("text=Quarter 1 of 8")
        if answer:
            phone.check(f"label:has-text('{answer}') input")
            phone.click("button:has-text('Decided')")
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
    room.wait_for_selector("text=5 of 5 have decided")
    assert not violations(phones[0])
    for quarter in range(2, ROUNDS + 1):
        room.click("button:has-text('Close the quarter')")
        for page in (*phones, board):
            page.wait_for_selector(f"text=Quarter {quarter} of 8")
    assert not violations(phones[0])
    assert not violations(phones[-1])
    assert not violations(board)
    assert "Lasted" not in phones[0].inner_text("main")
    room.click("button:has-text('Close the quarter')")
    room.wait_for_selector("button.main:has-text('Reveal the truth')")
    room.click("button:has-text('Reveal the truth')")
    board.wait_for_selector("text=On record, and in truth")
    phones[0].wait_for_selector("text=The model's own agents")
    phones[-1].wait_for_selector("text=Good weeks")
    for page in (room, board, phones[0], phones[-1]):
        assert not violations(page)
    with room.expect_download() as download:
        room.click("button:has-text('Save all decisions')")
    download.value.save_as(tmp_path / "decisions.csv")
    with (tmp_path / "decisions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["player"] for row in rows} == {name for name, _, answer in SEATS if answer}
    assert {row["round"] for row in rows} == {"1"}
    with room.expect_download() as download:
        room.click("button:has-text('Save the debrief sheet')")
    download.value.save_as(tmp_path / "sheet.html")
    sheet = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "Drug treatment (Ada)" in sheet
    assert "Where else do you see it?" in sheet


def test_reloads_lost_phones_and_latecomers_lose_nothing(
    visit: Callable[..., Any], room: Any
) -> None:
    code = code_of(room)
    ada = sit(visit, code, "Ada", "Drug treatment")
    room.click("button:has-text('Begin the first quarter')")
    ada.check("label:has-text('Mostly simple cases') input")
    ada.wait_for_selector("button:has-text('1 ✓')")
    ada.reload()
    ada.wait_for_selector(".option.chosen:has-text('Mostly simple cases')")
    room.reload()
    room.wait_for_selector("text=0 of 1 have decided")
    late = sit(visit, code, "Bea", "The commissioners")
    late.wait_for_selector("text=Quarter 1 of 8")
    room.click("text=A phone is lost")
    room.click(".buttons[aria-label='Give the seat back of'] button:has-text('Ada')")
    ada.wait_for_selector("text=Your seat was given back")
    again = sit(visit, code, "Ada", "Drug treatment")
    again.wait_for_selector(".option.chosen:has-text('Mostly simple cases')")


def test_rooms_and_seats_know_nothing_of_each_other(visit: Callable[..., Any], room: Any) -> None:
    other = visit("/play")
    other.click("button:has-text('Open a room')")
    other.wait_for_selector("button:has-text('Begin the first quarter'):enabled")
    first, second = code_of(room), code_of(other)
    assert first != second
    ada = sit(visit, first, "<img src=x onerror=alert(1)>"[:24], "Drug treatment")
    bea = sit(visit, second, "Bea", "Drug treatment")
    room.click("button:has-text('Begin the first quarter')")
    ada.wait_for_selector("text=Quarter 1 of 8")
    bea.wait_for_selector("text=The game begins soon")
    key = re.search(r"me=([\w-]+)", ada.url)
    assert key
    assert key[1] not in room.content()
    stranger = visit(f"/seat?room={second}&me={key[1]}", PHONE)
    stranger.wait_for_selector("#join-name")
    stranger = visit(f"/play?room={first}&host={key[1]}")
    stranger.wait_for_selector("text=There is no such room")
    stranger = visit("/seat?room=AAAAAAAA", PHONE)
    stranger.wait_for_selector("text=There is no room with that code")


def test_phones_vote_on_a_lesson_and_the_reveal_counts_them(visit: Callable[..., Any]) -> None:
    presenter = visit("/workshop?room=b4ll0t01")
    screen = visit("/screen?room=b4ll0t01", 1920, 1080)
    screen.wait_for_selector(".invitation .code")
    assert not violations(screen)
    code = screen.inner_text(".invitation .code")
    phones = [visit("/vote", PHONE, PHONE_HEIGHT) for _ in range(2)]
    for phone in phones:
        phone.fill("#join-code", code)
        phone.click("button:has-text('Go on')")
        phone.wait_for_selector("text=The lesson begins soon")
    presenter.click("a:has-text('Good people, bad targets')")
    for phone in phones:
        phone.check("label:has-text('Larger in B') input")
    presenter.wait_for_selector("text=Votes from phones: 2")
    assert not violations(phones[0])
    phones[0].reload()
    phones[0].wait_for_selector(".option.chosen:has-text('Larger in B')")
    presenter.click("button:has-text('Next')")
    screen.wait_for_selector("text=2 votes")
    phones[1].wait_for_selector("text=The vote is closed")
