"""The shipped scenarios: each indexed, valid, and introduced; listing them costs nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

import simulation.scenarios
from simulation.scenario import load_scenario
from simulation.scenarios import INDEX, listing, shipped

FOLDER = Path(simulation.scenarios.__file__).parent


def test_every_file_is_indexed_and_every_name_has_a_file() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(INDEX)


@pytest.mark.parametrize("name", INDEX)
def test_a_shipped_scenario_is_valid(name: str) -> None:
    assert load_scenario(name).name == name


def test_loading_by_name_and_by_path_is_the_same() -> None:
    for name, path in shipped().items():
        assert load_scenario(path) == load_scenario(name)


def test_each_is_introduced_in_its_own_words() -> None:
    entries = listing()
    assert [entry.name for entry in entries] == list(INDEX)
    for entry in entries:
        assert entry.title, entry.name
        assert entry.summary, entry.name
        assert entry.question, entry.name
    assert len({entry.title for entry in entries}) == len(entries)


def test_each_says_what_it_must_not_be_used_for() -> None:
    for name in INDEX:
        assert load_scenario(name).pack.not_for, name


def test_listing_imports_nothing_heavy() -> None:
    code = (
        "import sys; from simulation.scenarios import listing; listing(); "
        "print(*sorted({'pydantic', 'mesa', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
