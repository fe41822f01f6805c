"""Programs nobody here wrote read the results; ``test_mesa_tools`` has Mesa's batch_run.

The EMA workbench needs a later Python than the oldest one supported: ``make clients`` runs it.
"""

import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import igraph
import networkx as nx
import numpy as np
import pandas as pd
import polars as pl
import pytest
from SALib.analyze import pawn

from allied.cli import main
from experiments.store import new_folder, part_files, read_runs, read_weekly, write_run
from experiments.store import sweep as storing
from experiments.sweep import sweep
from simulation.run import simulate
from tests.places import small, village

PAGE = Path(__file__).parents[2] / "docs" / "clients.md"
C = "entanglement.c"
PLACE = small(village(), run__weeks=9, run__past_weeks=2, place__people=20)
PLAN = {
    "scenarios": [PLACE], "seeds": 2, "design": "latin_hypercube", "samples": 16,
    "vary": {C: {"low": 0.0, "high": 1.0}, "model.support.effect": {"low": 0.05, "high": 0.2}},
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep in several parts."""
    out = tmp_path_factory.mktemp("clients") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storing, "FIRST_WAIT", 0.0)
        sweep(PLAN, out, jobs=1, weekly=True)
    assert len(part_files(out, "runs")) > 1
    return out


@pytest.fixture(scope="module")
def runs(folder: Path) -> pd.DataFrame:
    return read_runs(folder)


def test_pandas_reads_the_parts_as_one_table(folder: Path, runs: pd.DataFrame) -> None:
    found = pd.read_parquet(folder / "runs").sort_values(["point", "seed"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(found, runs)
    assert len(pd.read_parquet(folder / "weekly")) == len(read_weekly(folder)) == 9 * len(runs)


def test_polars_reads_the_parts_as_one_table(folder: Path, runs: pd.DataFrame) -> None:
    lazy = pl.scan_parquet(folder / "runs" / "*.parquet")
    found = lazy.select("point", "seed", "good_weeks").sort("point", "seed").collect()
    assert found["good_weeks"].to_list() == runs["good_weeks"].tolist()
    weeks = pl.scan_parquet(folder / "weekly" / "*.parquet").select(pl.len()).collect().item()
    assert weeks == 9 * len(runs)


def test_duckdb_reads_the_parts_as_one_table(folder: Path, runs: pd.DataFrame) -> None:
    with duckdb.connect() as session:
        sql = "select avg(good_weeks), count(*) from read_parquet($parts)"
        parts = str(folder / "runs" / "*.parquet")
        ((mean, count),) = session.execute(sql, {"parts": parts}).fetchall()
    assert mean == pytest.approx(runs["good_weeks"].mean())
    assert count == len(runs)


def test_salib_analyses_our_table(runs: pd.DataFrame) -> None:
    axes = [C, "model.support.effect"]
    means = runs.groupby("point")[[*axes, "burden"]].mean()
    problem = {"num_vars": 2, "names": axes, "bounds": [[0.0, 1.0], [0.05, 0.2]]}
    x, y = means[axes].to_numpy(), means["burden"].to_numpy()
    found = pawn.analyze(problem, x, y, S=4, seed=1)
    assert found["names"] == axes
    assert np.isfinite(found["median"]).all()


def test_igraph_reads_the_network_that_networkx_reads(tmp_path: Path) -> None:
    out = tmp_path / "run"
    with new_folder(out) as filling:
        write_run(filling, PLACE, simulate(PLACE, 1), "allied run")
    for file in sorted((out / "network").glob("*.graphml")):
        ours, theirs = nx.read_graphml(file), igraph.Graph.Read_GraphML(str(file))
        assert theirs.is_directed()
        assert (theirs.vcount(), theirs.ecount()) == (len(ours), ours.number_of_edges())
        names = theirs.vs["id"]
        found = {(names[edge.source], names[edge.target]): edge["flow"] for edge in theirs.es}
        assert found == {(a, b): flow for a, b, flow in ours.edges(data="flow")}


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R here")
def test_base_r_does_what_the_page_says(
    folder: Path, runs: pd.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (script,) = re.findall(r"```r\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert main(["query", str(folder), "select * from runs", "--csv"]) == 0
    (tmp_path / "runs.csv").write_text(capsys.readouterr().out, encoding="utf-8")
    (tmp_path / "page.R").write_text(script, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "page.R"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    _heading, mean, correlation = done.stdout.splitlines()
    assert mean.split()[:2] == ["1", "scenario"]
    assert float(mean.split()[2]) == pytest.approx(runs["good_weeks"].mean())
    assert float(correlation.split()[1]) == pytest.approx(runs[C].corr(runs["burden"]))
