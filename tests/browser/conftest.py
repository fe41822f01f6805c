"""A server, a browser, and pages that fail a test by what they ask for or complain of."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import found

REASON = found.missing()
MODEL = """extends = "simple_needs"

[pack]
title = "A village"
summary = "Small, so that tests are quick."

[place]
people = 420

[run]
weeks = 104
past_weeks = 13
"""
IGNORED = "Failed to evaluate Vue script"  # of a template that comes with Solara


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests here; without a browser they are skipped, which CI counts as a failure."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _possible() -> None:
    if REASON and os.environ.get("CI") == "true":
        pytest.fail(f"The browser tests cannot run: {REASON}.", pytrace=False)
    if REASON:
        pytest.skip(f"browser tests: {REASON}")


@pytest.fixture(scope="session")
def outside() -> str:
    """How the outside is kept away, said once on the terminal."""
    return found.leave_network()


@pytest.fixture(scope="session")
def server(outside: str) -> Iterator["Server"]:
    """The dashboard as people start it, on a port that is free."""
    command = [sys.executable, "-m", "allied", "dashboard", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            address = re.search(r"http://\S+:\d+", said)
            assert address, said
            yield Server(address[0], process)
        finally:
            process.terminate()


class Server:
    """Where the dashboard is, and its process."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        self.address, self.process = address, process


@pytest.fixture(scope="session")
def chromium(server: Server) -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found.browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


Visit = Callable[..., Any]


@pytest.fixture
def visit(chromium: Any, server: Server) -> Iterator[Visit]:
    """Open a page in a browser session of its own; complaints of any fail the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, width: int = 1280, height: int = 900, **more: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
        page = context.new_page()
        page.set_default_timeout(180_000)
        watch(page, server.address, complaints)
        page.goto(server.address + path, wait_until="commit")
        page.wait_for_selector(".allied main h1")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, complaints


def watch(page: Any, address: str, complaints: list[str]) -> None:
    """Note every request to the outside, every 4xx, and whatever the console calls an error."""

    def request(route: Any) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            complaints.append(f"asked for {route.request.url}")
            route.abort()

    page.route("**/*", request)
    page.on("response", lambda r: complaints.append(r.url) if r.status >= 400 else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda m: (
            complaints.append(m.text) if m.type == "error" and IGNORED not in m.text else None
        ),
    )


def settled(page: Any) -> None:
    """Wait until what is shown is of the present settings, all runs done."""
    page.wait_for_function(
        "document.querySelector('#answer')?.dataset.of === location.search.slice(1) && "
        "[...document.querySelectorAll('.status')].some(s => s.innerText.includes('complete'))"
    )


@pytest.fixture(scope="session")
def village() -> str:
    """Settings of a comparison of a very small place, as a query."""
    from dashboards.state.settings import Settings, Side
    from dashboards.state.upload import accept

    upload = accept("village.toml", MODEL.encode())
    changed = Side("file", (("target_weight", 0.2),))
    return Settings(Side("file"), changed, replicates=5, upload=upload).query()
