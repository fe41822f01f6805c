"""The runs of a sweep as a table of cases: what was varied, and whether a target held."""

from pathlib import Path
from typing import Any

import pandas as pd

from experiments.errors import InputError
from experiments.store import read_manifest, read_runs
from experiments.store.manifest import own_outcomes
from simulation.wording import comma_list, nearest, shown

from .target import Target, read_target


def cases(
    folder: str | Path, target: str, scenario: str | None = None
) -> tuple[pd.DataFrame, pd.Series]:
    """Inputs and outcome of every case, as scenario discovery by any program takes them.

    Parameters
    ----------
    folder
        That of a sweep.
    target
        As in ``read_target``. Differences are those of runs at the same point with the same seed.
    scenario
        The one looked at; by default the second of the sweep for a difference, and the first
        otherwise.

    Returns
    -------
    x
        What was varied, a column for each key, indexed by point and seed.
    y
        Whether the target held, true or false, with the same index. Cases of which a run failed
        or had nothing to measure are in neither.

    Raises
    ------
    InputError
        Where the folder holds no sweep, one in which nothing is varied, or no such scenario.
    """
    path = Path(folder)
    aim = read_target(target, own_outcomes(read_manifest(path)))
    names, axes = contents(path)
    looked_at = able(path, names, aim)
    name = looked_at[0] if scenario is None else scenario
    if name not in looked_at:
        near = nearest(name, looked_at)
        meant = f"did you mean {near}?" if near else f"there is {comma_list(looked_at)}."
        raise InputError(f"{shown(name)} cannot be looked at in {path}; {meant}")
    return of_scenario(read_runs(path), axes, aim, name, names[0])


def contents(folder: Path) -> tuple[list[str], list[str]]:
    """The scenarios of a sweep, and what it varies."""
    manifest = read_manifest(folder)
    axes = manifest.get("axes")
    if axes is None:
        raise InputError(f"{folder} holds a comparison or a run, not a sweep.")
    if not axes:
        raise InputError(f"Nothing is varied in {folder}, so there is no telling where it holds.")
    return list(manifest["scenarios"]), list(axes)


def able(folder: Path, names: list[str], aim: Target) -> list[str]:
    """The scenarios that a target can be about."""
    if aim.paired and len(names) < 2:
        raise InputError(
            f"{folder} has one scenario, so there are no differences; name the measure itself, "
            f"such as {aim.measure} {aim.comparator} {aim.number:g}."
        )
    return names[1:] if aim.paired else names


def of_scenario(
    runs: pd.DataFrame, axes: list[str], aim: Target, name: str, first: str
) -> tuple[pd.DataFrame, pd.Series]:
    """Inputs and outcome for one scenario; ``first`` is the one that differences are from."""
    place = ["point", "seed"]
    mine: Any = runs[runs["scenario"] == name].set_index(place)
    values = mine[aim.measure]
    if aim.paired:
        values = values - runs[runs["scenario"] == first].set_index(place)[aim.measure]
    values = values.reindex(mine.index)
    known = values.notna()
    return mine.loc[known, axes], aim.holds(values[known]).rename(aim.text)
