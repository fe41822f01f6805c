"""Several people at once, and processes that die: nobody sees another's model."""

import os
import signal
import subprocess
from typing import Any


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


def test_the_dashboard_survives_the_death_of_its_processes(
    visit: Any, server: Any, village: str
) -> None:
    page = visit(f"/compare?{village.replace('runs=5', 'runs=100')}&b.allocation=0.37")
    page.wait_for_selector(r"text=/[1-9]\d* of 100 paired runs/")
    for worker in workers(server.process.pid):
        os.kill(worker, signal.SIGKILL)
    page.wait_for_selector("text=A process died while simulating")
    page.click("button:has-text('Run again')")
    page.wait_for_selector("text=100 paired runs, complete")


def workers(parent: int) -> list[int]:
    """The processes that simulate."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True)
    rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
    return [int(p) for p, of, args in rows if int(of) == parent and "spawn_main" in args]
