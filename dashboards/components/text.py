"""Text and tables, as HTML whose every text was escaped by ``experiments.report.html``."""

from typing import Any

import solara

from experiments.report.html import Html


def Block(inside: Html, tag: str = "div", class_: str = "") -> Any:
    """HTML on a page."""
    return solara.HTML(tag=tag, unsafe_innerHTML=str(inside), classes=[class_] if class_ else [])
