"""Compare: by mouse, by keyboard alone, by link; undone, replayed, saved and opened again."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import settled

SEEN = """text => { window.seen = new Promise(done => {
  const seen = new MutationObserver(() => {
    if (document.body.innerText.includes(text)) { seen.disconnect(); done(); }
  });
  seen.observe(document.body, { childList: true, characterData: true, subtree: true });
}); }"""
"""Wait for a text from now on, however short it stands."""

WRITTEN = """ticks => {
  const { written } = document.querySelector(".chart").__vue__.$options.methods;
  return ticks.map(tick => written.call({ yTicks: ticks }, tick));
}"""


@pytest.fixture
def bench(visit: Any, village: str) -> Any:
    page = visit(f"/compare?{village}")
    settled(page)
    return page


def query(page: Any) -> str:
    return str(page.url.partition("?")[2])


def test_words_come_first_then_chart_then_table(bench: Any) -> None:
    assert "Good weeks" in bench.inner_text("#answer")
    tops = [
        bench.locator(what).first.bounding_box()["y"]
        for what in ("#answer", "svg[role=img]", "table:visible")
    ]
    assert tops == sorted(tops)
    assert bench.locator("svg[role=img]").count() == 3


@pytest.mark.parametrize(
    ("ticks", "said"),
    [
        ([22.5, 25, 27.5], ["22.5", "25.0", "27.5"]),
        ([-0.25, 0, 0.25], ["−0.25", "0.00", "0.25"]),
        ([0, 25, 50], ["0", "25", "50"]),
        ([0.001, 0.002], ["0.001", "0.002"]),
    ],
)
def test_an_axis_says_what_its_lines_stand_for(
    visit: Any, ticks: list[float], said: list[str]
) -> None:
    page = visit("/workshop?room=axis&lesson=targets&step=reveal")
    page.wait_for_selector(".chart")
    assert page.evaluate(WRITTEN, ticks) == said


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (1366, 768)])
def test_the_answer_and_the_whole_chart_are_seen_without_scrolling(
    visit: Any, width: int, height: int
) -> None:
    page = visit("/compare?runs=100", width, height)
    page.wait_for_selector("#answer:has-text('Good weeks')")
    for what in ("#answer", ".chart-title", "svg[role=img]"):
        page.wait_for_function(
            "what => document.querySelector(what).getBoundingClientRect().bottom < innerHeight",
            arg=what,
        )
    assert page.evaluate("scrollY") == 0
    assert page.locator("svg[role=img]").first.bounding_box()["height"] > 190  # fonts differ


def test_everything_by_keyboard_alone(visit: Any, village: str) -> None:
    page = visit(f"/compare?{village}")
    page.on("filechooser", lambda _: None)  # heard only as it opens, one may be missed
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Skip")
    page.keyboard.press("Enter")
    tab_to(page, "lever-pooled_share")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**b.pooled_share=0.01*")
    settled(page)
    tab_to(page, "lever-allocation-typed")
    page.keyboard.press("Control+A")
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    page.wait_for_url("**b.allocation=0.5*")
    settled(page)
    tab_to(page, "measure")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**measure=burden*")
    tab_to(page, "Undo", by="textContent")
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "measure=" not in url)
    settled(page)
    tab_to(page, "Share by link", by="textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector("#share-link:focus")
    tab_to(page, "Numbers as CSV", by="textContent")
    with page.expect_download():
        page.keyboard.press("Enter")
    tab_to(page, "Open a scenario file as B", by="textContent")
    with page.expect_file_chooser():
        page.keyboard.press("Enter")
    tab_to(page, "system-b")
    tab_to(page, "What it does: Open book", by="textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector("details[open] >> text=Evidence:")
    tab_to(page, "Put back Pooled reward", by="textContent")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "pooled_share" not in url)


def tab_to(page: Any, name: str, by: str = "id") -> None:
    """Press Tab until an element has the focus."""
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.{by}").strip() == name:
            return
    pytest.fail(f"Tab never reaches {name}")


def test_a_change_is_previewed_and_then_compared(bench: Any) -> None:
    bench.fill("#lever-target_weight-typed", "1.7")
    bench.keyboard.press("Enter")
    bench.wait_for_selector("#answer.preview >> text=Preview")
    settled(bench)
    assert "95\N{NO-BREAK SPACE}% interval" in bench.inner_text("#answer")


def test_what_is_typed_out_of_bounds_is_refused_in_a_sentence(bench: Any) -> None:
    before = query(bench)
    bench.fill("#lever-pooled_share-typed", "3")
    bench.keyboard.press("Enter")
    assert "must be a number from 0 to 1" in bench.inner_text(".wrong")
    assert query(bench) == before


def test_undo_redo_replay_and_the_browsers_own_back(bench: Any) -> None:
    before = query(bench)
    bench.fill("#lever-pooled_share-typed", "0.4")
    bench.keyboard.press("Enter")
    bench.wait_for_url("**b.pooled_share=0.4*")
    after = query(bench)
    settled(bench)
    bench.evaluate(SEEN, "Before the last change")
    bench.click("text=Replay last change")
    bench.evaluate("window.seen")  # it passes within two seconds
    bench.wait_for_selector("text=Before the last change", state="detached")
    bench.click("button:has-text('Undo')")
    bench.wait_for_url(f"**?{before}")
    bench.click("button:has-text('Redo')")
    bench.wait_for_url(f"**?{after}")
    bench.go_back()
    bench.wait_for_function("document.querySelector('#lever-pooled_share-typed').value == 0")


def test_a_reload_and_a_shared_link_keep_everything(bench: Any, visit: Any) -> None:
    bench.fill("#lever-pooled_share-typed", "0.4")
    bench.keyboard.press("Enter")
    bench.wait_for_url("**b.pooled_share=0.4*")
    settled(bench)
    answer = bench.inner_text("#answer")
    bench.click("text=Share by link")
    link = bench.input_value("#share-link")
    assert link.endswith(query(bench))
    bench.reload()
    settled(bench)
    assert bench.inner_text("#answer") == answer
    other = visit("/" + link.split("/", 3)[3])
    settled(other)
    assert other.inner_text("#answer") == answer


def test_pinning_swapping_and_putting_back(bench: Any) -> None:
    bench.click("text=Pin B as the baseline")
    bench.wait_for_url("**a.target_weight=0.2*")
    bench.wait_for_selector("text=Nothing that is simulated differs")
    bench.click("button:has-text('Put back')")
    bench.wait_for_url(lambda url: "b.target_weight" not in url)
    bench.click("text=Swap A and B")
    bench.wait_for_url("**b.target_weight=0.2*")


def test_files_are_saved_and_opened_again(bench: Any, tmp_path: Path) -> None:
    with bench.expect_download() as saved:
        bench.click("text=Save B as a scenario file")
    file = tmp_path / "mine.toml"
    saved.value.save_as(file)
    assert "target_weight = 0.2" in file.read_text()
    bench.set_input_files("input[type=file]", file)
    bench.wait_for_url("**name=mine.toml*")
    bench.wait_for_selector("text=A village (opened file)", state="attached")
    with bench.expect_download() as numbers:
        bench.click("text=Numbers as CSV")
    rows = list(csv.DictReader(io.StringIO(numbers.value.path().read_text())))
    assert rows[0]["measure"] == "good_weeks"
    assert float(rows[0]["a_mean"]) > 0
    with bench.expect_download() as figure:
        bench.locator("text=Save figure as SVG").first.click()
    drawn = figure.value.path().read_text()
    assert drawn.startswith("<svg")
    assert "<title>" in drawn


def test_a_comparison_can_be_stopped_and_taken_up_again(visit: Any) -> None:
    page = visit("/compare?runs=100")
    page.click("button:has-text('Cancel')")
    page.wait_for_selector("text=Stopped after")
    page.click("button:has-text('Run again')")
    page.wait_for_selector("progress")
    page.click("button:has-text('Cancel')")
    page.wait_for_selector("text=Stopped after")


def test_the_two_systems_stay_chosen_from_page_to_page(bench: Any) -> None:
    bench.click("nav >> text=About")
    bench.wait_for_selector("h1:has-text('About')")
    for label, path in (
        ("Report", "/report"),
        ("Watch it happen", "/watch"),
        ("Compare", "/compare"),
    ):
        bench.click(f"nav >> text={label}")
        bench.wait_for_url(f"**{path}?a=file&b=file&b.target_weight=0.2*")
    bench.wait_for_selector("text=5 paired runs, complete")
    assert bench.input_value("#lever-target_weight-typed") == "0.2"


def test_it_prints_on_four_pages_at_most(visit: Any) -> None:
    page = visit("/compare?runs=5")
    page.wait_for_selector("text=5 paired runs, complete")
    pages = re.findall(rb"/Type */Page\b", page.pdf(format="A4"))
    assert 1 < len(pages) <= 4


def test_on_a_phone_the_chart_comes_before_the_levers_are_asked_for(
    visit: Any, village: str
) -> None:
    page = visit(f"/compare?{village}", 320, 640)
    settled(page)
    assert not page.is_visible("#lever-pooled_share")
    page.click("text=Show the levers (1 changed)")
    page.fill("#lever-pooled_share-typed", "0.4")
    page.keyboard.press("Enter")
    page.wait_for_url("**b.pooled_share=0.4*")
    page.click("text=Hide the levers")
    page.wait_for_selector("text=Show the levers (2 changed)")
