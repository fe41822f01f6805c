"""What is compiled is kept, and found again, by every process that asks for it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

USE = "from simulation.luck import Luck; print(Luck(3).uniform('seek', 1, [1, 2]))"


KERNEL = """
from typing import NamedTuple
from simulation.compiled import compiled

class {name}(NamedTuple):
    number: int

@compiled
def double(pair):
    return 2 * pair.number

print(double({name}(4)))
"""


def kept(folder):
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*.nb[ci]")}


def test_what_one_process_compiled_the_next_reads_and_leaves_alone(tmp_path, monkeypatch):
    """A kernel for arrays and the kernel itself once overwrote each other: a crash in a race."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    said, found = set(), []
    for _ in range(2):
        run = subprocess.run([sys.executable, "-c", USE], capture_output=True, check=True)
        said.add(run.stdout)
        found.append(kept(tmp_path))
    assert len(said) == 1
    assert found[0]
    assert found[0] == found[1]


def test_a_type_that_was_renamed_since_does_not_stop_what_was_compiled_for_it(tmp_path):
    """What is out of date is never read: it may name a type that is no longer there."""
    for name in ("Before", "Behind"):
        Path(tmp_path, "kernel.py").write_text(KERNEL.format(name=name), encoding="utf-8")
        use = [sys.executable, "-c", "import kernel"]
        run = subprocess.run(use, capture_output=True, text=True, cwd=tmp_path)
        assert (run.stdout, run.stderr) == ("8\n", "")


def used(folder, code=USE, **more):
    """What comes of a process that uses kernels, and complains about nothing."""
    env = os.environ | {"NUMBA_CACHE_DIR": str(folder)} | more
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A cache, and what comes of using it."""
    folder = tmp_path_factory.mktemp("whole")
    return folder, used(folder)


def empty(paths):
    for path in paths:
        path.write_bytes(b"")


def cut(paths):
    for path in paths:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(paths):
    for path in paths:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 255
        path.write_bytes(content)


def swap(paths):
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def make_foreign(paths):
    for path in paths:
        path.write_bytes(b"\x80\x05something else")


def make_folders(paths):
    for path in paths:
        path.unlink()
        path.mkdir()


def in_soak(damage):
    return pytest.param(damage, marks=pytest.mark.soak)


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize(
    "damage", [empty, swap, *map(in_soak, (cut, garble, make_foreign, make_folders))]
)
def test_a_damaged_cache_is_compiled_anew(whole, tmp_path, damage, ending):
    before, said = whole
    folder = shutil.copytree(before, tmp_path / "cache")
    # Numba trusts what it cached of a function of arrays, so only its index is damaged.
    found = [
        path
        for path in sorted(folder.rglob(f"*.{ending}"))
        if ending == "nbi" or "of_arrays" not in path.name
    ]
    assert found
    damage(found)
    assert used(folder) == said
    assert used(folder) == said


FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX systems")
def test_a_full_disk_and_a_folder_that_is_none_are_done_without(whole, tmp_path):
    _, said = whole
    assert used(tmp_path / "full", FULL + "import sys; sys.stdout.flush(); " + USE) == said
    (tmp_path / "file").touch()
    home = {"HOME": str(tmp_path / "file"), "XDG_CACHE_HOME": str(tmp_path / "file")}
    assert used(tmp_path / "file" / "inside", **home) == said


RUN = (
    "import json; from simulation.run import simulate; from tests.places import small, village; "
    "place = small(village(), run__weeks=9, run__past_weeks=1, place__people=8); "
    "print(json.dumps(simulate(place, 3).summary()))"
)


def test_without_the_compiler_a_run_has_the_same_numbers(whole):
    """But for rounding: NumPy keeps float32 where a kernel reckons in float64."""
    folder, _ = whole
    plain, same = (json.loads(used(folder, RUN, **how)) for how in ({"NUMBA_DISABLE_JIT": "1"}, {}))
    assert plain == pytest.approx(same, rel=1e-5, nan_ok=True)
