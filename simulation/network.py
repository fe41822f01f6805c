"""The referral network: who sends people to whom, what services know of each other, and metrics."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from .world import WEEKS_A_YEAR, World

EDGES = ("flow", "knowledge", "goodwill", "futility")
KNOWN = 0.5  # knowledge from which a service is said to know another


@dataclass(frozen=True)
class Network:
    """The services, the community and the edges between them, at one moment.

    Attributes
    ----------
    names, labels, kinds, purses
        Of the services, then of the community, S + 1 each; empty text where there is none.
    places
        Cases each can have at once, float64 (S + 1,); 0 for drop-ins and the community.
    flow
        Referrals a year by referrer and service, float64 (S + 1, S); the community refers last.
    knowledge, goodwill, futility
        What each referrer knows of, feels for, and has given up on each service, 0 to 1,
        float64 (S + 1, S).
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    purses: tuple[str, ...]
    places: NDArray[np.float64]
    flow: NDArray[np.float64]
    knowledge: NDArray[np.float64]
    goodwill: NDArray[np.float64]
    futility: NDArray[np.float64]


def network_of(world: World, flow: NDArray[Any] | None = None, weeks: int | None = None) -> Network:
    """The network as it stands now.

    Parameters
    ----------
    flow, weeks
        Referrals made, (S + 1, S), and in how many weeks; by default all since the world began.
    """
    services, scenario = world.services, world.scenario
    made = services.flow if flow is None else flow
    span = world.clock if weeks is None else weeks
    declared = list(scenario.service.values())
    purses = [purse.label for purse in scenario.purse.values()]
    return Network(
        names=services.sources,
        labels=(*(service.label for service in declared), "Community"),
        kinds=(*(service.kind for service in declared), ""),
        purses=(*(purses[row] if row >= 0 else "" for row in services.purse), ""),
        places=np.append(services.places.astype(float), 0.0),
        flow=made.astype(np.float64) * (WEEKS_A_YEAR / span if span else 0.0),
        knowledge=services.knowledge.copy(),
        goodwill=services.goodwill.copy(),
        futility=services.futility.copy(),
    )


def as_digraph(source: Network | World) -> nx.DiGraph:
    """A network as a NetworkX graph.

    A node for each service and for the community, with ``label``, ``kind``, ``purse`` and
    ``places``. An edge for every referrer and service that differ, and for a service and itself
    where it referred people on to itself; with ``flow`` (referrals a year), ``knowledge``,
    ``goodwill`` and ``futility`` (0 to 1). Nothing is sent to the community.
    """
    network = network_of(source) if isinstance(source, World) else source
    graph = nx.DiGraph()
    about = zip(
        network.names,
        network.labels,
        network.kinds,
        network.purses,
        network.places.tolist(),
        strict=True,
    )
    for name, label, kind, purse, places in about:
        graph.add_node(name, label=label, kind=kind, purse=purse, places=places)
    values = [getattr(network, edge).tolist() for edge in EDGES]
    for row, source_name in enumerate(network.names):
        for column, target in enumerate(network.names[:-1]):
            if row != column or network.flow[row, column] > 0:
                numbers = (table[row][column] for table in values)
                graph.add_edge(source_name, target, **dict(zip(EDGES, numbers, strict=True)))
    return graph


def reciprocity(flow: NDArray[Any]) -> float:
    """Share of referrals between services matched by referrals back; nan where there are none.

    ``flow`` is of shape (S + 1, S), counts; the community's row is left out. Weighted
    reciprocity after Squartini et al. (2013), "Reciprocity of weighted networks".
    """
    between = _between(flow)
    total = between.sum()
    return float(np.minimum(between, between.T).sum() / total) if total else float("nan")


def modularity(flow: NDArray[Any]) -> float:
    """Modularity of the greedy communities of the referrals between services; nan without any.

    Clauset, Newman and Moore (2004), "Finding community structure in very large networks", on
    the undirected sum of both directions.
    """
    between = _between(flow)
    if not between.any():
        return float("nan")
    graph = nx.from_numpy_array(between + between.T)
    communities = nx.community.greedy_modularity_communities(graph, weight="weight")
    return float(nx.community.modularity(graph, communities, weight="weight"))


def known_share(knowledge: NDArray[Any]) -> float:
    """Share of ordered pairs of services whose first knows the second; nan below two services.

    The density of the network of those with ``KNOWN`` knowledge or more.
    """
    pairs = _pairs(knowledge)
    return float((pairs >= KNOWN).mean()) if pairs.size else float("nan")


def concentration(flow: NDArray[Any]) -> float:
    """How unequally services receive referrals, their own to themselves left out; nan if none.

    Gini coefficient of in-strength: 0, all receive alike; towards 1, one receives all.
    """
    received = np.sort(_between(flow).sum(0) + flow[-1])
    total, count = received.sum(), received.size
    if not total:
        return float("nan")
    ranks = np.arange(1, count + 1)
    return float(2 * (ranks @ received) / (count * total) - (count + 1) / count)


def mean_of_pairs(edges: NDArray[Any]) -> float:
    """Mean over ordered pairs of services; nan below two services."""
    pairs = _pairs(edges)
    return float(pairs.mean()) if pairs.size else float("nan")


@dataclass(frozen=True)
class Metric:
    """A number that describes a network as a whole, from 0 to 1 unless its help says otherwise."""

    id: str
    label: str
    help: str
    formula: Callable[[Network], float]


_DECLARED = (
    Metric(
        "known_share",
        "Pairs that know each other",
        f"Share of ordered pairs of services whose first has at least {KNOWN} knowledge of the "
        "second.",
        lambda n: known_share(n.knowledge),
    ),
    Metric(
        "mean_goodwill",
        "Mean goodwill",
        "Mean over ordered pairs of services; 0.5 is neutral.",
        lambda n: mean_of_pairs(n.goodwill),
    ),
    Metric(
        "mean_futility",
        "Mean futility",
        "Mean over ordered pairs of services; 0 is none.",
        lambda n: mean_of_pairs(n.futility),
    ),
    Metric(
        "concentration",
        "Concentration of referrals received",
        "Gini coefficient of the referrals services receive: 0, all alike; towards 1, one has all.",
        lambda n: concentration(n.flow),
    ),
    Metric(
        "reciprocity",
        "Reciprocity",
        "Share of referrals between services that are matched by referrals back.",
        lambda n: reciprocity(n.flow),
    ),
    Metric(
        "modularity",
        "Modularity",
        "How far referrals stay within clusters of services, from -0.5 to 1.",
        lambda n: modularity(n.flow),
    ),
)

METRICS: dict[str, Metric] = {metric.id: metric for metric in _DECLARED}


def _between(flow: NDArray[Any]) -> NDArray[Any]:
    """Referrals from one service to another, (S, S)."""
    between = flow[:-1].copy()
    np.fill_diagonal(between, 0)
    return between


def _pairs(edges: NDArray[Any]) -> NDArray[Any]:
    """The entries of (S + 1, S) that lead from one service to another, (S * (S - 1),)."""
    services = edges[:-1]
    pairs: NDArray[Any] = services[~np.eye(len(services), dtype=bool)]
    return pairs
