"""Scenario files that people open: read as ``allied check`` reads them, and carried in links."""

import base64
import binascii
import re
import tempfile
import tomllib
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from simulation.scenario import Scenario, ScenarioError, load_scenario
from simulation.scenarios import shipped

FILE = "file"
"""What settings call the scenario of the file that was opened."""

MOST_BYTES = 64_000
MOST_PERSON_WEEKS = 20_000 * 520
"""What one run in the browser may take; larger ones are for the command line."""


@dataclass(frozen=True)
class Upload:
    """A valid scenario file: its name, its text in a form that links can carry, its scenario."""

    name: str
    packed: str
    scenario: Scenario = field(compare=False)  # it follows from the text


def accept(name: str, content: bytes) -> Upload:
    """A file as it was opened.

    Raises
    ------
    ScenarioError
        With every problem ``allied check`` finds, or because it is too large or reaches for
        other files.
    """
    return _accepted(_file_name(name), content)


def unpack(name: str, packed: str) -> Upload:
    """The same from the text a link carries.

    Raises
    ------
    ScenarioError
        As ``accept``; also where the text was cut short or changed.
    """
    try:
        squeezed = base64.urlsafe_b64decode(packed.encode("ascii"))
        opened = zlib.decompressobj()
        content = opened.decompress(squeezed, MOST_BYTES + 1)
        if not opened.eof and len(content) <= MOST_BYTES:
            raise ValueError
    except (ValueError, binascii.Error, zlib.error):
        raise ScenarioError(["The file in this link is incomplete; open it anew."]) from None
    return _accepted(_file_name(name), content)


@lru_cache(maxsize=64)
def _accepted(name: str, content: bytes) -> Upload:
    if len(content) > MOST_BYTES:
        raise ScenarioError([f"{name} is larger than {MOST_BYTES // 1000} kB, too large to open"])
    _stands_alone(name, content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            found = load_scenario(path)
        except ScenarioError as error:
            said = [problem.replace(f"{folder}/", "") for problem in error.problems]
            raise ScenarioError(said) from None
    _fits(name, found)
    packed = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode("ascii")
    return Upload(name, packed, found)


def _file_name(name: str) -> str:
    """The last part of a file's name, safe to write; people see it in messages."""
    stem = re.sub(r"[^\w-]+", "_", Path(name.replace("\\", "/")).name.removesuffix(".toml"))
    return f"{stem[:60].strip('_') or 'scenario'}.toml"


def _stands_alone(name: str, content: bytes) -> None:
    """Refuse a file that extends another of this computer, before that is read."""
    try:
        base = tomllib.loads(content.decode("utf-8-sig")).get("extends")
    except (ValueError, RecursionError):
        return  # load_scenario says what is wrong, and where
    if isinstance(base, str) and base not in shipped():
        raise ScenarioError(
            [
                f"{name}: extends is {base[:60]}; a file opened here can extend only a shipped "
                f"scenario: {', '.join(shipped())}"
            ]
        )


def _fits(name: str, found: Scenario) -> None:
    weeks = found.run.weeks + found.run.past_weeks
    if found.place.people * weeks > MOST_PERSON_WEEKS:
        raise ScenarioError(
            [
                f"{name} has {found.place.people:,} people for {weeks:,} weeks, too much for a "
                "shared screen; use the command allied compare"
            ]
        )
