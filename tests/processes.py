"""Processes that a test started, and those they started."""

import subprocess


def members(session: int) -> list[int]:
    """Processes of a session that are still alive."""
    listing = subprocess.run(["ps", "-eo", "pid=,sess=,stat="], capture_output=True, text=True)
    rows = [line.split() for line in listing.stdout.splitlines()]
    return [int(pid) for pid, sess, stat in rows if int(sess) == session and stat[0] != "Z"]
