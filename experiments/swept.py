"""What came of a sweep, as a result that can be asked, drawn and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, Unpack

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from simulation.measures import MEASURES, PRIMARY
from simulation.scenario import Scenario

from . import sweep as sweeps
from .arrays import Block, dataset
from .errors import InputError
from .findings.formatting import number
from .plans.plan import Plan
from .results import Results, known
from .runs.outcomes import Function, Weekly
from .store import part_files, read_manifest, read_runs, read_weekly
from .store.manifest import own_outcomes, read_scenarios
from .store.parts import Table

if TYPE_CHECKING:
    import xarray

TABLES: tuple[Table, ...] = ("runs", "weekly")


@dataclass(frozen=True, repr=False, eq=False)
class Sweep(Results):
    """What came of a sweep.

    Whatever else a pandas table can do, it does with ``runs``: ``found.groupby("scenario")``.

    Attributes
    ----------
    runs
        A row for each run; see ``experiments.store.parts.runs_schema``.
    about
        What the manifest of its folder says.
    scenarios
        The scenarios by label, before what was varied.
    schemas
        Columns of ``runs`` and ``weekly``, by name, as they are on the disk.
    weeks
        A row for each week of each run; None where weeks were not kept.
    """

    runs: pd.DataFrame
    about: dict[str, Any]
    scenarios: dict[str, Scenario]
    schemas: dict[str, pa.Schema]
    weeks: pd.DataFrame | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The scenarios; differences are from the first."""
        return tuple(self.about["scenarios"])

    @property
    def axes(self) -> list[str]:
        """Dotted keys of what was varied."""
        return list(self.about["axes"])

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure, then outcomes of one's own."""
        return (*MEASURES, *own_outcomes(self.about))

    def difference(self, measure: str, scenario: str | None = None) -> pd.Series:
        """A measure, this scenario minus the first, by point and seed.

        Parameters
        ----------
        scenario
            By default the second.

        Raises
        ------
        InputError
            For a measure or scenario that is not there.
        """
        known(measure, self.measures, "is not a measure")
        if len(self.labels) < 2:
            raise InputError("The sweep has one scenario, so there are no differences.")
        name = self.labels[1] if scenario is None else scenario
        wide = self.runs.set_index(["point", "seed"])
        mine, first = (
            wide.loc[wide["scenario"] == label, measure]
            for label in (known(name, self.labels, "was not swept"), self.labels[0])
        )
        return (mine - first).rename(f"{measure}_difference")

    def title(self) -> str:
        """What was run."""
        failed = int(self.runs["error"].notna().sum())
        told = f", {failed:,} failed" if failed else ""
        varied = f" along {', '.join(self.axes)}" if self.axes else ""
        return f"Sweep of {' and '.join(self.labels)}{varied}: {len(self.runs):,} runs{told}"

    def summary(self) -> pd.DataFrame:
        """Runs, and the primary measure, by scenario."""
        heading = f"{MEASURES[PRIMARY].label}, mean"
        rows = []
        for name, found in self.runs.groupby("scenario", sort=False):
            values = found[PRIMARY]
            spread = [number(float(x)) for x in (values.mean(), values.min(), values.max())]
            rows.append((name, len(found), int(found["error"].notna().sum()), *spread))
        columns = ["Scenario", "Runs", "Failed", heading, "lowest", "highest"]
        return pd.DataFrame(rows, columns=columns)

    def to_frame(self, by: Literal["run", "week"] = "run") -> pd.DataFrame:
        """``runs``; or, by "week", ``weeks``.

        Raises
        ------
        InputError
            Where weeks were not kept.
        """
        if by == "run":
            return self.runs.copy()
        if self.weeks is None:
            raise InputError("Weeks were not kept; sweep with weekly=True.")
        return self.weeks.copy()

    def to_xarray(self) -> "xarray.Dataset":
        """``runs`` (scenario, point, seed, measure); what was varied as coordinates of point."""
        wide = self.runs.set_index(["scenario", "point", "seed"])
        place = {
            "scenario": list(self.labels),
            "point": sorted(self.runs["point"].unique().tolist()),
            "seed": sorted(self.runs["seed"].unique().tolist()),
        }
        whole = wide.reindex(pd.MultiIndex.from_product(list(place.values()), names=list(place)))
        shape = [len(labels) for labels in place.values()]
        values = {m: whole[m].to_numpy(np.float64).reshape(shape) for m in self.measures}
        found = dataset(place, Block("runs", values))
        at = self.runs.groupby("point")[self.axes].first()
        return found.assign_coords({axis: ("point", at[axis].to_numpy()) for axis in self.axes})

    def __len__(self) -> int:
        return len(self.runs)

    def __getitem__(self, key: Any) -> Any:
        return self.runs[key]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.runs, name)


def sweep(
    plan: Plan | Mapping[str, Any] | str | Path,
    out: str | Path | None = None,
    keep: Mapping[str, Function | Weekly] | None = None,
    **options: Unpack[sweeps.Options],
) -> Sweep:
    """Run a plan, or what is left of it; parameters and errors are those of ``sweep.sweep``."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "sweep") if out is None else Path(out)
        sweeps.sweep(plan, folder, keep, **options)
        return read_sweep(folder)


def read_sweep(folder: Path) -> Sweep:
    """The sweep in a folder, as far as it has come.

    Raises
    ------
    InputError
        Where the folder holds no sweep, or a part is damaged.
    """
    manifest = read_manifest(folder)
    if "points" not in manifest:
        raise InputError(f"{folder} holds a comparison or a run, not a sweep.")
    files: dict[str, list[Path]] = {name: part_files(folder, name) for name in TABLES}
    schemas = {name: pq.read_schema(found[0]) for name, found in files.items() if found}
    weeks = read_weekly(folder) if files["weekly"] else None
    return Sweep(read_runs(folder), manifest, read_scenarios(folder), schemas, weeks)
