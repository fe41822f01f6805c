"""The examples a researcher copies do what they say, here on places small enough to be quick."""

import runpy
import sys
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from examples import claim, where_it_wins
from examples import sensitivity as example
from experiments.compare import compare
from experiments.store import new_folder, write_comparison
from experiments.sweep import sweep
from simulation.measures import PRIMARY
from tests.places import lonely, small, village

EXAMPLES = Path(claim.__file__).parent
TINY = {"place.people": 25, "run.past_weeks": 2, "run.weeks": 13}


def test_levers_are_sorted_into_three_groups(capsys: pytest.CaptureFixture[str]) -> None:
    found = example.screen(small(lonely(), run__weeks=13, run__past_weeks=1), 2)
    groups = example.sorted_out(found)
    assert sorted(key for keys in groups.values() for key in keys) == sorted(found.table["key"])
    assert len(groups) == 3


def test_a_claim_is_answered_at_every_level() -> None:
    plan = claim.PLAN | {"seeds": 2, "set": TINY}
    found = claim.answers(sweep(plan, jobs=1))
    assert list(found) == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("gaps", "says"),
    [
        ([2.0, 2.1, 2.2], "holds"),
        ([-2.0, -2.1, -2.2], "is refuted"),
        ([-3.0, 0.0, 3.0], "stays open (unclear)"),
        ([0.1, 0.11, 0.12], "stays open (small)"),
    ],
)
def test_a_claim_can_fail(gaps: list[float], says: str) -> None:
    rows = []
    for seed, gap in enumerate(gaps):
        for name, value in ((claim.WITHOUT, 20.0), (claim.WITH, 20.0 + gap)):
            rows.append({claim.WHERE: 0.5, "seed": seed, "scenario": name, PRIMARY: value})
    ((_, answer),) = claim.answers(pd.DataFrame(rows)).values()
    assert answer == says


def test_pairs_are_compared_in_one_line_each() -> None:
    pairs = dict(where_it_wins.pairs())
    assert len(pairs) > 10
    for says in ("Nothing", "One need, a count of success that is checked"):
        little = [scenario.override(TINY) for scenario in pairs[says]]
        name, *cells = where_it_wins.row(says, compare(little, 2, jobs=1))
        assert name == says
        assert len(cells) == len(where_it_wins.MEASURES)
        assert all(" to " in cell and ": " in cell for cell in cells)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of a sweep, of a sweep of one scenario, and of a comparison."""
    away = tmp_path_factory.mktemp("folders")
    place = small(village(), run__weeks=13, run__past_weeks=1, place__people=15)
    other = place.model_copy(update={"name": "other"})
    vary = {"vary": {"place.arrivals": [0.0, 0.5]}}
    sweep({"scenarios": [place, other], "seeds": 2} | vary, away / "swept", jobs=1)
    sweep({"scenarios": [place], "seeds": 1} | vary, away / "alone", jobs=1)
    with new_folder(away / "compared") as folder:
        write_comparison(folder, compare([place, other], 2, jobs=1), "a command")
    return away


def typed(script: str, words: str, monkeypatch: pytest.MonkeyPatch) -> int | str | None:
    """Type the name of an example and what follows it; gives the exit code."""
    path = EXAMPLES / script
    monkeypatch.setattr(sys, "argv", [str(path), *words.split()])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(path), run_name="__main__")
    return ended.value.code


@pytest.mark.parametrize("picture", ["a.svg", "a.png"])
@pytest.mark.parametrize(
    ("script", "words"),
    [("sweep.py", "swept place.arrivals place.arrivals"), ("figure.py", "compared")],
)
def test_a_picture_is_drawn(
    folders: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str, picture: str
) -> None:
    monkeypatch.chdir(folders)
    assert typed(script, f"{words} {picture}", monkeypatch) == 0
    assert Path(picture).stat().st_size
    Path(picture).unlink()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("claim.py many", "seeds is many; it must be a whole number of 1 or more."),
        ("patterns.py 0", "replicates is 0; it must be a whole number of 1 or more."),
        ("where_it_wins.py 5 6", "unexpected extra argument"),
        ("sensitivity.py x", "samples is x; it must be a whole number of 1 or more."),
        ("sensitivity.py 2 deads", '"deads" is no measure; did you mean deaths?'),
        ("emergence/__main__.py", "Missing argument 'part'."),
        ("emergence/__main__.py games", "There is no part games; the parts are gaming, channels,"),
        ("sweep.py", "Missing argument 'folder'."),
        ("sweep.py swept a b a.gif", "a.gif; it must end in .pdf, .png, .svg."),
        ("sweep.py swept a b no/a.svg", "no/a.svg, but there is no folder no."),
        ("sweep.py nowhere a b a.svg", "nowhere is not a folder of results"),
        ("sweep.py compared a b a.svg", "compared holds a comparison or a run, not a sweep"),
        ("sweep.py swept a b a.svg", "a was not varied in swept; what was: place.arrivals."),
        ("sweep.py alone place.arrivals place.arrivals a.svg", "alone has a single scenario;"),
        ("figure.py", "Missing argument 'folder'."),
        ("figure.py swept a.svg", "swept holds no comparison: it has no quarters.parquet."),
    ],
)
def test_a_wrong_argument_is_told_in_one_sentence(
    folders: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: str,
    says: str,
) -> None:
    monkeypatch.chdir(folders)
    before = sorted(folders.iterdir())
    assert typed(*line.partition(" ")[::2], monkeypatch) == 2
    said, told = capsys.readouterr()
    assert said == ""
    assert says in told
    assert len(told.splitlines()) == 1
    assert sorted(folders.iterdir()) == before


@pytest.mark.skipif(bool(find_spec("ema_workbench")), reason="the EMA workbench is here")
def test_a_missing_workbench_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("workbench.py", "", monkeypatch) == 2
    assert capsys.readouterr().err == (
        "This needs ema-workbench 3; `make clients` sets it up and runs this.\n"
    )
