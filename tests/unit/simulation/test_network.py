"""The referral network: what is kept of it, and what its metrics say in cases one can reckon."""

import networkx as nx
import numpy as np
import pytest

from simulation import network
from simulation.measures import MEASURES
from simulation.model import CareSystem
from simulation.network import EDGES, METRICS, as_digraph, network_of
from simulation.run import fork, simulate
from simulation.world import WEEKS_A_YEAR
from tests.places import lonely, small, village
from tests.worlds import let_pass, shrunk, world_of

CITY = shrunk("target_driven", 300, run__past_weeks=60, run__weeks=60)


def test_the_graph_has_every_service_the_community_and_what_is_known_of_them() -> None:
    world = world_of(CITY)
    graph = as_digraph(world)
    assert list(graph) == [*CITY.service, "community"]
    hostel = graph.nodes["hostel_harbour"]
    assert (hostel["label"], hostel["kind"]) == ("Harbour hostel", "hostel")
    assert hostel["purse"] == CITY.purse["housing"].label
    assert hostel["places"] == world.services.places[0]
    assert graph.nodes["community"] == {
        "label": "Community", "kind": "", "purse": "", "places": 0.0
    }  # fmt: skip
    for values in (graph["community"]["drug_treatment"], graph["liaison"]["resettlement"]):
        assert set(values) == set(EDGES)
        assert all(type(value) is float for value in values.values())
    assert not graph.in_degree("community")


def test_edges_carry_the_worlds_own_numbers() -> None:
    world = world_of(CITY)
    graph, names = as_digraph(world), [*CITY.service, "community"]
    flows = nx.to_numpy_array(graph, names, weight="flow", nonedge=0.0)[:, :-1]
    np.testing.assert_allclose(flows, world.services.flow * WEEKS_A_YEAR / 60)
    away = ~np.eye(len(names), dtype=bool)[:, :-1]
    for edge in ("knowledge", "goodwill", "futility"):
        table = nx.to_numpy_array(graph, names, weight=edge)[:, :-1]
        np.testing.assert_array_equal(table[away], getattr(world.services, edge)[away])


def test_a_record_has_the_year_before_the_fork_and_the_last_year() -> None:
    record = simulate(CITY, seed=3)
    world = world_of(CITY, seed=3)
    before = world.services.flow.copy()
    made_early = world.services.flow_before
    assert 0 < made_early.sum() < before.sum()
    np.testing.assert_allclose(record.at_fork.flow, before - made_early)
    last = record.flow[-4:].sum(0)  # three quarters and the eight weeks of the last
    assert len(record.flow) == 5
    np.testing.assert_allclose(record.at_end.flow, last * WEEKS_A_YEAR / (60 - 13))
    np.testing.assert_array_equal(record.at_fork.knowledge, world.services.knowledge)


def test_what_is_kept_at_the_fork_does_not_change_afterwards() -> None:
    model = CareSystem(CITY, rng=3)
    before = model.record().at_fork.knowledge.copy()
    for _ in range(5):
        model.step()
    np.testing.assert_array_equal(model.record().at_fork.knowledge, before)
    assert not np.array_equal(model.record().at_end.knowledge, before)


def test_scenarios_of_one_past_stand_alike_at_the_fork() -> None:
    other = CITY.override({"commissioning.pooled_share": 1.0, "commissioning.open_book": 1.0})
    first, second = fork([CITY, other], seed=1)
    for edge in EDGES:
        np.testing.assert_array_equal(
            getattr(first.at_fork, edge), getattr(second.at_fork, edge)
        )  # fmt: skip
    assert not np.array_equal(first.at_end.flow, second.at_end.flow)


def test_a_past_shorter_than_a_year_is_stretched_to_one() -> None:
    short = small(village(), run__past_weeks=13)
    record, world = simulate(short, seed=1), world_of(short, seed=1)
    np.testing.assert_allclose(record.at_fork.flow, world.services.flow * 4)


def test_a_place_without_services_or_past_has_a_community_alone() -> None:
    record = simulate(small(lonely(), run__past_weeks=0), seed=1)
    graph = as_digraph(record.at_end)
    assert list(graph) == ["community"]
    assert not graph.edges
    assert all(np.isnan(metric.formula(record.at_end)) for metric in METRICS.values())


def test_taking_the_network_changes_nothing() -> None:
    world, twin = world_of(CITY), world_of(CITY)
    network_of(world).knowledge[:] = 0.0
    let_pass(world, 3), let_pass(twin, 3)
    np.testing.assert_array_equal(world.services.flow, twin.services.flow)


FLOW = np.array([[9, 4, 0], [2, 9, 0], [0, 0, 9], [2, 0, 6]])


def test_metrics_of_a_network_one_can_reckon_by_hand() -> None:
    assert network.reciprocity(FLOW) == pytest.approx(4 / 6)
    # services receive 4, 4 and 6, their own left out
    assert network.concentration(FLOW) == pytest.approx(2 * (4 + 8 + 18) / (3 * 14) - 4 / 3)
    knows = np.array([[1, 0.5, 0.4], [0.6, 1, 0], [0, 0, 1], [1, 1, 1]])
    assert network.known_share(knows) == pytest.approx(2 / 6)
    assert network.mean_of_pairs(knows) == pytest.approx(1.5 / 6)


def test_concentration_runs_from_all_alike_to_one_has_all() -> None:
    alike = np.vstack([np.zeros((4, 4)), np.full(4, 7)])
    assert network.concentration(alike) == pytest.approx(0)
    alone = np.vstack([np.zeros((4, 4)), [0, 0, 0, 7]])
    assert network.concentration(alone) == pytest.approx(3 / 4)


def test_a_metric_that_is_also_a_measure_has_one_formula() -> None:
    record = simulate(small(village(), run__weeks=26), seed=1)
    for name in ("reciprocity", "modularity"):
        assert record.summary()[name] == pytest.approx(
            METRICS[name].formula(record.at_end), nan_ok=True
        )
        assert name in MEASURES
