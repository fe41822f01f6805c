"""The referral networks of runs: their means over replicates, and as files for other tools."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from experiments.runs.networks import Networks
from simulation.network import EDGES, METRICS, Network, as_digraph

FLOW = (
    "flow is referrals a year, over the year before; knowledge, goodwill and futility are from 0 "
    "to 1"
)


def mean_networks(found: Sequence[Networks]) -> Networks:
    """Means over runs of one scenario: of places, of every edge, and of the metrics."""
    return Networks(
        at_fork=_mean([one.at_fork for one in found]),
        at_end=_mean([one.at_end for one in found]),
        metrics={name: _known_mean([one.metrics[name] for one in found]) for name in METRICS},
        runs=len(found),
    )


def _mean(networks: Sequence[Network]) -> Network:
    numbers = {
        name: np.mean([getattr(one, name) for one in networks], axis=0)
        for name in ("places", *EDGES)
    }
    return replace(networks[0], **numbers)


def _known_mean(values: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Means that leave out what is nan; nan where all are."""
    table = np.array(values)
    known = np.isfinite(table)
    count = known.sum(axis=0)
    total = np.where(known, table, 0.0).sum(axis=0)
    return np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)


def write_graphml(folder: Path, files: Mapping[str, str], found: Mapping[str, Networks]) -> None:
    """Both networks of each scenario as GraphML: FILE-fork.graphml and FILE-end.graphml.

    Parameters
    ----------
    folder
        A folder that exists.
    files
        A file name without its end for each label.
    found
        Networks by label.
    """
    for label, networks in found.items():
        for moment, network in networks.moments:
            graph = as_digraph(network)
            mean = f"; means over {networks.runs} runs" if networks.runs > 1 else ""
            graph.graph |= {"scenario": label, "moment": moment, "meaning": FLOW + mean}
            path = folder / f"{files[label]}-{moment}.graphml"
            nx.write_graphml_xml(_printable(graph), path)


def node_rows(found: Mapping[str, Networks]) -> Iterator[dict[str, Any]]:
    """A row for each scenario, moment and node."""
    for about, graph in _graphs(found):
        for name, values in graph.nodes(data=True):
            yield about | {"name": name} | values


def edge_rows(found: Mapping[str, Networks]) -> Iterator[dict[str, Any]]:
    """A row for each scenario, moment and edge."""
    for about, graph in _graphs(found):
        for source, target, values in graph.edges(data=True):
            yield about | {"source": source, "target": target} | values


def metric_rows(found: Mapping[str, Networks]) -> Iterator[dict[str, Any]]:
    """A row for each scenario, moment and metric."""
    for label, networks in found.items():
        for place, (moment, _) in enumerate(networks.moments):
            for name, metric in METRICS.items():
                about = {"scenario": label, "moment": moment, "runs": networks.runs}
                value = float(networks.metrics[name][place])
                yield about | {"metric": name, "label": metric.label, "value": value}


def _graphs(found: Mapping[str, Networks]) -> Iterator[tuple[dict[str, Any], nx.DiGraph]]:
    for label, networks in found.items():
        for moment, network in networks.moments:
            about = {"scenario": label, "moment": moment, "runs": networks.runs}
            yield about, as_digraph(network)


def _printable(graph: nx.DiGraph) -> nx.DiGraph:
    """The graph without the signs in its texts that XML does not allow."""
    for table in (graph.graph, *(values for _, values in graph.nodes(data=True))):
        for key, value in table.items():
            if isinstance(value, str):
                table[key] = "".join(sign for sign in value if sign.isprintable())
    return graph
