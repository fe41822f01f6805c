"""Comparisons and runs read back from the folders they were written to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.errors import Failure, InputError
from experiments.findings.comparison import Comparison
from experiments.runs.networks import Networks
from simulation.network import EDGES, METRICS, Network
from simulation.recorder import COLUMNS, Record
from simulation.scenario import Scenario

from .manifest import read_manifest, read_scenarios

MOMENTS = ("fork", "end")


def read_comparison(folder: Path) -> Comparison:
    """The comparison that ``write_comparison`` wrote.

    Raises
    ------
    InputError, ScenarioError
        Where a part of it is missing or damaged.
    """
    manifest, scenarios = read_manifest(folder), read_scenarios(folder)
    labels, seeds = tuple(scenarios), tuple(manifest["seeds"])
    runs, quarters = _table(folder, "runs"), _table(folder, "quarters")
    runs = runs[runs["seed"].isin(seeds)].drop(columns=["key", "error"])
    quarters = quarters.drop(columns="first_week")
    weeks = _table(folder, "weeks") if (folder / "weeks.parquet").exists() else None
    networks = _networks(folder, labels)
    return Comparison(
        labels=labels,
        scenarios=tuple(scenarios.values()),
        seeds=seeds,
        failures=tuple(Failure(**one) for one in manifest.get("failures", [])),
        runs=_blocks(runs, labels, seeds),
        quarters=_blocks(quarters, labels, seeds, "quarter"),
        networks=networks,
        weekly={} if weeks is None else _blocks(weeks, labels, seeds, "week"),
    )


def read_run(folder: Path) -> tuple[Scenario, Record]:
    """The scenario and the record that ``write_run`` wrote; events are not among it.

    Raises
    ------
    InputError, ScenarioError
        As in ``read_comparison``.
    """
    manifest = read_manifest(folder)
    ((label, scenario),) = read_scenarios(folder).items()
    (networks,) = _networks(folder, (label,))
    weeks = _table(folder, "weeks")
    flow, names = _table(folder, "network/flow"), networks.at_end.names
    shape = (-1, len(names), len(names) - 1)
    return scenario, Record(
        scenario=label,
        seed=manifest["seeds"][0],
        weeks=len(weeks),
        services=names[:-1],
        weekly={name: weeks[name].to_numpy(float) for name in COLUMNS},
        flow=flow["referrals"].to_numpy(np.int64).reshape(shape),
        at_fork=networks.at_fork,
        at_end=networks.at_end,
    )


def _table(folder: Path, name: str) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        says = str(error).partition("\n")[0].rstrip(".")
        raise InputError(f"{path} cannot be read: {says}.") from None


def _blocks(
    table: pd.DataFrame, labels: Sequence[str], seeds: Sequence[int], time: str = ""
) -> dict[str, NDArray[np.float64]]:
    """Columns as arrays by scenario and seed, and time; nan where there is no row."""
    axes: list[list[Any]] = [list(labels), list(seeds)]
    if time:
        axes.append(sorted(table[time].unique()))
    names = ["scenario", "seed", *([time] if time else [])]
    whole = table.set_index(names).reindex(pd.MultiIndex.from_product(axes, names=names))
    shape = [len(axis) for axis in axes]
    return {str(name): whole[name].to_numpy(float).reshape(shape) for name in whole}


def _networks(folder: Path, labels: Sequence[str]) -> tuple[Networks, ...]:
    nodes, edges, metrics = (_table(folder, f"network/{n}") for n in ("nodes", "edges", "metrics"))
    return tuple(
        _of_scenario(*(table[table["scenario"] == label] for table in (nodes, edges, metrics)))
        for label in labels
    )


def _of_scenario(nodes: pd.DataFrame, edges: pd.DataFrame, metrics: pd.DataFrame) -> Networks:
    """Both networks of a scenario; what services know of themselves is not kept and is 0."""
    fork, end = (
        _network(nodes[nodes["moment"] == moment], edges[edges["moment"] == moment])
        for moment in MOMENTS
    )
    values = metrics.set_index(["metric", "moment"])["value"]
    by_metric = {
        name: np.array([values[name, moment] for moment in MOMENTS], float) for name in METRICS
    }
    return Networks(fork, end, by_metric, int(nodes["runs"].iloc[0]))


def _network(nodes: pd.DataFrame, edges: pd.DataFrame) -> Network:
    names = list(nodes["name"])
    place = {name: row for row, name in enumerate(names)}
    tables = {edge: np.zeros((len(names), len(names) - 1)) for edge in EDGES}
    rows, columns = edges["source"].map(place), edges["target"].map(place)
    for edge, table in tables.items():
        table[rows, columns] = edges[edge]
    about: dict[str, Any] = {
        key: tuple(nodes[column].fillna(""))
        for key, column in (("labels", "label"), ("kinds", "kind"), ("purses", "purse"))
    }
    return Network(names=tuple(names), places=nodes["places"].to_numpy(float), **(about | tables))
