"""The pages say what is so: commands run, tables are current, links lead somewhere."""

import json
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from allied.cli import main
from scripts import docs
from scripts.architecture import PICTURE, drawing
from simulation.parameters import catalogue
from simulation.week.schedule import WEEK

ROOT = docs.ROOT
PAGES = sorted([ROOT / "CONTRIBUTING.md", ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- tried with: (.*?) -->\n)?```(console|python)\n(.*?)```", re.DOTALL)
PATHS = {parameter.path for parameter in catalogue()}
OURS = "allied|benchmarks|dashboards|examples|experiments|scripts|simulation|tests"
FILE = re.compile(rf"(?<![\w/.~-])(?:{OURS})/(?:[\w.*-]+/)*(?:[\w*-]+(?:\.\w+)?)?")
MODULE = re.compile(rf"(?<![\w/.-])(?:{OURS})(?:\.[a-zA-Z_]\w*)+(?![\w/]|\.\w)")
TABLES = {"exit.*.after", "network.*", "place.past"}  # named as a whole
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def tried(page: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    """What a page asks to be run, with what the tests add to it, and a way to run it."""
    for more, language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            yield text, partial(run_by_python, text)
        for line in text.splitlines() if language == "console" else ():
            if line.startswith("$ allied "):
                words = [*shlex.split(line[9:], comments=True), *shlex.split(more)]
                yield shlex.join(words), partial(main, words)


def run_by_python(text: str) -> int:
    """Run a text of Python in a process of its own, as somebody would who copied it."""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


@each_page
def test_everything_a_page_asks_to_be_typed_works(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    docs.save_files(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    for name, value in {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "160"}.items():
        monkeypatch.setenv(name, value)
    for typed, run in tried(page):
        code = run()
        said, told = capsys.readouterr()
        assert code == 0, f"{typed}\n{told}"
        assert said.strip(), typed


@pytest.mark.parametrize("page", docs.PAGES)
def test_generated_tables_are_current(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    made = {name: maker() for name, maker in docs.QUICK.items()}
    assert docs.refreshed(text, made) == text, "run `make docs`"


def test_the_drawing_of_the_imports_is_current() -> None:
    assert (ROOT / PICTURE).read_text(encoding="utf-8") == drawing(), "run `make docs`"


def test_every_marked_block_can_be_made_and_has_been() -> None:
    found = {}
    for page in docs.PAGES:
        for _, name, text, _ in docs.BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
            found[name] = text.strip()
    assert set(found) == set(docs.QUICK | docs.RUNS | docs.STUDY)
    assert all(found.values()), "run `python -m scripts.docs --runs`"


def test_what_long_runs_gave_is_not_out_of_date() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (before,) = re.findall(r"<!-- made when a short run gave: (.*?) -->", text)
    now = docs.probe()
    assert json.loads(before) == pytest.approx(now, rel=0.01), (
        "the model has moved: run `python -m scripts.docs --runs`"
    )


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, heading = link.partition("#")
        if not file.startswith(("http://", "https://")):
            target = (page.parent / file).resolve() if file else page
            assert target.exists(), link
            if heading:
                assert heading in headings(target), link


@each_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    for name in FILE.findall(page.read_text(encoding="utf-8")):
        assert list(ROOT.glob(name.rstrip("/"))), name


@each_page
def test_a_file_of_python_is_named_in_full(page: Path) -> None:
    written = docs.BLOCK.sub("", page.read_text(encoding="utf-8"))
    for name in re.findall(r"`([\w/.*]+\.py)`", written):
        assert list(ROOT.glob(name)), name


@each_page
def test_every_module_that_is_named_exists(page: Path) -> None:
    for name in MODULE.findall(page.read_text(encoding="utf-8")):
        if not name.endswith((".md", ".toml", ".html")):
            pkgutil.resolve_name(name)


def headings(page: Path) -> set[str]:
    """The names by which the headings of a page can be linked to."""
    lines = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@each_page
def test_no_path_of_any_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(home|root|tmp|work|Users|usr)/|[A-Z]:\\\\", text)


def test_the_model_page_names_every_parameter_and_no_other() -> None:
    named = set(re.findall(r"(?<![\w.])[a-z_]+(?:\.(?:\*|[a-z_]+))+(?![\w.])", MODEL, re.ASCII))
    known = {path for path in PATHS if not path.startswith(("pack.", "words.", "place.past."))}
    assert known <= named
    first = {path.partition(".")[0] for path in PATHS}
    keys = {key for key in named if key.partition(".")[0] in first and not key.endswith(".py")}
    assert keys <= PATHS | TABLES


def test_the_model_page_has_the_week_in_order() -> None:
    listed = re.findall(r"^\| \d+ \| `(\w+)`", MODEL, re.MULTILINE)
    assert listed == [process.name for process in WEEK]


def test_the_model_page_names_every_stream() -> None:
    """Processes declare what they draw, and are held to it where the week is tested."""
    used = {stream for process in WEEK for stream in process.draws}
    listed = re.findall(r"^\| (`[^|]*) \|", MODEL.partition("| Stream |")[2], re.MULTILINE)
    assert used == {name for cell in listed for name in re.findall(r"`([^`]+)`", cell)}
