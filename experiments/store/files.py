"""Results of one comparison or one run, as tables for every program: Parquet and CSV."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from experiments.findings.comparison import Comparison
from experiments.findings.judgement import described
from experiments.findings.networks import (
    edge_rows,
    metric_rows,
    node_rows,
    write_graphml,
)
from experiments.runs.networks import Networks, networks_of
from experiments.runs.run_key import run_key
from experiments.runs.summary import summarise
from simulation.recorder import Record
from simulation.scenario import Scenario
from simulation.world import WEEKS_A_QUARTER
from simulation.world.hours import HOURS_COLUMNS

from .manifest import file_names, write_manifest, write_scenarios

TYPES = {
    "error": pa.string(),
    "reference": pa.string(),
    "verdict": pa.string(),
    "difference": pa.float64(),
    "difference_low": pa.float64(),
    "difference_high": pa.float64(),
    "to_settle": pa.int64(),
}
"""Types of columns that may be empty from top to bottom."""

Row = dict[str, Any]


def write_comparison(folder: Path, comparison: Comparison, command: str) -> None:
    """Write what came of a comparison into a folder that exists.

    ``runs`` has a row for each scenario and seed, failed ones with their error; ``quarters`` a
    row for each scenario, seed and quarter; ``comparison`` a row for each measure and scenario.
    ``network`` is a folder of the referral networks, means over the seeds. ``weeks`` has outcomes
    of one's own that were kept by week.
    """
    by_label = dict(zip(comparison.labels, comparison.scenarios, strict=True))
    _write_table(folder / "runs", _runs(comparison))
    _write_table(folder / "quarters", _quarters(comparison))
    _write_table(folder / "comparison", _estimates(comparison))
    _write_networks(folder, dict(zip(comparison.labels, comparison.networks, strict=True)))
    write_scenarios(folder, by_label)
    if comparison.weekly:
        _write_files(folder / "weeks", pa.Table.from_pandas(_weeks(comparison)))
    failures = [{"seed": failed.seed, "error": failed.error} for failed in comparison.failures]
    write_manifest(folder, command, by_label, comparison.seeds, failures=failures)


def write_run(folder: Path, scenario: Scenario, record: Record, command: str) -> None:
    """Write what came of one run into a folder that exists.

    ``runs`` has one row, ``quarters`` a row for each quarter, ``weeks`` a row for each week with
    everything that was counted. ``network`` is a folder of the referral networks, and of the
    referrals made by quarter.
    """
    found, name = summarise(record), {"scenario": record.scenario, "seed": record.seed}
    _write_table(folder / "runs", [name | found.run])
    _write_table(
        folder / "quarters",
        [
            name | _quarter(i) | {key: float(series[i]) for key, series in found.quarters.items()}
            for i in range(len(found.quarters[HOURS_COLUMNS[0]]))
        ],
    )
    _write_table(
        folder / "weeks",
        [
            name
            | {"week": week}
            | {key: float(column[week]) for key, column in record.weekly.items()}
            for week in range(record.weeks)
        ],
    )
    by_label = {record.scenario: scenario}
    _write_networks(folder, {record.scenario: networks_of(record)})
    _write_table(folder / "network" / "flow", _flows(record))
    write_scenarios(folder, by_label)
    write_manifest(folder, command, by_label, (record.seed,), failures=[])


def write_tables(
    folder: Path,
    tables: Mapping[str, pa.Table],
    by_label: dict[str, Scenario],
    seeds: Sequence[int],
    command: str,
    **about: Any,
) -> None:
    """Write tables of any kind, by name, into a folder that exists; scenarios and manifest too.

    ``about`` is what the manifest is to say besides.
    """
    for name, table in tables.items():
        _write_files(folder / name, table)
    write_scenarios(folder, by_label)
    write_manifest(folder, command, by_label, seeds, failures=[], **about)


def _flows(record: Record) -> Iterator[Row]:
    """A row for each quarter, referrer and service, also where nobody was referred."""
    sources = record.at_end.names
    for (quarter, source, target), count in np.ndenumerate(record.flow):
        between = {"source": sources[source], "target": sources[target]}
        yield {"quarter": quarter + 1, **between, "referrals": int(count)}


def _runs(comparison: Comparison) -> Iterator[Row]:
    keys = [scenario.key() for scenario in comparison.scenarios]
    for scenario, label in enumerate(comparison.labels):
        for place, seed in enumerate(comparison.seeds):
            values = {k: float(v[scenario, place]) for k, v in comparison.runs.items()}
            yield _run(label, keys[scenario], seed, None) | values
        for failure in comparison.failures:
            nothing = dict.fromkeys(comparison.runs, float("nan"))
            yield _run(label, keys[scenario], failure.seed, failure.error) | nothing


def _run(label: str, scenario_key: str, seed: int, error: str | None) -> Row:
    key = run_key(scenario_key, (), seed)
    return {"scenario": label, "key": key, "seed": seed, "error": error}


def _quarters(comparison: Comparison) -> Iterator[Row]:
    for scenario, label in enumerate(comparison.labels):
        quarters = -(-comparison.scenarios[scenario].run.weeks // WEEKS_A_QUARTER)
        for place, seed in enumerate(comparison.seeds):
            for i in range(quarters):
                values = {k: float(v[scenario, place, i]) for k, v in comparison.quarters.items()}
                yield {"scenario": label, "seed": seed} | _quarter(i) | values


def _weeks(comparison: Comparison) -> pd.DataFrame:
    """Outcomes of one's own by week, a column for each."""
    tidy = comparison.to_frame("week")
    wide = tidy.pivot(index=["scenario", "seed", "week"], columns="measure", values="value")
    return wide.loc[list(comparison.labels)].reset_index().rename_axis(columns=None)


def _quarter(index: int) -> Row:
    return {"quarter": index + 1, "first_week": index * WEEKS_A_QUARTER}


def _estimates(comparison: Comparison) -> Iterator[Row]:
    for name in comparison.measures:
        measure = described(name)
        for i, label in enumerate(comparison.labels):
            mean = comparison.mean(name, i)
            row = {
                "measure": name,
                "label": measure.label,
                "unit": measure.unit,
                "better": measure.better,
                "scenario": label,
                "mean": mean.mean,
                "low": mean.low,
                "high": mean.high,
                "replicates": mean.n,
                "reference": None,
                "difference": None,
                "difference_low": None,
                "difference_high": None,
                "verdict": None,
                "to_settle": None,
            }
            yield row | (_against_first(comparison, name, i) if i else {})


def _against_first(comparison: Comparison, measure: str, scenario: int) -> Row:
    judged = comparison.judge(measure, scenario)
    return {
        "reference": comparison.labels[0],
        "difference": judged.gap.mean,
        "difference_low": judged.gap.low,
        "difference_high": judged.gap.high,
        "verdict": judged.verdict,
        "to_settle": judged.to_settle if judged.is_open else None,
    }


def _write_table(path: Path, rows: Iterable[Row]) -> None:
    """One table as Parquet and as CSV; what is not a number is empty."""
    columns: dict[str, list[Any]] = {}
    for row in rows:
        for key, value in row.items():
            columns.setdefault(key, []).append(value)
    _write_files(path, pa.table({key: _column(key, values) for key, values in columns.items()}))


def _write_files(path: Path, table: pa.Table) -> None:
    pa.parquet.write_table(table, path.with_suffix(".parquet"))
    pa.csv.write_csv(table, path.with_suffix(".csv"))


def _column(key: str, values: list[Any]) -> pa.Array:
    kind = pa.float64() if isinstance(values[0], float) else TYPES.get(key)
    return pa.array(values, kind, from_pandas=True)


def _write_networks(folder: Path, found: dict[str, Networks]) -> None:
    """The networks at the fork and at the end: GraphML, and tables of nodes, edges and metrics."""
    inside = folder / "network"
    inside.mkdir()
    names = {label: name.removesuffix(".toml") for label, name in file_names(found).items()}
    write_graphml(inside, names, found)
    _write_table(inside / "nodes", node_rows(found))
    _write_table(inside / "edges", edge_rows(found))
    _write_table(inside / "metrics", metric_rows(found))
