"""What a sensitivity analysis found: an index for each parameter, and how far to trust it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.errors import RunError
from experiments.extras import needing
from experiments.results import Results
from simulation.measures import MEASURES

from .inputs import Input
from .methods import METHODS, Method

if TYPE_CHECKING:
    import xarray

Numbers = NDArray[np.float64]
BOOTSTRAP = 1  # seed of the intervals
DUST = 1e-9
MOST_SHOWN = 15  # rows of a summary


@dataclass(frozen=True, repr=False, eq=False)
class Analysis(Results):
    """What was found.

    Attributes
    ----------
    scenario, method, measure
        What was asked.
    seeds
        Histories of each point; the same for all points.
    samples, dropped
        Blocks of points used (trajectories, or samples of Sobol), and those left out since a run
        failed or the measure had nothing to measure.
    table
        A row for each parameter, the one that matters most first: ``key``, ``label``, ``unit``,
        ``low``, ``high``; the method's indices; ``half``, half the 95 % interval of the one it
        is ranked by; ``luck``, what that would be about if only luck moved the measure.
    convergence
        A row for each number of blocks and parameter: ``samples``, ``key``, ``index``, ``half``.
    """

    scenario: str
    method: str
    measure: str
    seeds: tuple[int, ...]
    samples: int
    dropped: int
    table: pd.DataFrame
    convergence: pd.DataFrame

    @property
    def how(self) -> Method:
        """The method itself."""
        return METHODS[self.method]

    @property
    def half_way(self) -> pd.Series:
        """By key, what the main index was with about half of the blocks."""
        sizes = np.array(sorted(self.convergence["samples"].unique()))
        size = sizes[np.abs(sizes - self.samples / 2).argmin()]
        rows = self.convergence[self.convergence["samples"] == size]
        return rows.set_index("key")["index"]

    def title(self) -> str:
        """What was asked, and what matters most."""
        first = ", ".join(self.table["key"][:3])
        return f"{self.how.title} of {self.measure} in {self.scenario}: first {first}"

    def summary(self) -> pd.DataFrame:
        """The parameters that matter most, with their main index."""
        columns = ["label", "unit", self.how.main, "half", "luck"]
        return self.table[columns].head(MOST_SHOWN)

    def to_frame(self, by: Literal["parameter", "samples"] = "parameter") -> pd.DataFrame:
        """``table``; or, by "samples", ``convergence``."""
        return (self.table if by == "parameter" else self.convergence).copy()

    def to_xarray(self) -> "xarray.Dataset":
        """The table by ``parameter``, and ``index_by_samples`` (samples, parameter)."""
        with needing("xarray", "A labelled array"):
            import xarray
        numbers = self.table.set_index("key").rename_axis("parameter").select_dtypes("number")
        found = xarray.Dataset.from_dataframe(numbers)
        grown = self.convergence.pivot(index="samples", columns="key", values="index")
        by_samples = grown[list(self.table["key"])].to_numpy()
        return found.assign_coords(samples=grown.index.to_numpy()).assign(
            index_by_samples=(("samples", "parameter"), by_samples)
        )

    def sentences(self) -> list[str]:
        """What may be said of it: noise and convergence, in words."""
        how, table = self.how, self.table
        above = int((table[how.main] - table["half"] > table["luck"]).sum())
        ranks = self.half_way.rank(ascending=False)
        lead = min(5, len(table))
        kept = sum(ranks[key] <= lead for key in table["key"][:lead])
        said = [
            f"{above} of {len(table)} parameters stand clear of luck: their interval lies above "
            "what luck alone would show.",
            f"Convergence: of the first {lead}, {kept} were among the first {lead} with about "
            f"half of the {how.block} already."
            if len(table) > 1
            else "",
            f"Every point is the mean of {len(self.seeds)} histories, the same ones at every "
            f"point; {self.samples} {how.block} were used.",
        ]
        if self.dropped:
            said.append(
                f"{self.dropped} {how.block} were left out: a run failed, or there was nothing "
                "to measure."
            )
        return [sentence for sentence in said if sentence]

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return {
            "scenario": self.scenario,
            "method": self.method,
            "measure": self.measure,
            "unit": MEASURES[self.measure].unit,
            "seeds": list(self.seeds),
            "samples": self.samples,
            "dropped": self.dropped,
            "parameters": _records(self.table),
            "convergence": _records(self.convergence),
        }


def analyse(
    scenario: str,
    method: str,
    measure: str,
    seeds: tuple[int, ...],
    inputs: tuple[Input, ...],
    shares: Numbers,
    values: Numbers,
) -> Analysis:
    """Analyse the runs of a design.

    Parameters
    ----------
    shares
        Where the points are, (points, inputs), from 0 to 1.
    values
        The measure, (points, seeds), nan where there is none.

    Raises
    ------
    RunError
        Where fewer than two blocks have a value everywhere.
    """
    how, size = METHODS[method], METHODS[method].size(len(inputs))
    known = np.isfinite(values.reshape(-1, size * values.shape[1]))
    whole = np.asarray(known.all(axis=1))
    if whole.sum() < 2:
        raise RunError(
            f"Only {whole.sum()} of {len(whole)} {how.block} have a value of {measure} at every "
            "point, too few for an index; use more samples, or another measure."
        )
    used = np.repeat(whole, size)
    shares, values = shares[used], values[used]
    keys = [one.key for one in inputs]
    steps = []
    for blocks in how.growing(int(whole.sum())):
        rows = slice(blocks * size)
        found = _without_dust(how.indices(shares[rows], values[rows].mean(axis=1), BOOTSTRAP))
        step = {"samples": blocks, "key": keys, "index": found[how.main], "half": found["half"]}
        steps.append(pd.DataFrame(step))
    about = pd.DataFrame(
        [(one.key, one.label, one.unit, one.low, one.high) for one in inputs],
        columns=["key", "label", "unit", "low", "high"],
    )
    table = about.assign(**found, luck=how.luck(shares, values))
    table = table.sort_values(how.main, ascending=False, kind="stable").reset_index(drop=True)
    return Analysis(
        scenario,
        method,
        measure,
        seeds,
        int(whole.sum()),
        int((~whole).sum()),
        table,
        pd.concat(steps, ignore_index=True),
    )


def _without_dust(found: dict[str, Numbers]) -> dict[str, Numbers]:
    """The same, with 0 for what only rounding keeps from being 0."""
    largest = max(float(np.nanmax(np.abs(values), initial=0)) for values in found.values())
    return {
        name: np.where(np.abs(values) < DUST * largest, 0.0, values)
        for name, values in found.items()
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = table.to_dict("records")
    return [{str(k): None if v != v else v for k, v in row.items()} for row in rows]
