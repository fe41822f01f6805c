"""The facilitator's guide, to read on the screen, to print, or to save."""

from typing import Any

import solara
from markdown import markdown

from experiments.report.html import Html, document

from ..components.save import Save
from ..components.text import Block
from ..lessons.guide import TITLE, guide


@solara.component
def Page() -> Any:
    """The page: the text of ``docs/facilitator.md``."""
    inside = Html(markdown(guide()))
    with solara.Div() as page:
        Save("allied-facilitators-guide.html", document(TITLE, inside))
        Block(inside, class_="guide")
    return page
