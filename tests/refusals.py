"""What commands and scenario files are refused for: a sentence for each problem."""

from pathlib import Path

import pytest

from allied import console
from allied.cli import main
from simulation.scenario import ScenarioError, load_scenario

GOOD = """\
[need.a]
label = "A"
[need.b]
label = "B"
[service.hub]
label = "Hub"
helps = { a = 1.0 }
staff = 2
"""


def refused(line: str, says: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Check that a command line is refused in one sentence, typed in a folder that stays as is."""
    before = sorted(here.iterdir())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console, "PATIENCE", 600.0)  # no line on what takes long on a slow machine
        assert main(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert says in said.err
    assert sorted(here.iterdir()) == before


def problems(folder: Path, text: str | bytes, name: str = "bad.toml") -> list[str]:
    """What is wrong with a scenario file of this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    return caught.value.problems
