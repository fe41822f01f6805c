"""Folders of results on bad disks, in strange hands and in two at once: nothing is lost."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.errors import InputError
from experiments.query import query
from experiments.store import new_folder, opening, read_runs, read_weekly
from experiments.store import sweep as storing
from experiments.store.folder import ExistsError, alone_in
from experiments.sweep import sweep
from tests.places import lonely, small

PLACE = small(lonely(), run__weeks=3, run__past_weeks=1)
PLAN: dict[str, Any] = {"scenarios": [PLACE], "seeds": 4}


@pytest.fixture(scope="module")
def whole() -> pd.DataFrame:
    """All runs, never stopped."""
    return sweep(PLAN, jobs=1)


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sweep that was stopped, with a part for each run."""
    monkeypatch.setattr(storing, "FIRST_WAIT", 0.0)
    sweep(PLAN | {"seeds": 3}, tmp_path / "out", jobs=1, weekly=True)
    return tmp_path / "out"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.mark.parametrize("unreadable", ["runs", "weekly", "out"])
@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE, errno.ENOTDIR])
def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    out: Path, whole: pd.DataFrame, unreadable: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, listed = files_of(out), Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == unreadable:
            raise OSError(number, os.strerror(number), str(path))
        return listed(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", refuse)
        says = f"{unreadable} cannot be read: {os.strerror(number).lower()}."
        with pytest.raises(InputError, match=says):
            sweep(PLAN, out, jobs=1, weekly=True)
        with pytest.raises(InputError, match=says):
            read_weekly(out)
    assert files_of(out) == before
    assert sweep(PLAN, out, jobs=1, weekly=True).equals(whole)


@pytest.mark.parametrize("how", ["empty", "gone", "file", "dangling"])
def test_runs_that_are_out_of_sight_are_not_taken_for_runs_never_made(
    out: Path, whole: pd.DataFrame, how: str
) -> None:
    (out / "runs").rename(out.parent / "elsewhere")
    if how == "empty":
        (out / "runs").mkdir()
    elif how == "file":
        (out / "runs").touch()
    elif how == "dangling":
        (out / "runs").symlink_to("nowhere")
    before = files_of(out)
    with pytest.raises(InputError, match=r"runs (has no parts|cannot be read)"):
        sweep(PLAN, out, jobs=1, weekly=True)
    assert files_of(out) == before
    if how != "gone":
        (out / "runs").rmdir() if how == "empty" else (out / "runs").unlink()
    (out.parent / "elsewhere").rename(out / "runs")
    assert sweep(PLAN, out, jobs=1, weekly=True).equals(whole)


NESTED = "[" * 100_000
HOSTILE = {
    "nothing": "",
    "nested": NESTED,
    "nested within": '{"schema_version": 1, "plan": ' + NESTED + "]" * 100_000 + "}",
    "a long number": '{"schema_version": ' + "9" * 5_000 + "}",
    "another version": '{"schema_version": ["' + "x" * 5_000 + '"]}',
    "bytes": b"\xff\xfe\x00",
    "a list": "[1]",
    "a word": "null",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_manifest_is_told_in_a_sentence(out: Path, content: str | bytes) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    (out / "manifest.json").write_bytes(raw)
    told_everywhere(out)


@pytest.mark.parametrize("key", ["command", "model", "scenarios", "plan", "versions", "axes"])
def test_letters_that_are_none_are_told_in_a_sentence(out: Path, key: str) -> None:
    text = (out / "manifest.json").read_text(encoding="utf-8")
    start = text.index(f'"{key}"')
    damaged = text[:start] + text[start:].replace(': "', ': "\\ud800', 1)
    (out / "manifest.json").write_text(damaged, encoding="utf-8")
    told_everywhere(out)


def told_everywhere(out: Path) -> None:
    before = files_of(out)
    for read in (
        lambda: sweep(PLAN, out, jobs=1, weekly=True),
        lambda: read_runs(out),
        lambda: query(out, "SELECT 1"),
    ):
        with pytest.raises(InputError, match=r"manifest\.json (is damaged|has schema)") as told:
            read()
        assert len(str(told.value)) < 400 + len(str(out))
        str(told.value).encode()
    assert files_of(out) == before


def test_two_sweeps_that_make_one_folder_share_it(
    tmp_path: Path, whole: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, write = tmp_path / "out", opening.write_manifest

    def meanwhile(*arguments: Any, **more: Any) -> None:
        monkeypatch.setattr(opening, "write_manifest", write)
        sweep(PLAN | {"seeds": 2}, made, jobs=1)
        write(*arguments, **more)

    monkeypatch.setattr(opening, "write_manifest", meanwhile)
    assert sweep(PLAN, made, jobs=1).equals(whole)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_made_meanwhile_is_left_alone(tmp_path: Path) -> None:
    def fill() -> None:
        with new_folder(tmp_path / "out"):
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "mine").touch()

    with pytest.raises(ExistsError, match="was made by another process"):
        fill()
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine"]


def test_what_a_killed_run_left_half_done_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    names = [".out.0123abcd.partial", ".out.0123abce.partial", ".out.0123abcf.partial"]
    others = [".out.partial", ".out.012.partial", ".other.0123abcd.partial", "out.0123abcd.partial"]
    for name in (*names, *others):
        (tmp_path / name).mkdir()
        (tmp_path / name / "runs.csv").touch()
    killed, older, alive = (tmp_path / name for name in names)
    (killed / ".lock").touch()
    os.utime(older, (time.time() - 3600,) * 2)
    with alone_in(alive), new_folder(tmp_path / "out") as filling:
        assert filling.exists()
        assert {path.name for path in tmp_path.iterdir()} == {alive.name, filling.name, *others}
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX systems")
def test_a_name_that_is_not_unicode_is_told_in_a_sentence(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))
    odd.write_text(PLACE.to_toml(), encoding="utf-8")
    with pytest.raises(InputError, match=r"not Unicode \('\\udcff'\)"):
        sweep({"scenarios": [odd], "seeds": 1}, tmp_path / "out", jobs=1)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX systems")
def test_a_new_scenario_that_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    code = (
        "import resource, sys\nfrom allied.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "sys.exit(main(['new', 'mine', '--from', 'alliance']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mine.toml cannot be written: file too large.\n"
    assert list(tmp_path.iterdir()) == []
