"""Runs a sensitivity analysis: a design made by the method, filled like any sweep."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Unpack

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.errors import InputError
from experiments.limits import MOST_REPLICATES
from experiments.numbers import whole_number
from experiments.plans.design import Design
from experiments.store import read_manifest, read_runs
from experiments.sweep import Options, Settings, fill
from simulation.measures import MEASURES, PRIMARY
from simulation.scenario import Scenario, load_scenario
from simulation.wording import nearest, shown

from .analysis import Analysis, analyse
from .inputs import LEVERS, Input, inputs_of
from .methods import METHODS

REPLICATES = 2
SAMPLES = "The number of samples"


class Question:
    """What is asked, checked, and the design that answers it.

    Parameters
    ----------
    scenario
        What is run, with all that is set in it.
    method
        ``morris`` or ``sobol``.
    samples
        Blocks of points; None for as many as the method begins with.
    parameters, fixed
        As in ``inputs_of``.
    replicates
        Histories of each point, 2 or more: with one, nobody could tell what luck does.

    Raises
    ------
    InputError
        With what cannot be asked.
    """

    def __init__(
        self,
        scenario: Scenario,
        method: str,
        samples: int | None = None,
        parameters: Sequence[str] = (LEVERS,),
        fixed: Sequence[str] = (),
        replicates: int = REPLICATES,
    ) -> None:
        if method not in METHODS:
            raise InputError(f"The method is {shown(method)}; it must be morris or sobol.")
        self.scenario, self.method, self.how = scenario, method, METHODS[method]
        self.samples = self.how.samples if samples is None else whole_number(samples, SAMPLES)
        if not self.how.allows(self.samples):
            raise InputError(
                f"The number of samples is {self.samples}; for {method} it must be {self.how.must}."
            )
        replicates = whole_number(replicates, "The number of replicates", 1, MOST_REPLICATES)
        if replicates < 2:
            raise InputError(
                f"The number of replicates is {replicates}; it must be 2 or more, so that luck "
                "can be told from effects."
            )
        self.inputs: tuple[Input, ...] = inputs_of(scenario, parameters, fixed)
        self.seeds = tuple(range(1, replicates + 1))

    @property
    def points(self) -> int:
        """How many points the design has."""
        return self.samples * self.how.size(len(self.inputs))

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return self.points * len(self.seeds)

    def shares(self) -> NDArray[np.float64]:
        """Where the points are, (points, inputs); the same question gives the same ones."""
        text = json.dumps([self.method, self.samples, [one.key for one in self.inputs]])
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        return self.how.sample(len(self.inputs), self.samples, seed)

    def design(self, shares: NDArray[np.float64]) -> Design:
        """The points as values of the parameters."""
        axes = tuple(one.key for one in self.inputs)
        points = [
            tuple(one.at(share) for one, share in zip(self.inputs, row, strict=True))
            for row in shares.tolist()
        ]
        return Design((self.scenario,), axes, points, self.seeds)

    def stated(self) -> dict[str, Any]:
        """What is asked, for the manifest."""
        return {
            "sensitivity": self.method,
            "samples": self.samples,
            "seeds": list(self.seeds),
            "scenarios": [self.scenario.name],
            "parameters": [one.key for one in self.inputs],
        }

    def answer(
        self,
        measure: str,
        folder: Path,
        settings: Settings | None = None,
        command: str = "experiments.sensitivity",
    ) -> Analysis:
        """Run the part of the design that a folder lacks, and analyse all of it.

        Raises
        ------
        InputError, RunError
            As in ``sweep``; and where too little of it can be analysed.
        """
        check_measure(measure)
        shares = self.shares()
        design = self.design(shares)
        fill(folder, design, settings, command, self.stated())
        values = _by_seed(read_runs(folder), measure, len(shares), self.seeds)
        return analyse(
            self.scenario.name, self.method, measure, self.seeds, self.inputs, shares, values
        )


def sensitivity(
    scenario: Scenario | str,
    method: str = "morris",
    samples: int | None = None,
    measure: str = PRIMARY,
    parameters: Sequence[str] = (LEVERS,),
    replicates: int = REPLICATES,
    out: str | Path | None = None,
    **options: Unpack[Options],
) -> Analysis:
    """Find out which parameters of a scenario a measure depends on.

    Parameters
    ----------
    scenario
        A scenario, or the name or file of one.
    method
        ``morris`` (a few runs a parameter, to find the ones that matter) or ``sobol`` (many
        runs, to share the variance out among them).
    samples
        Trajectories of Morris, 10 if not given; samples of Sobol, a power of two, 64 if not
        given. There are ``samples`` × (parameters + 1, or + 2 for Sobol) points.
    measure
        What to explain.
    parameters
        What to vary, each over its plausible range; see ``inputs.inputs_of``. By default the
        levers of commissioning.
    replicates
        Replicates of each point, with the same seeds at all points.
    out
        Folder for the runs, so that an analysis that was stopped can be resumed. Without a
        folder, nothing is kept on disk.
    **options
        As in ``sweep``: ``jobs``, ``cluster``, ``time_limit``, ``on_progress`` and so on.

    Raises
    ------
    ScenarioError, InputError, RunError
        As in ``sweep``, and for what cannot be asked.
    """
    loaded = load_scenario(scenario) if isinstance(scenario, str) else scenario
    question = Question(loaded, method, samples, parameters, (), replicates)
    settings = Settings(**options)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "runs") if out is None else Path(out)
        return question.answer(measure, folder, settings)


def check_measure(measure: str) -> None:
    """Refuse what is no measure, naming the nearest one."""
    if measure not in MEASURES:
        near = nearest(measure, MEASURES)
        meant = f"; did you mean {near}?" if near else "; the page on the model lists them."
        raise InputError(f"{shown(measure)} is no measure{meant}")


def _by_seed(
    runs: pd.DataFrame, measure: str, points: int, seeds: Sequence[int]
) -> NDArray[np.float64]:
    """A measure by point and seed, (points, seeds), nan for runs that failed."""
    wide = runs.pivot(index="point", columns="seed", values=measure)
    return wide.reindex(index=range(points), columns=list(seeds)).to_numpy(float)


def read_analysis(folder: Path, measure: str = PRIMARY) -> Analysis | None:
    """Analyse the runs a folder has already; None where it holds no sensitivity analysis.

    Raises
    ------
    InputError, RunError
        Where the folder cannot be read, or its runs are too few.
    """
    check_measure(measure)
    manifest = read_manifest(folder)
    plan = manifest.get("plan", {})
    if "sensitivity" not in plan:
        return None
    (label,) = manifest["scenarios"]
    scenario = load_scenario(folder / manifest["scenarios"][label]["file"])
    seeds = manifest["seeds"]
    question = Question(
        scenario, plan["sensitivity"], plan["samples"], plan["parameters"], (), len(seeds)
    )
    shares = question.shares()
    values = _by_seed(read_runs(folder), measure, len(shares), seeds)
    return analyse(label, question.method, measure, tuple(seeds), question.inputs, shares, values)
