"""What this machine has for the browser tests: a browser, and a way to be without a network."""

import ctypes
import fcntl
import importlib.util
import shutil
import socket
import struct
import subprocess
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDED = ("solara", "solara_assets", "playwright", "axe_playwright_python")
NAMESPACE, INTERCEPTION = "no network (a namespace of its own)", "requests intercepted"
_NEW_NETWORK, _SET_FLAGS, _UP = 0x40000000, 0x8914, 0x1


def browser() -> str | None:
    """The browser to use, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing() -> str:
    """Why browser tests cannot run here; empty where they can."""
    absent = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if absent:
        return f"not installed: {', '.join(absent)}"
    return "" if browser() else f"no browser found ({', '.join(BROWSERS)})"


def kept_in() -> str:
    """How requests to the outside are kept in here."""
    unshare = shutil.which("unshare")
    tried = unshare and subprocess.run([unshare, "-n", "true"], capture_output=True).returncode == 0
    return NAMESPACE if tried else INTERCEPTION


def leave_network() -> str:
    """Leave the network for good, with all processes started from now on; loopback remains.

    Returns
    -------
    How requests to the outside are kept in: by having no network, where the system allows it.
    """
    if kept_in() == INTERCEPTION or ctypes.CDLL(None).unshare(_NEW_NETWORK):
        return INTERCEPTION
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        loopback = struct.pack("16sh", b"lo", _UP)
        fcntl.ioctl(any_socket.fileno(), _SET_FLAGS, loopback)
    return NAMESPACE


def descendants(pid: int) -> list[int]:
    """The processes that a process started, by any of its threads, and those that they started."""
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for file in listed for child in file.read_text().split()]
    return [each for child in children for each in (child, *descendants(child))]
