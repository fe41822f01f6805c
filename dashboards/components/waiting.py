"""What a page shows while something is being made."""

from typing import Any

from experiments.report.html import element, together

from .text import Block


def Waiting(said: str) -> Any:
    """A sentence that is read aloud, a moving bar, and space for the result."""
    room = element("div", class_="room", aria_hidden="true")
    return Block(together(element("p", said, role="status"), room), class_="waiting")
