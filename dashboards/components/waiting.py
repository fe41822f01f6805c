"""What a page shows where something is still being made: a sentence, and room for what comes."""

from typing import Any

from experiments.report.html import element, together

from .text import Block


def Waiting(said: str) -> Any:
    """A sentence that is read aloud, a bar that moves, and a place for what will stand there."""
    room = element("div", class_="room", aria_hidden="true")
    return Block(together(element("p", said, role="status"), room), class_="waiting")
