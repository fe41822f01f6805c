"""A life, Watch it happen, What matters most, Workshop and Report, as people use them."""

from typing import Any

import pytest

from dashboards.lessons.declared import LESSONS
from dashboards.state.settings import Settings, Side
from dashboards.state.upload import accept

THIRTY = 'extends = "target_driven"\n' + "".join(
    f'[service.more_{i}]\nlabel = "One more service, number {i}"\nhelps = {{ housing = 0.5 }}\n'
    'access = "self"\nstaff = 5\n'
    for i in range(5)
)
MEETING = """() => {
  const { __vue__: watch } = document.querySelector(".watch"), { people, weeks } = watch.data;
  let nearest = Infinity;
  watch.boxes.forEach((box, i) => {
    const { place } = watch.trace[i];
    for (let week = 0; week < weeks; week += 1) {
      const spots = [];
      for (let p = 0; p < people; p += 1) {
        const at = place[week * people + p];
        if (at < watch.data.services.length) spots.push([at, watch.spot(i, p, week, box)]);
      }
      for (const [one, [x, y]] of spots) for (const [other, [u, v]] of spots) {
        if (one < other) nearest = Math.min(nearest, Math.hypot(x - u, y - v) / box.dot);
      }
    }
  });
  return nearest;
}"""
"""The least distance of two people with different services in any week, in radii of a dot."""

SIZES = """[...document.querySelectorAll("figure svg text")].map(
  text => text.getScreenCTM().a * parseFloat(getComputedStyle(text).fontSize)
)"""
SMALLEST = 10  # CSS pixels
LISTENING = """() => {
  window.heard = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (said) {
    window.heard.push(String(said));
    send.call(this, said);
  };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.heard.push(one.name);
  }).observe({ type: "resource" });
}"""
"""From now on, note all that the page says to its server or asks for."""

WIDER = """[...new Set([...document.querySelectorAll("{}")].map(
  one => one.getBoundingClientRect().width > document.documentElement.clientWidth
))].sort()"""


def test_the_network_plays_steps_scrubs_and_follows(visit: Any, village: str) -> None:
    page = visit(f"/watch?{village}")
    page.wait_for_selector("canvas")
    page.click("text=Week on")
    page.wait_for_selector("text=Week 2 of 104")
    page.focus("#week")
    page.keyboard.press("End")
    page.wait_for_selector("text=Week 104 of 104")
    page.keyboard.press("Home")
    page.fill("#follow", "7")
    page.keyboard.press("Tab")
    assert page.locator(".told:has-text('Person 7')").count() == 2
    page.click("text=The weeks of person 7 in words")
    assert page.locator("ol.life li").count() > 2
    page.evaluate(LISTENING)
    page.click("button:has-text('Play')")
    page.wait_for_function("document.querySelector('.watch').__vue__.week > 1")
    page.click("button:has-text('Pause')")
    page.wait_for_url("**&week=*")
    assert page.evaluate("window.heard") == []


@pytest.mark.parametrize("width", [1280, 360])
def test_people_of_different_services_never_overlap(visit: Any, width: int) -> None:
    upload = accept("thirty.toml", THIRTY.encode())
    settings = Settings(Side("file"), Side("file", (("target_weight", 0.2),)), upload=upload)
    page = visit(f"/watch?{settings.query()}", width)
    page.wait_for_selector("canvas")
    assert page.evaluate("document.querySelector('.watch').__vue__.data.services.length") == 30
    assert page.evaluate("document.querySelector('.watch').__vue__.data.people") > 280
    assert page.evaluate(MEETING) > 2


def test_the_week_and_the_person_are_in_the_address(visit: Any, village: str) -> None:
    page = visit(f"/watch?{village}")
    page.wait_for_selector("canvas")
    entries = page.evaluate("history.length")
    page.focus("#week")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**&week=4")
    page.click("button:has-text('Play')")
    page.wait_for_function("document.querySelector('.watch').__vue__.week > 4")
    page.click("button:has-text('Pause')")
    page.wait_for_url(lambda url: "week=4" not in url)
    assert page.evaluate("history.length") == entries
    week = page.inner_text("label[for=week]")
    page.fill("#follow", "7")
    page.keyboard.press("Tab")
    page.wait_for_url("**&person=7")
    page.reload()
    page.wait_for_selector(".told:has-text('Person 7')")
    assert page.inner_text("label[for=week]") == week
    page.click("nav >> text=About")
    page.wait_for_selector("h1:has-text('About')")
    page.go_back()
    page.wait_for_selector(".told:has-text('Person 7')")
    assert page.inner_text("label[for=week]") == week
    page.go_back()
    page.wait_for_selector(".told", state="detached")
    page.go_forward()
    page.wait_for_selector(".told:has-text('Person 7')")
    other = visit("/" + page.url.split("/", 3)[3])
    other.wait_for_selector(".told:has-text('Person 7')")
    assert other.inner_text("label[for=week]") == week


def test_a_week_that_is_not_there_is_said(visit: Any, village: str) -> None:
    page = visit(f"/watch?{village}&week=900&person=x")
    said = page.inner_text("[role=alert]")
    assert "There is no week 900; it may be from 1 to 104." in said
    assert "There is no person x" in said
    page.wait_for_selector("text=Week 1 of 104")


def test_a_life_is_told_for_whoever_is_chosen(visit: Any, village: str) -> None:
    page = visit(f"/life?{village}")
    page.wait_for_selector("text=no two lives differ more")
    page.fill("#person-number", "12")
    page.keyboard.press("Tab")
    page.wait_for_url("**row=12*")
    page.wait_for_selector("h2:has-text('12')")
    page.check("input[type=checkbox]")
    page.click("text=Find somebody like this")
    page.wait_for_url("**person=like*")
    # nobody is asked for by number any more: only then is the page that of the new choice
    page.wait_for_function("document.querySelector('#person-number').value === ''")
    page.wait_for_selector("text=An empathy map")
    page.fill("#person-number", "99999")
    page.keyboard.press("Tab")
    page.wait_for_selector("[role=alert] >> text=There is no person 99999")


def test_a_lesson_is_led_by_keys_and_followed_on_a_second_screen(visit: Any) -> None:
    page = visit("/workshop?room=abc1")
    page.click("a:has-text('Good people, bad targets')")
    page.wait_for_url("**step=predict*")
    screen = visit("/screen?room=abc1")
    screen.wait_for_selector("h1:has-text('Good people')")
    page.click("[aria-label='One vote more for: Larger in B']")
    page.wait_for_url("**votes=1.0.0*")
    screen.wait_for_selector("text=1 vote")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**step=reveal*")
    screen.wait_for_selector("text=95 % interval")
    page.reload()
    page.wait_for_selector("text=1 vote")
    for step in ("replay", "discuss", "commit"):
        page.keyboard.press("Space")
        page.wait_for_url(f"**step={step}*")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**step=discuss*")
    page.keyboard.press("Escape")
    page.wait_for_selector("h1:has-text('Workshop')")
    screen.wait_for_selector("text=The lesson begins soon")


def test_the_ranking_changes_with_the_measure(visit: Any) -> None:
    page = visit("/matters")
    first = page.inner_text("table >> nth=0")
    page.select_option("#matters-measure", "deaths")
    page.wait_for_function(
        "before => document.querySelector('table').innerText != before", arg=first
    )
    assert "per 1,000 people" in page.inner_text("table >> nth=0")
    page.reload()
    page.wait_for_selector("table:has-text('per 1,000 people')")
    page.go_back()
    page.wait_for_selector("table:has-text('Good weeks')")


def test_a_ranking_that_was_not_made_is_said_to_be_missing(visit: Any) -> None:
    page = visit("/matters?measure=luck")
    assert "no ranking by luck" in page.inner_text("[role=alert]")
    assert page.input_value("#matters-measure") == "good_weeks"


def test_what_moves_by_itself_stands_still_for_those_who_ask_for_less_motion(visit: Any) -> None:
    page = visit("/workshop?room=t2&lesson=tipping&step=replay", reduced_motion="reduce")
    drawn = "[...document.querySelectorAll('.chart')].map(chart => chart.__vue__.drawn)"
    page.wait_for_function(f"String({drawn}) === '1,1'")
    page.click("button:has-text('Play') >> nth=0")
    moving = f"{drawn}[0] > 0 && {drawn}[0] < 1 && String({drawn}[0])"
    part = float(page.wait_for_function(moving).json_value())
    assert part in (0.2, 0.4, 0.6, 0.8)  # a year at a time


def test_names_of_services_stand_whole_and_clear_of_the_people(visit: Any) -> None:
    page = visit("/watch")
    page.wait_for_selector("canvas")
    boxes = page.evaluate("document.querySelector('.watch').__vue__.boxes")
    for box in boxes:
        assert len(box["labels"]) == 25
        assert ["Community mental", "health team"] in box["labels"]
        assert not any("…" in line for lines in box["labels"] for line in lines)
        assert min(box["clear"]) >= 4.6 * box["dot"]
        assert box["r"] > 0.4 * min(box["w"], box["h"]) / 2  # letters may be wide


def test_the_report_is_saved_as_one_file(visit: Any, village: str) -> None:
    page = visit(f"/report?{village}")
    page.wait_for_selector("text=How to get the same numbers again")
    with page.expect_download() as saved:
        page.click("text=Save as a file")
    made = saved.value.path().read_text()
    assert made.startswith("<!DOCTYPE html>")
    assert "http" not in made.replace("http://www.w3.org", "")


def test_on_a_phone_figures_are_legible_and_tables_need_no_scrolling(
    visit: Any, village: str
) -> None:
    page = visit(f"/report?{village}", 360, 740)
    page.wait_for_selector("text=How to get the same numbers again")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    sizes = page.evaluate(SIZES)
    assert len(sizes) > 100
    assert min(sizes) >= SMALLEST
    assert page.evaluate(WIDER.format("table.rows")) == [False]
    assert page.evaluate(WIDER.format("figure svg[role=img]")) == [False, True]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".scroll:not([tabindex='0'])").count() == 0


@pytest.mark.parametrize("step", ["predict", "reveal", "replay"])
def test_the_second_screen_shows_every_lesson_without_scrolling(visit: Any, step: str) -> None:
    page = visit("/workshop?room=fits")
    screen = visit("/screen?room=fits", 1280, 720)
    for lesson in LESSONS:
        address = f"/workshop?room=fits&lesson={lesson.id}&step={step}&votes=9.4.2"
        page.goto(page.url.partition("/workshop")[0] + address)
        screen.wait_for_selector(f'h1:has-text("{lesson.title}")')
        screen.wait_for_selector(".chart")
        screen.wait_for_function("document.documentElement.scrollHeight <= window.innerHeight")
