"""How phones get in: a QR code, an address and a code."""

from typing import Any

from dashboards.play.address import address_for_phones, is_reachable, qr_code
from experiments.report.html import element, together

from .text import Block

ALONE = (
    "Only this computer can open that address. For phones, stop the dashboard and start it with "
    "allied dashboard --host 0.0.0.0; they must be in the same network."
)


def Invitation(path: str, code: str, shown: str, origin: str) -> Any:
    """How to get to a page with a code, which is ``shown`` to be typed.

    ``origin`` is the address at which the browser that shows it found the dashboard.
    """
    base = address_for_phones(origin)
    if not base:
        return Block(element("p", "Finding the address …"))
    picture = qr_code(f"{base}{path}?room={code}")
    said = element(
        "div",
        element("p", "Scan, or open"),
        element("p", element("strong", f"{base}{path}"), class_="address"),
        element("p", "and type the code"),
        element("p", element("strong", shown), class_="code"),
        *([] if is_reachable() else [element("p", ALONE, class_="note")]),
    )
    qr = element("div", picture, class_="qr-code", role="img", aria_label="QR code of the address")
    return Block(together(qr, said), class_="invitation")
