"""All problems together, where people look first."""

from collections.abc import Sequence
from typing import Any

import solara

from experiments.report.html import element, together

from .text import bullets


def Problems(heading: str, problems: Sequence[str]) -> Any:
    """A list of sentences that is read aloud as it appears; nothing where there is none."""
    if not problems:
        return solara.Div()
    items = bullets(problems)
    inside = together(element("p", element("strong", f"{heading}.")), items)
    return solara.HTML(
        tag="div", unsafe_innerHTML=str(inside), classes=["problem"], attributes={"role": "alert"}
    )
