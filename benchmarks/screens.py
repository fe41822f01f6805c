"""The dashboard as a browser meets it: first paint, preview, bands, and frames of the canvas."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from tests.browser import found

from .commands import seconds
from .figure import Figure

PAIRS = 20
COMPARE = ("compare", "target_driven", "alliance", "--replicates", str(PAIRS), "--quiet")
PATIENCE = 600_000  # ms
RELEASE = """value => new Promise(done => {
  const slider = document.getElementById("lever-allocation"), began = performance.now();
  const paths = () => [...document.querySelectorAll(".chart path[stroke]")];
  const lines = () => paths().map(path => path.getAttribute("d")).join();
  const before = lines();
  const seen = new MutationObserver(() => {
    if (!document.querySelector(".chart-title .tag") || lines() === before) return;
    seen.disconnect();
    requestAnimationFrame(() => done((performance.now() - began) / 1000));
  });
  seen.observe(document.body, { attributes: true, childList: true, subtree: true });
  slider.value = value;
  slider.dispatchEvent(new Event("input"));
  slider.dispatchEvent(new Event("change"));
})"""
BAND = "document.querySelectorAll('.chart')[0]?.querySelectorAll('path[fill-opacity]').length == 2"
FRAMES = """async seconds => {
  const { __vue__: watch } = document.querySelector(".watch"), began = performance.now();
  watch.frames = 0;
  watch.toggle();
  await new Promise(done => setTimeout(done, 1000 * seconds));
  const each = (performance.now() - began) / watch.frames;
  watch.toggle();
  return each;
}"""


def measure() -> list[Figure]:
    """Nothing where there is no browser."""
    if found.missing():
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        paints = [_first_paint(browser) for _ in range(5)]
        with _served() as address:
            previews = _previews(browser, address)
            bands, whole = _comparison(browser, address)
            frames = _frames(browser, address)
        browser.close()
    (command,) = seconds(COMPARE, tries=1)
    times = whole / command
    return [
        Figure("Dashboard: start to first paint", "s", median(paints), min(paints), 3.0),
        Figure("Dashboard: release to preview", "s", median(previews), min(previews), 0.5),
        Figure("Dashboard: release to first band", "s", median(bands), min(bands), 3.0),
        Figure(f"Dashboard: {PAIRS} pairs, times `allied compare`", "", times, times, 1.0),
        Figure("Dashboard: a frame of the canvas", "ms", median(frames), min(frames), 17.0),
    ]


@contextmanager
def _served() -> Iterator[str]:
    command = [sys.executable, "-m", "allied", "dashboard", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = re.search(r"http://\S+:\d+", process.stderr.readline())
        assert said
        try:
            yield said[0]
        finally:
            process.terminate()


def _page(browser: Any) -> Any:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    return page


def _first_paint(browser: Any) -> float:
    """From the command to a page with its heading."""
    page, began = _page(browser), time.perf_counter()
    with _served() as address:
        page.goto(address)
        page.wait_for_selector(".allied main h1")
        took = time.perf_counter() - began
        page.close()
    return took


def _previews(browser: Any, address: str) -> list[float]:
    """From letting a slider go to a chart of the preview, after the first."""
    page = _page(browser)
    page.goto(f"{address}/compare")
    page.wait_for_selector(".chart svg")
    times = []
    for place in range(7):
        page.wait_for_selector("progress")
        page.click("button:has-text('Cancel')")
        page.wait_for_selector("text=Stopped after")
        times.append(page.evaluate(RELEASE, 0.1 + place / 10))
    page.close()
    return times[1:]


def _comparison(browser: Any, address: str) -> tuple[list[float], float]:
    """Seconds to the first band as a lever is let go; and to all pairs of a page just opened."""
    page, began = _page(browser), time.perf_counter()
    page.goto(f"{address}/compare?runs={PAIRS}&b.overhead=0.21")
    page.wait_for_selector(f"text={PAIRS} paired runs, complete")
    whole, bands = time.perf_counter() - began, []
    for place in range(3):
        began = time.perf_counter()
        page.evaluate(RELEASE, 0.15 + place / 10)
        page.wait_for_function(BAND)
        bands.append(time.perf_counter() - began)
    page.close()
    return bands, whole


def _frames(browser: Any, address: str) -> list[float]:
    """Milliseconds from frame to frame while both networks play."""
    page = _page(browser)
    page.goto(f"{address}/watch")
    page.wait_for_selector("canvas")
    times = [page.evaluate(FRAMES, 3) for _ in range(5)]
    page.close()
    return times
