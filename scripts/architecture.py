"""The drawing and the table of the page on architecture, made from the imports.

A box is a folder, or the modules of a package whose arrows lead to the same boxes. An arrow that
follows from others is left out.
"""

import ast
import importlib
from itertools import groupby
from pathlib import Path
from types import ModuleType

import grimp
import networkx as nx

from experiments.findings.formatting import markdown
from scripts.layers import Box, Layers, svg

PACKAGES = ("allied", "dashboards", "experiments", "simulation")
LAID_OUT = "simulation.week"  # its folders are boxes of their own
PICTURE = Path("docs", "images", "architecture.svg")


def imports() -> nx.DiGraph:
    """Which folder or module imports which; an edge goes from the importer to the imported."""
    found, drawn = grimp.build_graph(*PACKAGES), nx.DiGraph()
    for module in sorted(found.modules):
        for other in sorted(found.find_modules_directly_imported_by(module)):
            if place_of(module) != place_of(other):
                drawn.add_edge(place_of(module), place_of(other))
    return drawn


def place_of(module: str) -> str:
    """The folder or loose module of the drawing to which a module belongs."""
    parts = module.split(".")
    return ".".join(parts[: 3 if module.startswith(f"{LAID_OUT}.") else 2])


def layers(package: str, graph: nx.DiGraph) -> Layers:
    """The boxes of a package from top to bottom, and the arrows that no others imply."""
    own = graph.subgraph([place for place in graph if place.startswith(f"{package}.")])
    level: dict[str, int] = {}
    for place in reversed(list(nx.lexicographical_topological_sort(own))):
        level[place] = 1 + max((level[other] for other in own[place]), default=0)
    bare = nx.transitive_reduction(own)
    rows, box_of = [], {}
    for _, group in groupby(sorted(level, key=lambda p: (-level[p], p)), key=level.__getitem__):
        boxes = _boxes(list(group), bare)
        rows.append([Box(box, label(package, box)) for box in boxes])
        box_of |= {place: box for box in boxes for place in box}
    arrows = {(box_of[a], box_of[b]) for a, b in bare.edges}
    return Layers(package, rows, sorted(nx.transitive_reduction(nx.DiGraph(arrows)).edges))


def _boxes(places: list[str], bare: nx.DiGraph) -> list[tuple[str, ...]]:
    """One box for each folder, and one for all modules whose arrows lead to the same places."""
    boxes: dict[object, list[str]] = {}
    for place in places:
        alike = place if is_folder(place) else tuple(sorted(bare[place]))
        boxes.setdefault(alike, []).append(place)
    return [tuple(box) for box in boxes.values()]


def is_folder(place: str) -> bool:
    """Whether a place of the drawing is a folder and not a module."""
    return hasattr(_module(place), "__path__")


def label(package: str, places: tuple[str, ...]) -> str:
    """What a box says: a folder with a stroke, or modules side by side."""
    names = [place.removeprefix(f"{package}.").replace(".", "/") for place in places]
    return f"{names[0]}/" if is_folder(places[0]) else ", ".join(names)


def drawing() -> str:
    """The drawing, as SVG."""
    graph = imports()
    return svg([layers(package, graph) for package in PACKAGES])


def chapters() -> str:
    """What each folder holds, by the first sentence it says of itself."""
    folders = sorted(place for place in {*PACKAGES, LAID_OUT, *imports()} if is_folder(place))
    each = [(f"`{folder.replace('.', '/')}/`", _first_sentence(folder)) for folder in folders]
    return markdown(("Folder", "What it holds"), *each)


def _first_sentence(place: str) -> str:
    text = ast.get_docstring(ast.parse(Path(_module(place).__file__ or "").read_text("utf-8")))
    return " ".join((text or "").split("\n\n")[0].split()).replace("``", "`")


def _module(place: str) -> ModuleType:
    return importlib.import_module(place)
