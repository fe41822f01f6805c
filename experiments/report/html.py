"""HTML from Python: every text is escaped unless it is marked as HTML already."""

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_HYPHEN_AS_MINUS = re.compile(r"(?<![\w.-])-(?=\d)")
_BEFORE_PER_CENT = re.compile(r"(?<=\d) (?=%)")


class Html(str):
    """Text that is HTML and must not be escaped again."""


def element(name: str, *inside: str, **attributes: str) -> Html:
    """One element. ``class_`` and ``for_`` stand for words Python keeps; ``_`` for a hyphen."""
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{words}>{together(*inside)}</{name}>")


def together(*parts: str) -> Html:
    """Parts one after the other, plain text escaped.

    Negative numbers get a minus sign, and no line ends between a number and its per cent.
    """
    return Html("".join(part if isinstance(part, Html) else _escaped(part) for part in parts))


def _escaped(text: str) -> str:
    text = _BEFORE_PER_CENT.sub("\N{NO-BREAK SPACE}", _HYPHEN_AS_MINUS.sub("−", text))
    return html.escape(text, quote=False)


def paragraphs(sentences: Iterable[str]) -> Html:
    """One paragraph for each sentence."""
    return together(*(element("p", sentence) for sentence in sentences))


def section(title: str, *inside: str) -> Html:
    """A part of the page under a heading of its own."""
    return Html(f"{element('section', element('h2', title), *inside)}\n")


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Sequence[int] = (),
    grid: bool = False,
) -> Html:
    """A table; on a phone each row stands by itself, every cell under the name of its column.

    Parameters
    ----------
    caption
        What the table shows, for everybody.
    columns
        Headings.
    rows
        Cells; the first of each row is its heading.
    numbers
        Columns, by place, that hold numbers and stand to the right.
    grid
        Whether cells are read down as well as across, as those of years are: such a table keeps
        its form on a phone, and scrolls by itself.
    """

    def cell(kind: str, place: int, text: str, **more: str) -> Html:
        looks = {"class_": "number"} if place in numbers else {}
        return element(kind, text, **more, **looks)

    head = together(*(cell("th", i, text, scope="col") for i, text in enumerate(columns)))
    body = [
        together(
            cell("th", 0, first, scope="row"),
            *(cell("td", i, text, data_label=columns[i]) for i, text in enumerate(rest, 1)),
        )
        for first, *rest in rows
    ]
    looks = {} if grid else {"class_": "rows"}
    whole = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", head)),
        element("tbody", *(Html(f"{element('tr', row)}\n") for row in body)),
        **looks,
    )
    return scrolling(caption, whole)


def scrolling(label: str, wide: Html) -> Html:
    """Something that scrolls by itself, also by keyboard, where the screen is too narrow for it."""
    return element("div", wide, class_="scroll", role="region", aria_label=label, tabindex="0")


def document(title: str, *parts: str) -> str:
    """A whole page that asks nothing of the network."""
    style = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    head = element(
        "head",
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", title),
        element("style", Html(style)),
    )
    body = element("body", element("main", *parts))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en-GB')}\n"


def folded(title: str, *inside: str) -> Html:
    """Something long that opens when it is asked for."""
    return Html(f"{element('details', element('summary', title), *inside)}\n")
