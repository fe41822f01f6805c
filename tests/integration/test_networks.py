"""Networks of runs: written, read back by NetworkX, averaged, and shown in the report."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from experiments.compare import compare
from experiments.findings.comparison import Comparison
from experiments.findings.networks import mean_networks
from experiments.report import network
from experiments.report.page import page
from experiments.runs.networks import networks_of
from experiments.store import new_folder, write_comparison, write_run
from simulation.network import EDGES, METRICS, as_digraph
from simulation.run import simulate
from tests.places import lonely, small, village
from tests.worlds import shrunk

CITY = shrunk("target_driven", 300, run__past_weeks=26, run__weeks=26)
OTHER = CITY.override({"commissioning.pooled_share": 1.0})


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare([CITY, OTHER], seeds=[4, 7], jobs=1)


@pytest.fixture(scope="module")
def folder(found: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("networks") / "out"
    with new_folder(out) as filling:
        write_comparison(filling, found, "allied compare a b")
    return out / "network"


def test_networkx_reads_back_what_was_written(found: Comparison, folder: Path) -> None:
    for label, networks in zip(found.labels, found.networks, strict=True):
        for moment, one in networks.moments:
            (file,) = folder.glob(f"{label}-{moment}.graphml".replace("(", "[(]"))
            read, graph = nx.read_graphml(file), as_digraph(one)
            assert isinstance(read, nx.DiGraph)
            assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
            assert {(a, b): v for a, b, v in read.edges(data=True)} == {
                (a, b): v for a, b, v in graph.edges(data=True)
            }
            assert read.graph["moment"] == moment
            assert "means over 2 runs" in read.graph["meaning"]


def test_tables_have_a_row_for_each_node_edge_and_metric(found: Comparison, folder: Path) -> None:
    for name, count in (("nodes", 26), ("metrics", len(METRICS))):
        assert len(rows(folder / f"{name}.csv")) == 4 * count
    edges = rows(folder / "edges.csv")
    assert set(EDGES) | {"scenario", "moment", "runs", "source", "target"} == set(edges[0])
    graph = as_digraph(found.networks[1].at_end)
    mine = [e for e in edges if (e["scenario"], e["moment"]) == (found.labels[1], "end")]
    assert {(e["source"], e["target"]): float(e["flow"]) for e in mine} == pytest.approx(
        {(a, b): v for a, b, v in graph.edges(data="flow")}
    )


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_means_are_over_the_runs_of_each_scenario(found: Comparison) -> None:
    alone = [networks_of(simulate(OTHER, seed)) for seed in (4, 7)]
    for edge in EDGES:
        each = [getattr(one.at_end, edge) for one in alone]
        np.testing.assert_allclose(getattr(found.networks[1].at_end, edge), np.mean(each, 0))
    each = [one.metrics["concentration"] for one in alone]
    np.testing.assert_allclose(found.networks[1].metrics["concentration"], np.mean(each, 0))


def test_a_metric_unknown_in_one_run_is_the_mean_of_the_others() -> None:
    known = networks_of(simulate(small(village()), seed=1))
    unknown = networks_of(simulate(small(village(), place__people=0), seed=1))
    assert np.isnan(unknown.metrics["reciprocity"]).all()
    both = mean_networks([known, unknown])
    np.testing.assert_array_equal(both.metrics["concentration"], known.metrics["concentration"])


def test_a_run_writes_its_networks_too(tmp_path: Path) -> None:
    with new_folder(tmp_path / "out") as filling:
        write_run(filling, CITY, simulate(CITY, 1), "allied run")
    inside = tmp_path / "out" / "network"
    assert nx.read_graphml(inside / f"{CITY.name}-end.graphml").number_of_nodes() == 26
    assert {row["runs"] for row in rows(inside / "edges.csv")} == {"1"}


def test_a_place_without_services_writes_what_there_is(tmp_path: Path) -> None:
    scenario = small(lonely())
    with new_folder(tmp_path / "out") as filling:
        write_run(filling, scenario, simulate(scenario, 1), "allied run")
    read = nx.read_graphml(tmp_path / "out" / "network" / f"{scenario.name}-end.graphml")
    assert list(read) == ["community"]


def test_signs_that_xml_cannot_hold_do_not_spoil_the_file(tmp_path: Path) -> None:
    scenario = small(village(), service__clinic__label="Clinic \x07 <&> é")
    with new_folder(tmp_path / "out") as filling:
        write_run(filling, scenario, simulate(scenario, 1), "allied run")
    read = nx.read_graphml(tmp_path / "out" / "network" / f"{scenario.name}-end.graphml")
    assert read.nodes["clinic"]["label"] == "Clinic  <&> é"


def test_every_figure_has_every_name_in_the_same_place(found: Comparison) -> None:
    shown = network.panels(found, ["Old", "New"])
    assert [panel.title for panel in shown] == ["At the fork", "At the end: Old", "At the end: New"]
    drawn = network.figures(shown)
    where = []
    for figure in drawn:
        texts = re.findall(r'<text style="[^"]*"[^>]*transform="([^"]*)"[^>]*>([^<]*)<', figure)
        where.append({text: place for place, text in texts if text in LABELS})
    assert where[0] == where[1] == where[2]
    assert set(where[0]) == LABELS


LABELS = {service.label for service in CITY.service.values()} | {"Community"}


def test_no_two_names_stand_on_one_line(found: Comparison) -> None:
    places = network.layout([one.at_end for one in found.networks])
    assert set(places) == {*CITY.service, "community"}
    for side in (-1, 1):
        heights = sorted(y for x, y in places.values() if x * side > 0)
        assert min(np.diff(heights)) > 0.1


def test_services_of_one_purse_stand_together(found: Comparison) -> None:
    order = network._in_order(list(CITY.service), [found.networks[0].at_fork])
    one = found.networks[0].at_fork
    purse = dict(zip(one.names, one.purses, strict=True))
    changes = sum(purse[a] != purse[b] for a, b in pairwise(order))
    assert changes == len(set(CITY.purse)) - 1


def test_the_report_shows_the_networks_and_says_them_in_a_table(found: Comparison) -> None:
    text = page(found, "allied compare a b")
    assert "Who refers to whom" in text
    part = text.partition("The largest flows between services")[2].partition("</table>")[0]
    assert part.count("<tr>") == 1 + 1 + network.LARGEST
    assert all(metric.label in text for metric in METRICS.values())


def test_without_referrals_the_report_leaves_the_networks_out() -> None:
    scenario = small(lonely())
    assert "Who refers to whom" not in page(compare([scenario, scenario], 1, jobs=1), "x")


def test_without_a_shared_past_each_fork_is_shown() -> None:
    other = CITY.override({"entanglement.c": 0.1})
    shown = network.panels(compare([CITY, other], seeds=[1], jobs=1), ["Old", "New"])
    assert [panel.title.partition(":")[0] for panel in shown] == ["At the fork"] * 2 + [
        "At the end"
    ] * 2
