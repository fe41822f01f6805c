"""Figures and tables of the referral networks, all laid out the same way."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from experiments.findings.comparison import Comparison
from experiments.findings.formatting import number
from simulation.network import METRICS, Network
from simulation.parameters.named import COMMUNITY

from .html import Html, element, table
from .svg import BLUE, FAINT, INK, ORANGE, inline, settings

DRAWN = 40  # edges between services: more hide one another
LARGEST = 10  # rows of the table
SIZE = (6.0, 4.7)  # inches
WIDE = 1.15  # half the ellipse's width; half its height is 1
WIDEST = 5.0  # points, the largest flow
LABEL = 28  # characters: what there is room for beside the outermost node
PALE = 0.35  # opacity of what comes from the community
FUTILITY = LinearSegmentedColormap.from_list("futility", [BLUE, "#9BA3A8", ORANGE])
"""From blue to orange: told apart also by those who see few colours."""

Edge = tuple[str, str]
Places = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Panel:
    """One network to draw, and what to call it."""

    title: str
    network: Network


def panels(comparison: Comparison, names: Sequence[str]) -> list[Panel]:
    """The networks to show: at each fork that differs, then at the end of each scenario."""
    found = []
    for place, (name, networks) in enumerate(zip(names, comparison.networks, strict=True)):
        if place == 0 and all(comparison.shares_past):
            found.append(Panel("At the fork", networks.at_fork))
        elif not all(comparison.shares_past):
            found.append(Panel(f"At the fork: {name}", networks.at_fork))
    ends = zip(names, comparison.networks, strict=True)
    return [*found, *(Panel(f"At the end: {name}", networks.at_end) for name, networks in ends)]


def figures(shown: Sequence[Panel]) -> list[Html]:
    """One figure for each panel: the same places, the same edges and the same scales in all."""
    places = layout([panel.network for panel in shown])
    flows = [flow_by_edge(panel.network) for panel in shown]
    edges = largest(flows, len(places), outside=True) + largest(flows, DRAWN)
    most = max((flow[edge] for flow in flows for edge in edges if edge in flow), default=1.0)
    capacity = max(float(panel.network.places.max()) for panel in shown) or 1.0
    return [
        _drawn(panel, places, edges, (most or 1.0, capacity), f"network{i}")
        for i, panel in enumerate(shown)
    ]


def flow_by_edge(network: Network) -> dict[Edge, float]:
    """Referrals a year between two that differ, by their names."""
    return {
        (source, target): float(network.flow[row, column])
        for row, source in enumerate(network.names)
        for column, target in enumerate(network.names[:-1])
        if row != column
    }


def largest(flows: Sequence[dict[Edge, float]], count: int, outside: bool = False) -> list[Edge]:
    """The edges with the largest flow in any of several networks, the largest first.

    Those between services, or with ``outside`` those from the community.
    """
    most: dict[Edge, float] = {}
    for flow in flows:
        for edge, value in flow.items():
            if (edge[0] == COMMUNITY) == outside:
                most[edge] = max(most.get(edge, 0.0), value)
    ranked = sorted((edge for edge in most if most[edge] > 0), key=lambda edge: -most[edge])
    return ranked[:count]


def layout(networks: Sequence[Network]) -> Places:
    """Where each node of several networks stands: (x, y), the same in every figure.

    Services stand round an ellipse, those of one purse together, and within a purse and between
    purses those next to each other that refer most, over all networks; the community stands in
    the middle. Heights are evenly spaced, so that every name has a line of its own.
    """
    nodes = dict.fromkeys(name for network in networks for name in network.names[:-1])
    order = _in_order(list(nodes), networks)
    left = order[: len(order) // 2][::-1]
    right = order[len(order) // 2 :]
    places: Places = {COMMUNITY: (0.0, 0.0)}
    for side, names in ((-1, left), (1, right)):
        for rank, name in enumerate(names):
            y = 1 - (2 * rank + 1) / len(names)
            places[name] = (side * WIDE * float(np.sqrt(1 - (0.97 * y) ** 2)), y)
    return places


def _in_order(names: list[str], networks: Sequence[Network]) -> list[str]:
    """Services so that those that refer to each other stand close, purse by purse."""
    place = {name: i for i, name in enumerate(names)}
    purse: dict[str, str] = {}
    ties = np.zeros((len(names), len(names)))
    for network in networks:
        rows = [place[name] for name in network.names[:-1]]
        ties[np.ix_(rows, rows)] += network.flow[:-1]
        for name, whose in zip(network.names[:-1], network.purses[:-1], strict=True):
            purse.setdefault(name, whose)
    position = _fiedler(ties + ties.T)
    middle = {
        whose: float(np.mean([position[place[name]] for name in names if purse[name] == whose]))
        for whose in dict.fromkeys(purse.values())
    }
    return sorted(names, key=lambda name: (middle[purse[name]], purse[name], position[place[name]]))


def _fiedler(ties: np.ndarray) -> np.ndarray:
    """A place on a line for each node, near for those tied strongly; (n,).

    The second eigenvector of the Laplacian (Fiedler 1973), its sign fixed.
    """
    if len(ties) < 3:
        return np.arange(len(ties), dtype=float)
    np.fill_diagonal(ties, 0)
    second = np.linalg.eigh(np.diag(ties.sum(1)) - ties)[1][:, 1].round(6)
    return second if second[np.argmax(np.abs(second))] > 0 else -second


def _drawn(
    panel: Panel, places: Places, edges: Sequence[Edge], most: tuple[float, float], name: str
) -> Html:
    with settings():
        figure = Figure(figsize=SIZE, facecolor="none")  # what is behind shows that it scrolls
        axes = figure.add_axes((0.0, 0.0, 1.0, 0.94))
        axes.set(xlim=(-3.45, 3.45), ylim=(-1.42, 1.0))
        axes.axis("off")
        figure.text(
            0.02,
            0.985,
            textwrap.shorten(panel.title, 62, placeholder="…"),
            va="top",
            fontweight="bold",
            fontsize=10.5,
        )
        _edges(axes, panel.network, places, edges, most[0])
        _nodes(axes, panel.network, places, most[1])
        _key(figure, axes, most)
        total = panel.network.flow.sum()
        told = f"{panel.title}: {number(float(total))} referrals a year; a table has the largest."
        return inline(figure, name, told)


def _edges(
    axes: Axes, network: Network, places: Places, edges: Sequence[Edge], most: float
) -> None:
    row = {name: i for i, name in enumerate(network.names)}
    flow = flow_by_edge(network)
    for source, target in edges:
        value = flow.get((source, target), 0.0)
        if value <= 0:
            continue
        colour = FUTILITY(network.futility[row[source], row[target]])
        width = _width(value, most)
        outside = source == COMMUNITY
        axes.add_patch(
            FancyArrowPatch(
                places[source],
                places[target],
                connectionstyle=f"arc3,rad={0 if outside else 0.2}",
                arrowstyle="-|>",
                color=colour,
                alpha=PALE if outside else 1,
                mutation_scale=4 + 1.6 * width,
                linewidth=width,
                shrinkA=5,
                shrinkB=6,
                capstyle="butt",
                joinstyle="miter",
                zorder=1 if outside else 2,
            )
        )


def _nodes(axes: Axes, network: Network, places: Places, capacity: float) -> None:
    for name, label, held in zip(network.names, network.labels, network.places, strict=True):
        x, y = places[name]
        axes.scatter(
            x,
            y,
            s=_area(float(held), capacity),
            facecolor="white",
            edgecolor=INK,
            linewidth=1,
            zorder=3,
        )
        inside = name == COMMUNITY
        side = 1 if x >= 0 else -1
        axes.text(
            x if inside else x + side * 0.15,
            y - 0.1 if inside else y,
            _short(label),
            ha="center" if inside else "left" if side > 0 else "right",
            va="top" if inside else "center",
            fontsize=8.4,
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8},
        )


def _width(flow: float, most: float) -> float:
    """Width of an arrow in points: by the square root, so that small flows show beside large."""
    return max(WIDEST * float(np.sqrt(flow / most)), 0.3)


def _area(held: float, capacity: float) -> float:
    """Area of a node in square points: by its places, with a least that can be seen."""
    return 12 + 110 * held / capacity


def _short(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"


def _key(figure: Figure, axes: Axes, most: tuple[float, float]) -> None:
    """What widths, sizes and colours mean."""
    for place, share in enumerate((1.0, 0.1)):
        y = -1.19 - 0.13 * place
        flow, held = (float(f"{share * value:.2g}") for value in most)
        axes.plot([-2.6, -2.3], [y, y], color=FAINT, linewidth=_width(flow, most[0]))
        axes.text(-2.2, y, f"{flow:,.10g} referrals a year", va="center", fontsize=8.5)
        area = _area(held, most[1])
        axes.scatter(-0.42, y, s=area, facecolor="white", edgecolor=INK, linewidth=1)
        axes.text(-0.25, y, f"{held:,.10g} places", va="center", fontsize=8.5)
    bar = figure.add_axes((0.66, 0.085, 0.28, 0.022))
    figure.colorbar(ScalarMappable(Normalize(0, 1), FUTILITY), bar, orientation="horizontal")
    bar.set_xticks([0, 0.5, 1])
    bar.tick_params(labelsize=8.5, length=2)
    bar.set_title("Futility: 0, none, to 1", fontsize=8.5, pad=2)


def flows_table(shown: Sequence[Panel]) -> Html:
    """What comes from the community, and the largest flows between services, in each network."""
    flows = [flow_by_edge(panel.network) for panel in shown]
    labels = {
        name: label
        for panel in shown
        for name, label in zip(panel.network.names, panel.network.labels, strict=True)
    }
    outside = [float(panel.network.flow[-1].sum()) for panel in shown]
    rows = [
        [f"{labels[COMMUNITY]} to all services", *map(_flow, outside)],
    ]
    rows += [
        [
            f"{labels[source]} to {labels[target]}",
            *(_flow(flow.get((source, target))) for flow in flows),
        ]
        for source, target in largest(flows, LARGEST)
    ]
    columns = ["Referrals a year", *(panel.title for panel in shown)]
    caption = "The largest flows between services, and what became of them"
    return table(caption, columns, rows, range(1, len(columns)))


def _flow(value: float | None) -> str:
    return "–" if value is None else number(value, 0 if value >= 9.5 else 1)


def metrics_table(comparison: Comparison, names: Sequence[str]) -> Html:
    """The networks as a whole: means over the replicates of each replicate's metric."""
    shared = all(comparison.shares_past)
    forks = [(0, 0)] if shared else [(i, 0) for i in range(len(names))]
    columns = ["Metric"]
    columns += ["At the fork"] if shared else [f"At the fork: {name}" for name in names]
    columns += [f"At the end: {name}" for name in names]
    cells = [*forks, *((i, 1) for i in range(len(names)))]
    rows = [
        [
            Html(f"{element('span', metric.label)} {element('small', metric.help)}"),
            *(number(float(comparison.networks[i].metrics[key][moment])) for i, moment in cells),
        ]
        for key, metric in METRICS.items()
    ]
    return table("The networks as a whole", columns, rows, range(1, len(columns)))
