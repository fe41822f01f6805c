"""Many sessions: at once, and one after the other. Left to `make soak`."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.found import descendants

AT_ONCE, IN_TURN = 30, 100
MOST_MB = 1000
LEFT_MB = 120  # more than before, after all sessions closed

pytestmark = pytest.mark.soak


def test_thirty_sessions_at_once_and_memory_back_after_a_hundred(
    visit: Any, chromium: Any, server: Any, village: str
) -> None:
    pages = [visit(f"/compare?{village}&b.allocation={i / 100}") for i in range(AT_ONCE)]
    for page in pages:
        page.set_default_timeout(600_000)
        page.wait_for_selector("text=5 paired runs, complete")
    assert resident(server.process.pid) < MOST_MB
    for page in pages:
        page.context.close()
    before = None
    for turn in range(IN_TURN):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{server.address}/workshop?room=soak&lesson=targets&step=reveal")
        page.wait_for_selector(".scene svg[role=img]")
        page.close(run_before_unload=True)
        context.close()
        if turn == IN_TURN // 10:
            before = resident(server.process.pid)
    assert before is not None
    assert resident(server.process.pid) < before + LEFT_MB


def resident(pid: int) -> float:
    """Memory of a process and its children, in MB; what they share is counted once."""
    parts = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in (pid, *descendants(pid))]
    return sum(int(re.search(r"^Pss: +(\d+) kB", part, re.MULTILINE)[1]) for part in parts) / 1000
