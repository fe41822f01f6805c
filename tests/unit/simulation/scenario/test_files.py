"""Scenario files that cannot be found, read or parsed, and what they extend."""

from pathlib import Path

import pytest

from simulation.scenario import ScenarioError, load_scenario
from tests.refusals import GOOD, problems


def test_syntax_errors_name_line_and_column(tmp_path: Path) -> None:
    (sentence,) = problems(tmp_path, "[place]\npeople = \n")
    assert sentence.startswith(f"{tmp_path / 'bad.toml'}, line 2, column 10: not valid TOML")
    (sentence,) = problems(tmp_path, "[place]\npeople = 1\npeople = 2\n")
    assert "line 3" in sentence
    (sentence,) = problems(tmp_path, "[place\n")
    assert "line 1" in sentence
    (sentence,) = problems(tmp_path, "x = '''\n\n")
    assert "the end of the file" in sentence


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000 + "]" * 5000, ".".join("a" * 5000) + " = 1", "a = " + "9" * 5000],
    ids=["arrays", "dotted keys", "digits"],
)
def test_monstrous_files_get_a_sentence_too(tmp_path: Path, text: str) -> None:
    (sentence,) = problems(tmp_path, text)
    assert "bad.toml: " in sentence


def test_text_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    (sentence,) = problems(tmp_path, b"[need.a]\nlabel = 'caf\xe9'\n")
    assert "line 2: the file is not UTF-8 text" in sentence


def test_a_name_too_long_for_a_file_is_that_of_none(tmp_path: Path) -> None:
    name = "x" * 300
    for source in (name, f"{name}.toml"):
        with pytest.raises(ScenarioError, match=name[:20]):
            load_scenario(source)
    (sentence,) = problems(tmp_path, f'extends = "{name}"')
    assert "there is no scenario and no file" in sentence


def test_a_folder_is_not_a_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="is a directory"):
        load_scenario(tmp_path)


@pytest.mark.parametrize("source", ["allience", "./allience.toml", Path("x/allience.toml")])
def test_a_missing_file_names_the_nearest_shipped(source: str | Path) -> None:
    with pytest.raises(ScenarioError, match=r"no file .*allience.*; did you mean alliance\?"):
        load_scenario(source)


@pytest.mark.parametrize(
    ("extends", "parts"),
    [
        ('"plymuth"', ['extends is "plymuth"', "did you mean plymouth?"]),
        ('"gone.toml"', ['extends is "gone.toml"', "no file"]),
        ("3", ["extends is 3", "a shipped scenario or a path"]),
        ('""', ['extends is ""', "a shipped scenario or a path"]),
        ('"bad.toml"', ["in a circle", "bad.toml -> ", "bad.toml"]),
    ],
)
def test_what_cannot_be_extended(tmp_path: Path, extends: str, parts: list[str]) -> None:
    (sentence,) = problems(tmp_path, f"# a comment\nextends = {extends}\n")
    assert sentence.startswith(f"{tmp_path / 'bad.toml'}, line 2: ")
    for part in parts:
        assert part in sentence


def test_a_longer_circle_is_shown_whole(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('extends = "c.toml"')
    (tmp_path / "c.toml").write_text('extends = "./a.toml"')
    (sentence,) = problems(tmp_path, 'extends = "b.toml"', "a.toml")
    names = [Path(link).name for link in sentence.partition("circle: ")[2].split(" -> ")]
    assert names == ["a.toml", "b.toml", "c.toml", "a.toml"]


def test_a_problem_is_told_of_the_file_it_stands_in(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(GOOD + "[place]\npeople = -1\n")
    told = problems(tmp_path, 'extends = "base.toml"\n[place]\npeers = -1\n')
    assert f"{tmp_path / 'bad.toml'}, line 3: place.peers is -1" in told[0]
    assert f"{tmp_path / 'base.toml'}, line 10: place.people is -1" in told[1]
