"""Takes the pictures in docs/dashboard.md of the dashboard as it is now.

python -m scripts.screenshots
"""

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.found import browser

IMAGES = Path(__file__).parents[1] / "docs" / "images"
WIDTH = 1200
COLOURS = 64  # enough for flat areas and text, in a third of the bytes
LESSON = "/workshop?room=docs&lesson=merry_go_round&step=reveal&votes=4.9.2"
PAGES = {
    "compare": ("/compare", "text=20 paired runs, complete", 1230),
    "watch": ("/watch", "canvas", 1130),
    "workshop": (LESSON, "figure", 880),
}
WEEK = "51"


def main() -> None:
    """Start the dashboard, and take all pictures."""
    command = [sys.executable, "-m", "allied", "dashboard", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            address = re.search(r"http://\S+:\d+", server.stderr.readline())
            assert address, "the dashboard did not start"
            _take_all(address[0])
        finally:
            server.terminate()


def _take_all(address: str) -> None:
    path = browser()
    if path is None:
        sys.exit("No browser was found; install Chromium.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (where, ready, height) in PAGES.items():
            page = chromium.new_page(viewport={"width": WIDTH, "height": height})
            page.goto(address + where)
            page.wait_for_selector(ready, timeout=600_000)
            _keep(page, IMAGES / f"dashboard-{name}.png")
            page.close()


def _keep(page: Page, file: Path) -> None:
    if page.locator("#week").count():
        page.fill("#week", WEEK)
        page.locator("#week").blur()
    page.wait_for_timeout(1000)  # lines move to where they belong
    picture: Any = Image.open(io.BytesIO(page.screenshot()))
    few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    main()
