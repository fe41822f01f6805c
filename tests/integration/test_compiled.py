"""What is compiled is kept, and found again, by every process that asks for it."""

import subprocess
import sys
from pathlib import Path

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
