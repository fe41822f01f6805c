"""The shape of the referral network: who sends people to whom."""

import networkx as nx
import numpy as np
from numpy.typing import NDArray


def reciprocity(flow: NDArray[np.int64]) -> float:
    """Share of referrals between services matched by referrals back; nan where there are none.

    ``flow`` is of shape (S + 1, S), counts; the community's row is left out. Weighted
    reciprocity after Squartini et al. (2013), "Reciprocity of weighted networks".
    """
    between = _between(flow)
    total = between.sum()
    return float(np.minimum(between, between.T).sum() / total) if total else float("nan")


def modularity(flow: NDArray[np.int64]) -> float:
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


def _between(flow: NDArray[np.int64]) -> NDArray[np.int64]:
    """Referrals from one service to another, (S, S)."""
    between = flow[:-1].copy()
    np.fill_diagonal(between, 0)
    return between
