"""The facilitator's guide, to read on the screen, to print, or to save."""

from typing import Any

import solara
from markdown import markdown

from dashboards.components.save import Save
from dashboards.components.text import Block
from dashboards.lessons.guide import TITLE, guide
from experiments.report.html import Html, document


@solara.component
def Page() -> Any:
    """The page: the text of ``docs/facilitator.md``."""
    inside = Html(markdown(guide()))
    with solara.Div() as page:
        Save("allied-facilitators-guide.html", document(TITLE, inside))
        Block(inside, class_="guide")
    return page
