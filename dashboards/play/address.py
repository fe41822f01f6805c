"""The address at which phones in the same building reach this computer."""

import re
import socket
from urllib.parse import urlsplit

import segno

from dashboards import processes
from experiments.report.html import Html

ORIGIN = re.compile(r"https?://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]{1,253})(:\d{1,5})?")
HERE = ("localhost", "127.0.0.1", "[::1]")


def is_reachable() -> bool:
    """Whether other devices can reach this computer's dashboard."""
    return processes.host not in ("localhost", "127.0.0.1", "::1")


def address_for_phones(origin: str) -> str:
    """Where phones find the dashboard, from the origin of a page; empty for one that is none."""
    found = ORIGIN.fullmatch(origin)
    if not found:
        return ""
    parts = urlsplit(origin)
    if found[1] not in (*HERE, socket.gethostname()) or not is_reachable():
        return origin  # as it was opened here, others find it too
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{own_address()}{port}"


def own_address() -> str:
    """The address of this computer in its network; its name where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        try:
            any_socket.connect(("192.0.2.1", 9))  # sends nothing: it only chooses a network
            return str(any_socket.getsockname()[0])
        except OSError:
            return socket.gethostname()


def qr_code(text: str) -> Html:
    """A QR code as SVG, dark on white."""
    made = segno.make(text, error="m", micro=False)
    return Html(
        made.svg_inline(border=4, dark="#1d2329", light="#fff", omitsize=True, svgclass="qr")
    )
