"""Tests stand where one looks for them: beside the packages, a file for each process of a week."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PROCESSES = sorted((ROOT / "simulation" / "week").glob("*/[a-z]*.py"))


@pytest.mark.parametrize("process", PROCESSES, ids=lambda path: path.stem)
def test_every_process_has_a_file_of_tests(process):
    folder = HERE / process.parent.relative_to(ROOT)
    assert (folder / f"test_{process.name}").exists()


def test_every_folder_of_unit_tests_mirrors_a_package():
    folders = {path.parent.relative_to(HERE) for path in HERE.rglob("test_*.py")}
    assert all((ROOT / folder).is_dir() for folder in folders)
