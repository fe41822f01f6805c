"""Boxes in rows with arrows that run downwards, as SVG; the same boxes give the same bytes."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

Name = tuple[str, ...]

WIDTH, MARGIN, GAP = 980, 24, 22
ROW, BOX, HEAD = 58, 30, 40
LETTER = 7.6  # width of a letter, on average
SWEEPS = 24
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1b1b1b; }
.package { font-weight: 700; font-size: 17px; }
.band { fill: #f4f4f1; stroke: #c9c9c2; }
.box { fill: #fff; stroke: #46535e; }
.arrow { fill: none; stroke: #5b7083; stroke-width: 1.3; }
"""


class Box(NamedTuple):
    """What an arrow may lead to, and what stands in it."""

    name: Name
    label: str


class Layers(NamedTuple):
    """One band of the drawing: its rows from the top, and arrows from upper to lower boxes."""

    title: str
    rows: list[list[Box]]
    arrows: list[tuple[Name, Name]]


def svg(bands: Sequence[Layers]) -> str:
    """Draw bands below one another."""
    parts, y = [], MARGIN
    for band in bands:
        height = HEAD + len(band.rows) * ROW - 12
        parts += [
            f'<rect class="band" x="{MARGIN / 2:g}" y="{y}" width="{WIDTH - MARGIN}" '
            f'height="{height}" rx="8"/>',
            f'<text class="package" x="{MARGIN}" y="{y + 26}">{escape(band.title)}</text>',
            *_band(band, y + HEAD),
        ]
        y += height + MARGIN
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img">',
        "<title>Folders and modules; arrows lead from what imports to what is imported</title>",
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#5b7083"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{y}" fill="#fff"/>',
        *parts,
        "</svg>\n",
    ])  # fmt: skip


def _band(band: Layers, top: int) -> list[str]:
    """The arrows of a band, then its boxes."""
    row_of = {box.name: row for row, boxes in enumerate(band.rows) for box in boxes}
    label = {box.name: box.label for boxes in band.rows for box in boxes}
    rows = [[box.name for box in boxes] for boxes in band.rows]
    chains = []
    for start, end in band.arrows:  # an arrow over several rows goes by a bend in each
        bends = [(*start, "→", *end, str(r)) for r in range(row_of[start] + 1, row_of[end])]
        for row, bend in enumerate(bends, row_of[start] + 1):
            rows[row].append(bend)
        chains.append([start, *bends, end])
    _untangle(rows, chains)
    centre = _centres(rows, label)
    drawn = [_arrow(chain, centre, row_of, top) for chain in chains]
    for name, text in label.items():
        width, y = _width(text), top + row_of[name] * ROW
        drawn.append(
            f'<rect class="box" x="{centre[name] - width / 2:.0f}" y="{y}" width="{width:.0f}" '
            f'height="{BOX}" rx="5"/><text x="{centre[name]:.0f}" y="{y + 20}" '
            f'text-anchor="middle">{escape(text)}</text>'
        )
    return drawn


def _untangle(rows: list[list[Name]], chains: list[list[Name]]) -> None:
    """Order each row by the mean place of what its boxes are tied to above, then below."""
    above: dict[Name, list[Name]] = {}
    below: dict[Name, list[Name]] = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            below.setdefault(upper, []).append(lower)
            above.setdefault(lower, []).append(upper)
    for sweep in range(SWEEPS):
        tied, order = (below, rows[::-1]) if sweep % 2 else (above, rows)
        for fixed, row in pairwise(order):
            at = {name: (i + 0.5) / len(fixed) for i, name in enumerate(fixed)}
            own = {name: (i + 0.5) / len(row) for i, name in enumerate(row)}

            def mean(name: Name, at: dict = at, own: dict = own, tied: dict = tied) -> float:
                places = [at[other] for other in tied.get(name, []) if other in at]
                return sum(places) / len(places) if places else own[name]

            row.sort(key=mean)


def _centres(rows: list[list[Name]], label: dict[Name, str]) -> dict[Name, float]:
    """Where each box or bend stands across the page: rows are spread evenly."""
    centre = {}
    for row in rows:
        widths = [_width(label[name]) if name in label else 6 for name in row]
        gap = max(GAP, min(3 * GAP, (WIDTH - 4 * MARGIN - sum(widths)) / max(1, len(row) - 1)))
        x = (WIDTH - sum(widths) - gap * (len(row) - 1)) / 2
        for name, width in zip(row, widths, strict=True):
            centre[name] = x + width / 2
            x += width + gap
    return centre


def _arrow(chain: list[Name], centre: dict[Name, float], row_of: dict[Name, int], top: int) -> str:
    """A curve from the lower edge of a box, by its bends, to the upper edge of another."""
    first = row_of[chain[0]]
    path, last = f"M{centre[chain[0]]:.0f} {top + first * ROW + BOX}", centre[chain[0]]
    for row, name in enumerate(chain[1:], first + 1):
        y, x = top + row * ROW, centre[name]
        middle = y - (ROW - BOX) / 2
        path += f"C{last:.0f} {middle:.0f} {x:.0f} {middle:.0f} {x:.0f} {y}"
        path += f"V{y + BOX}" if name != chain[-1] else ""
        last = x
    return f'<path class="arrow" d="{path}" marker-end="url(#tip)"/>'


def _width(text: str) -> float:
    return len(text) * LETTER + 20
