"""Matplotlib figures as SVG inside a page: the same bytes every time, and readable aloud."""

import html
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from .html import Html

BLUE, ORANGE, TURQUOISE, PINK, GREY, PLUM = (
    "#12436D",
    "#F46A25",
    "#28A197",
    "#801650",
    "#3D3D3D",
    "#A285D1",
)
INK, FAINT = "#222222", "#8C8C8C"
COLOURS = (BLUE, ORANGE, TURQUOISE, PINK, GREY, PLUM)
DASHES = ("-", (0, (4, 1.5)), (0, (1, 1)), (0, (6, 1, 1, 1)), (0, (8, 2)), (0, (3, 1, 1, 1, 1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P")
"""Scenarios are told apart by colour, by dash and by marker, never by colour alone."""

WIDTH = 4.0  # inches of 72 points: text keeps a readable size also on a phone
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text
    "text.parse_math": False,  # a dollar in a title is a dollar
    "svg.hashsalt": "allied",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.titlesize": 10,
    "lines.linewidth": 1.8,
    "lines.markersize": 5,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
}


def looks(scenario: int) -> tuple[str, object, str]:
    """Colour, dash and marker of a scenario; they begin again after the sixth."""
    styles = zip(cycle(COLOURS), cycle(DASHES), cycle(MARKERS), strict=False)
    return [next(styles) for _ in range(scenario + 1)][-1]


@contextmanager
def settings() -> Iterator[None]:
    """How all figures are drawn: ``with settings(): ...`` around everything that draws."""
    with rc_context(_SETTINGS), warnings.catch_warnings():
        # The reader's browser has the letters that the font used to measure text may lack.
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
        yield


def inline(figure: Figure, name: str, description: str) -> Html:
    """The figure as an ``<svg>`` element with a description for those who cannot see it.

    Parameters
    ----------
    figure
        What was drawn.
    name
        A word that no other figure of the page has; it keeps identifiers apart.
    description
        What the figure shows, in words.
    """
    stream = io.StringIO()
    unknown = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    FigureCanvasSVG(figure).print_svg(stream, metadata=unknown)
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>{name}-", text)
    width, height = figure.get_size_inches() * 72
    opening = (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{html.escape(description)}" xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
    )
    return Html(re.sub(r"<svg[^>]*>", lambda _: opening, text, count=1))
