"""Every page: it opens offline, without complaint, for everybody, and on a phone."""

from importlib.resources import files
from typing import Any

import pytest

from dashboards.sitemap import PAGES as SITEMAP

PAGES = {
    "start": "/",
    "compare": "/compare?{village}",
    "life": "/life?{village}",
    "watch": "/watch?{village}",
    "matters": "/matters",
    "workshop": "/workshop",
    "lesson": "/workshop?room=t1&lesson=targets&step=predict",
    "reveal": "/workshop?room=t1&lesson=targets&step=reveal&votes=3.1.2",
    "replay": "/workshop?room=t1&lesson=tipping&step=replay",
    "guide": "/guide",
    "screen": "/screen?room=t1",
    "report": "/report?{village}",
    "about": "/about",
    "play": "/play",
    "seat": "/seat",
    "board": "/board",
    "vote": "/vote",
}
READY = {
    "compare": "text=5 paired runs, complete",
    "life": "text=An empathy map",
    "watch": "canvas",
    "report": "text=How to get the same numbers again",
}
NARROW, WIDE = 320, 1280
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_reflows(name: str, visit: Any, village: str) -> None:
    page = visit(PAGES[name].format(village=village), WIDE)
    page.wait_for_selector(READY.get(name, ".allied main h1"))
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    assert not violations(page)
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.wait_for_function("most => document.documentElement.scrollWidth <= most", arg=NARROW)
    assert not violations(page)


def test_every_page_is_looked_at() -> None:
    looked_at = {address.partition("?")[0] for address in PAGES.values()}
    assert {page.path for page in SITEMAP} == looked_at


def violations(page: Any) -> list[str]:
    """What axe-core finds, a line for each rule broken."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text())
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]


def test_pages_are_reached_from_each_other_without_loading_anew(visit: Any) -> None:
    page = visit("/")
    page.evaluate("window.stays = true")
    for label, heading in (("About", "About the model"), ("Workshop", "Workshop")):
        page.click(f"nav >> text={label}")
        page.wait_for_selector(f"h1:has-text('{heading}')")
    page.go_back()
    page.wait_for_selector("h1:has-text('About the model')")
    assert page.evaluate("window.stays")


def test_an_unknown_address_says_so(chromium: Any, server: Any) -> None:
    page = chromium.new_page()
    answer = page.goto(f"{server.address}/nowhere")
    assert answer.status == 404
    page.close()


def test_links_with_mistakes_say_what_was_left_out(visit: Any) -> None:
    page = visit("/watch?a=atlantis&b.magic=1&measure=luck&runs=7&b.overhead=9")
    said = page.inner_text(".problem")
    for part in ("atlantis", "magic", "luck", "7 runs", "Overhead is 9"):
        assert part in said
