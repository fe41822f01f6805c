"""Text and tables, as HTML whose every text was escaped by ``experiments.report.html``."""

from collections.abc import Iterable
from typing import Any

import solara

from experiments.report.html import Html, element


def Block(inside: Html, tag: str = "div", class_: str = "") -> Any:
    """HTML on a page."""
    return solara.HTML(tag=tag, unsafe_innerHTML=str(inside), classes=[class_] if class_ else [])


def bullets(texts: Iterable[str], kind: str = "ul") -> Html:
    """A list of texts; with the kind ``ol``, a numbered one."""
    return element(kind, *(element("li", text) for text in texts))
