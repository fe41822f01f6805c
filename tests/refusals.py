"""What a command refuses: a sentence for each problem, and nothing written."""

from pathlib import Path

import pytest

from allied import console
from allied.cli import main


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
