"""What is compiled is kept, and found again, by every process that asks for it."""

import subprocess
import sys

USE = "from simulation.luck import Luck; print(Luck(3).uniform('seek', 1, [1, 2]))"


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
