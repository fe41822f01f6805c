"""What a folder of results says of itself: its manifest, and its scenarios in full."""

import json
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from experiments.errors import InputError
from experiments.runs.outcomes import WEEKLY
from experiments.runs.run_key import model_version
from simulation.scenario import Scenario, load_scenario
from simulation.wording import shown

from .folder import why, write_whole

SCHEMA_VERSION = 1
MANIFEST = "manifest.json"
PACKAGES = ("allied", "mesa", "numpy", "pydantic", "loky", "scipy", "pyarrow", "matplotlib")


class _Stated(BaseModel):
    """A part of a manifest: what is read of it, whatever else it says."""

    model_config = ConfigDict(strict=True)


class _Scenario(_Stated):
    file: str
    key: str


class _Session(_Stated):
    command: str
    versions: dict[str, str]


class _Results(_Session):
    """What every manifest has."""

    model: str
    seeds: list[int]
    scenarios: Annotated[dict[str, _Scenario], Field(min_length=1)]


class _Points(_Stated):
    count: int
    hash: str


class _Sweep(_Results):
    """What a sweep's manifest has besides."""

    weekly: bool
    plan: dict[str, Any]
    axes: list[str]
    points: _Points
    keep: dict[str, str] = {}
    continued: list[_Session] = []


SWEEPS_ONLY = set(_Sweep.model_fields) - set(_Results.model_fields) - {"keep"}


def versions() -> dict[str, str]:
    """Versions of Python, of this program and of what its numbers depend on."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


def file_names(labels: Iterable[str]) -> dict[str, str]:
    """A file name for each label, without what a file system might refuse."""
    names: dict[str, str] = {}
    for label in labels:
        name = re.sub(r"[^\w.() -]", "_", label)
        while name.lower() in (other.lower() for other in names.values()):
            name += "_"
        names[label] = name
    return {label: f"{name}.toml" for label, name in names.items()}


def write_scenarios(folder: Path, by_label: Mapping[str, Scenario]) -> None:
    """Write scenarios in full, as files that load back to equal ones."""
    inside = folder / "scenarios"
    inside.mkdir()
    for label, name in file_names(by_label).items():
        write_whole(inside / name, _encoded(by_label[label].to_toml()))


def write_manifest(
    folder: Path,
    command: str,
    by_label: Mapping[str, Scenario],
    seeds: Sequence[int],
    **more: Any,
) -> None:
    """Write what the results came from, and what there is to add for their kind."""
    files = file_names(by_label)
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "command": command,
        "versions": versions(),
        "model": model_version(),
        "seeds": list(seeds),
        **more,
        "scenarios": {
            label: {
                "file": f"scenarios/{files[label]}",
                "key": scenario.key(),
                "past_key": scenario.past_key(),
            }
            for label, scenario in by_label.items()
        },
    }
    save_manifest(folder, manifest)


def save_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Put a manifest in its place, or leave the one that was there."""
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / MANIFEST, _encoded(text))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of results.

    Raises
    ------
    InputError
        Where there is none, or none that this version can read.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
        json.dumps(manifest, ensure_ascii=False).encode()
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"{folder} is not a folder of results: it has no {MANIFEST}.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {why(error)}.") from None
    except UnicodeEncodeError:
        raise InputError(_damaged(path, "it has letters that are not Unicode")) from None
    except ValueError:
        raise InputError(_damaged(path, "it is not JSON")) from None
    except RecursionError:
        raise InputError(_damaged(path, "its tables are nested too deeply")) from None
    if not isinstance(manifest, dict) or "schema_version" not in manifest:
        raise InputError(_damaged(path, "it has no schema_version"))
    schema = manifest["schema_version"]
    if schema != SCHEMA_VERSION:
        raise InputError(
            f"{path} has schema version {shown(schema)}, this version of Allied reads "
            f"{SCHEMA_VERSION}; read it with the Allied that wrote it, or start a new folder."
        )
    try:
        (_Sweep if SWEEPS_ONLY & manifest.keys() else _Results).model_validate(manifest)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        fault = "is missing" if first["type"] == "missing" else "is not what it must be"
        raise InputError(_damaged(path, f"{key} {fault}")) from None
    return manifest


def _encoded(text: str) -> bytes:
    """Text as UTF-8.

    Raises
    ------
    InputError
        Where it has letters that no file may hold, as names of files in other encodings have.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        letter = ascii(text[error.start])
        raise InputError(
            f"A name or a path has a letter that is not Unicode ({letter}); rename the file."
        ) from None


def _damaged(path: Path, how: str) -> str:
    return f"{path} is damaged: {how}; restore it from a copy, or start a new folder."


def read_scenarios(folder: Path) -> dict[str, Scenario]:
    """The scenarios of a folder of results, by label, which is their name too.

    Raises
    ------
    InputError, ScenarioError
        Where the manifest or a scenario cannot be read.
    """
    stated = read_manifest(folder)["scenarios"]
    return {
        label: load_scenario(folder / about["file"]).model_copy(update={"name": label})
        for label, about in stated.items()
    }


def own_outcomes(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the outcomes of one's own that a sweep keeps of each run, but not by week."""
    kept = manifest.get("keep", {}).items()
    return tuple(name for name, made_by in kept if not made_by.startswith(WEEKLY))
