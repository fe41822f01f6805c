"""Opens the folder of a sweep to write to it: makes it, or checks that its runs belong here."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from experiments.errors import InputError, RunError
from experiments.plans.design import Design
from experiments.runs.run_key import model_version

from .folder import ExistsError, alone_in, new_folder, why
from .manifest import (
    read_manifest,
    save_manifest,
    versions,
    write_manifest,
    write_scenarios,
)
from .sweep import Store


@contextmanager
def open_store(
    folder: Path, design: Design, command: str, weekly: bool, plan: Mapping[str, Any]
) -> Iterator[Store]:
    """Open the folder of a sweep to write to it, or make it.

    What was taken in is written when the block ends, also if it ends with an error.

    Parameters
    ----------
    folder
        A folder that does not exist yet, or that of the same design, perhaps with fewer seeds.
    plan
        What was asked for, as JSON can hold it.

    Raises
    ------
    InputError
        Where the folder is something else, was made by another version of the model, holds
        another design, is damaged, or is being written to.
    RunError
        Where the disk is full.
    """
    about: dict[str, Any] = {"weekly": weekly, "plan": dict(plan), **design.identity()}
    is_new = False
    if not os.path.exists(folder):  # noqa: PTH110 (a name too long is refused below)
        with suppress(ExistsError):  # another sweep has made it meanwhile
            with new_folder(folder) as filling:
                (filling / "runs").mkdir()
                (filling / "weekly").mkdir()
                write_scenarios(filling, design.by_label)
                write_manifest(filling, command, design.by_label, design.seeds, **about)
            is_new = True
    manifest = read_manifest(folder)
    _check(folder, manifest, design, weekly)
    with alone_in(folder):
        store = _store(folder, design, weekly)
        _note(folder, manifest, design, command, plan)
        try:
            yield store
        except BaseException:
            with suppress(RunError):
                store.flush()
            if is_new and not store.runs:
                shutil.rmtree(folder, ignore_errors=True)
            raise
        store.flush()


def _store(folder: Path, design: Design, weekly: bool) -> Store:
    try:
        return Store(folder, design, weekly)
    except OSError as error:
        where = error.filename or folder
        raise InputError(f"{where} cannot be read or written: {why(error)}.") from None


def _check(folder: Path, manifest: dict[str, Any], design: Design, weekly: bool) -> None:
    """Refuse a folder whose runs do not belong with those of a design."""
    if "points" not in manifest:
        raise InputError(f"{folder} holds a comparison or a run, not a sweep; name another folder.")
    if manifest["model"] != model_version():
        made_by = manifest["versions"].get("allied", "unknown")
        raise InputError(
            f"{folder} was made by another version of the model (Allied {made_by}), and its runs "
            "cannot be put together with new ones; go on with that version, or name another "
            "folder."
        )
    scenarios = {label: scenario.key() for label, scenario in design.by_label.items()}
    before = {label: about["key"] for label, about in manifest["scenarios"].items()}
    _check_kept(folder, manifest.get("keep", {}), design.identity()["keep"])
    identity = {"keep": manifest.get("keep", {})}
    differs = [k for k, value in design.identity().items() if (manifest | identity)[k] != value]
    differs += [] if list(before.items()) == list(scenarios.items()) else ["scenarios"]
    if differs:
        raise InputError(
            f"{folder} holds the runs of another plan: the {' and '.join(differs)} differ; name "
            "another folder. Only seeds can be added to."
        )
    if manifest["weekly"] != weekly:
        begun = "with" if manifest["weekly"] else "without"
        raise InputError(f"{folder} was begun {begun} weekly series; go on {begun} them.")


def _check_kept(folder: Path, before: Iterable[str], now: Iterable[str]) -> None:
    """Refuse a folder in which other outcomes of one's own are kept, or none."""
    if sorted(before) != sorted(now):
        kept = f"keeps {', '.join(before)} of each run" if before else "keeps no outcomes"
        raise InputError(
            f"{folder} {kept} beside the measures; go on with the same, from Python: "
            "sweep(…, keep=…)."
        )


def _note(
    folder: Path, manifest: dict[str, Any], design: Design, command: str, plan: Mapping[str, Any]
) -> None:
    """Record added seeds, and versions that are not those the sweep was begun with."""
    before = manifest.get("continued", [])
    now = {"command": command, "versions": versions()}
    is_known = any(session["versions"] == now["versions"] for session in (manifest, *before))
    seeds = list(dict.fromkeys([*manifest["seeds"], *design.seeds]))
    if seeds != manifest["seeds"] or not is_known:
        more: dict[str, Any] = {"seeds": seeds, "plan": dict(plan)}
        if not is_known:
            more["continued"] = [*before, now]
        save_manifest(folder, manifest | more)
