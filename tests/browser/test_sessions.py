"""Several people at once, and processes that die: nobody sees another's model."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browser.found import descendants


def test_two_browsers_never_share_a_model(visit: Any, village: str) -> None:
    first, second = (visit(f"/compare?{village}") for _ in range(2))
    for page, value in ((first, "0.1"), (second, "0.9")):
        page.fill("#lever-allocation-typed", value)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**b.allocation={value}*")
    for page, value in ((first, "0.1"), (second, "0.9")):
        page.wait_for_selector("text=5 paired runs, complete")
        assert page.input_value("#lever-allocation-typed") == value
        assert f"b.allocation={value}" in page.url


def test_the_dashboard_survives_the_death_of_its_processes(visit: Any, server: Any) -> None:
    """In the whole city, where a run takes long enough to be killed in the middle."""
    page = visit("/compare?b.allocation=0.37")
    page.wait_for_selector(r"text=/of 20 paired runs/")
    for worker in simulating(server.process.pid):
        with suppress(ProcessLookupError):  # where one dies its pool ends the others
            os.kill(worker, signal.SIGKILL)
    page.wait_for_selector("text=A process died while simulating")
    page.click("button:has-text('Run again')")
    page.wait_for_selector(r"text=/[1-9]\d* of 20 paired runs/")
    page.click("button:has-text('Cancel')")
    page.wait_for_selector("text=Stopped after")


def simulating(parent: int) -> list[int]:
    """The processes of a server that simulate."""
    (ready,) = (
        pid
        for pid in descendants(parent)
        if b"forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes() and descendants(pid)
    )
    return descendants(ready)
